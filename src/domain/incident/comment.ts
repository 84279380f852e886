import { actorKey, othersThan, personOf } from "../actor.ts";
import { type By, type Decision, decision, type NewAttachment } from "../decision.ts";
import type { EntryId, PersonId, TextId } from "../ids.ts";
import type { MessageRef } from "../place.ts";
import { Refusal } from "../refusal.ts";
import { type Incident, incidentName, type Link } from "./incident.ts";

/** The longest comment, in characters (features.md G39). */
export const longestComment = 65_535;
/** The most attachments an entry carries (features.md, section 4.13). */
export const mostAttachments = 10;
/** The largest attachment, in bytes. */
export const largestAttachment = 25 * 1024 * 1024;

export interface Comment {
  readonly id: EntryId;
  /** Counts from 1 within the incident. */
  readonly number: number;
  readonly author: string;
  readonly text: TextId;
  readonly links: readonly Link[];
  readonly createdAt: Temporal.Instant;
  readonly editedAt?: Temporal.Instant;
  readonly deletedAt?: Temporal.Instant;
  readonly keyMoment: boolean;
}

/** What somebody wrote. */
export interface Commenting {
  readonly body: string;
  readonly links?: readonly Link[];
  readonly attachments?: readonly NewAttachment[];
  readonly mentioned?: readonly PersonId[];
  readonly origin?: { readonly message: MessageRef; readonly permalink?: string };
}

/** Adds what a person wrote. Empty is allowed with an attachment or a link only. */
export const comment = (incident: Incident, wanted: Commenting, by: By): Decision & { readonly id: EntryId } => {
  const body = checkBody(wanted.body, (wanted.attachments ?? []).length + (wanted.links ?? []).length > 0);
  const attachments = wanted.attachments ?? [];
  if (attachments.length > mostAttachments) {
    throw new Refusal(
      "too-many-attachments",
      `A comment carries at most ${mostAttachments} files; this one has ${attachments.length}. Send the rest with another comment.`,
    );
  }
  const id = by.fresh<EntryId>();
  const text = by.fresh<TextId>();
  const author = personOf(by.actor);
  return {
    id,
    ...decision({
      changes: [
        { kind: "write", text, body },
        {
          kind: "comment",
          id,
          text,
          links: wanted.links ?? [],
          attachments,
          ...(wanted.origin === undefined ? {} : { origin: wanted.origin }),
        },
        ...(author === undefined ? [] : [{ kind: "join", person: author } as const]),
      ],
      entries: [
        {
          id,
          kind: "commented",
          data: {
            text,
            number: incident.comments + 1,
            ...(attachments.length === 0 ? {} : { attachments: attachments.map(({ name }) => name) }),
          },
          tells: othersThan(by, wanted.mentioned ?? []).map((person) => ({ person, reason: "mentioned" })),
        },
      ],
    }),
  };
};

/** Only its author edits a comment (features.md, section 4.12). `inChat`: they edited the very message it is. */
export const editComment = (
  incident: Incident,
  old: Comment,
  wanted: {
    readonly body: string;
    readonly links?: readonly Link[];
    readonly mentioned?: readonly PersonId[];
    readonly inChat?: boolean;
  },
  by: By,
): Decision => {
  refuseDeleted(incident, old);
  if (old.author !== actorKey(by.actor)) {
    throw new Refusal("not-the-author", "Only its author can edit a comment. Add one of your own instead.");
  }
  const body = checkBody(wanted.body, true);
  const text = by.fresh<TextId>();
  return decision({
    changes: [
      { kind: "write", text, body },
      { kind: "edit-comment", id: old.id, text, links: wanted.links ?? old.links },
    ],
    entries: [
      {
        id: by.fresh<EntryId>(),
        kind: "comment-edited",
        data: {
          comment: old.id,
          number: old.number,
          before: old.text,
          after: text,
          text,
          ...(wanted.inChat === true ? { inChat: true } : {}),
        },
        follows: old.id,
        tells: othersThan(by, wanted.mentioned ?? []).map((person) => ({ person, reason: "mentioned" })),
      },
    ],
  });
};

/** Its author deletes a comment, and so may whoever manages incidents. `inChat`: the very message it is was deleted. */
export const deleteComment = (
  incident: Incident,
  old: Comment,
  { manages, inChat = false }: { readonly manages: boolean; readonly inChat?: boolean },
  by: By,
): Decision => {
  refuseDeleted(incident, old);
  if (old.author !== actorKey(by.actor) && !manages) {
    throw new Refusal(
      "not-the-author",
      "Only its author, or somebody who manages incidents, can delete a comment. Ask one of them.",
    );
  }
  return decision({
    changes: [{ kind: "delete-comment", id: old.id, text: old.text }],
    entries: [
      {
        id: by.fresh<EntryId>(),
        kind: "comment-deleted",
        data: { comment: old.id, number: old.number, ...(inChat ? { inChat } : {}) },
        follows: old.id,
      },
    ],
  });
};

/** Marks a comment as a key moment of the incident, or no longer. Marking twice changes nothing. */
export const markKeyMoment = (_incident: Incident, old: Comment, keyMoment: boolean, by: By): Decision =>
  old.keyMoment === keyMoment || old.deletedAt !== undefined
    ? decision({})
    : decision({
        changes: [{ kind: "mark-comment", id: old.id, keyMoment }],
        entries: [
          {
            id: by.fresh<EntryId>(),
            kind: keyMoment ? "key-moment-marked" : "key-moment-cleared",
            data: { comment: old.id, number: old.number },
            follows: old.id,
          },
        ],
      });

const refuseDeleted = (incident: Incident, old: Comment): void => {
  if (old.deletedAt !== undefined) {
    throw new Refusal(
      "comment-deleted",
      `Comment ${old.number} of ${incidentName(incident)} has been deleted. Write another one instead.`,
    );
  }
};

const checkBody = (body: string, mayBeEmpty: boolean): string => {
  const clean = body.replaceAll("\0", "");
  if (clean.trim() === "" && !mayBeEmpty) {
    throw new Refusal(
      "comment-empty",
      "A comment needs words or a file. Write what there is to say after the command.",
    );
  }
  if ([...clean].length > longestComment) {
    throw new Refusal(
      "comment-too-long",
      `A comment has at most ${longestComment.toLocaleString("en")} characters; this one has ${[...clean].length.toLocaleString("en")}. Attach the rest as a file.`,
    );
  }
  return clean;
};
