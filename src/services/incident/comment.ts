import { mentionsIn } from "../../domain/body.ts";
import { type By, both, type Decision, decision } from "../../domain/decision.ts";
import type { EntryId, PersonId } from "../../domain/ids.ts";
import {
  type Commenting,
  comment,
  deleteComment as decideDeletion,
  editComment as decideEdit,
  markKeyMoment,
} from "../../domain/incident/comment.ts";
import type { CommentView, EntryNames } from "../../domain/incident/entry-view.ts";
import { type Incident, incidentKey, incidentName } from "../../domain/incident/incident.ts";
import { may, permit } from "../../domain/permission.ts";
import type { MessageRef } from "../../domain/place.ts";
import { Refusal } from "../../domain/refusal.ts";
import { commentAt, findComment, noteEdit, pageComments, type StoredComment } from "../../store/comments.ts";
import type { Tx } from "../../store/database.ts";
import type { IncidentRef } from "../../store/incidents.ts";
import { readTexts } from "../../store/texts.ts";
import type { Ctx } from "../ctx.ts";
import { linkEvent } from "../notify/event-storm.ts";
import { viewComments } from "./entries.ts";
import { changeIncident, foundIncident } from "./load.ts";
import { deliverNamed, type Named, peopleNamed } from "./references.ts";

/** What became of words: `#words` among them that name no channel are offered to be created. */
export interface Commented extends Named {
  readonly incident: Pick<Incident, "number" | "title">;
}

/** Adds what somebody said; people it names are told, channels it names get the incident. `event` names a message that counts as one more event. */
export const addComment = async (
  ctx: Ctx,
  ref: IncidentRef,
  { event, ...wanted }: Commenting & { readonly event?: string },
): Promise<Commented & { readonly id: EntryId; readonly number: number }> => {
  const { incident, decided } = await changeIncident(ctx, "comment.write", ref, async (incident, by, tx) => {
    const mentioned = await peopleNamed(ctx, tx, incident, wanted.body);
    const said = comment(incident, { ...wanted, mentioned }, by);
    const { decided: delivered, unknown } = await deliverNamed(ctx, tx, incident, wanted.body, by);
    if (event !== undefined) await linkEvent(ctx, tx, incident.id, event);
    return { ...both(said, delivered), id: said.id, unknown };
  });
  return { incident, id: decided.id, number: incident.comments + 1, unknown: decided.unknown };
};

/** Only its author edits a comment; who is newly named in it is told. */
export const editComment = async (ctx: Ctx, ref: IncidentRef, number: number, body: string): Promise<Commented> => {
  const { incident, decided } = await changeIncident(ctx, "comment.write", ref, async (incident, by, tx) =>
    edited(ctx, tx, { incident, old: await commentNumbered(ctx, tx, incident, number), body }, by),
  );
  return { incident, unknown: decided.unknown };
};

/** Its author deletes a comment, and so may whoever manages incidents; its words are erased. */
export const deleteComment = async (
  ctx: Ctx,
  ref: IncidentRef,
  number: number,
): Promise<{ readonly incident: Incident }> =>
  changeIncident(ctx, "comment.write", ref, async (incident, by, tx) => {
    const old = await commentNumbered(ctx, tx, incident, number);
    return decideDeletion(incident, old, { manages: may(ctx.actor, "comment.manage") }, by);
  });

/** What a message says since an instant of its platform's clock. */
export interface EditedMessage {
  readonly body: string;
  readonly at: Temporal.Instant;
}

/** The chat message of a comment was edited, of two edits the later counts; null where that message is no comment. */
export const editCommentByMessage = async (
  ctx: Ctx,
  message: MessageRef,
  { body, at }: EditedMessage,
): Promise<Commented | null> => {
  permit(ctx.actor, "comment.write");
  const found = await originalAt(ctx, message);
  if (found === null) return null;
  const { incident, decided } = await changeIncident(
    ctx,
    "comment.write",
    { id: found.incident },
    async (incident, by, tx) => {
      const isNewer = await noteEdit(tx, ctx.workspace, message, at);
      const old = isNewer ? await findComment(tx, ctx.workspace, incident.id, { id: found.id }) : undefined;
      // Chats also call it an edit when a link's preview arrives.
      const same = old === undefined || old.deletedAt !== undefined || (await bodyOf(ctx, tx, old)) === body;
      return same ? { ...decision({}), unknown: [] } : edited(ctx, tx, { incident, old, body, inChat: true }, by);
    },
  );
  return { incident, unknown: decided.unknown };
};

/** The chat message of a comment was deleted; false where that message is no comment. */
export const deleteCommentByMessage = async (ctx: Ctx, message: MessageRef): Promise<boolean> => {
  permit(ctx.actor, "comment.write");
  const found = await originalAt(ctx, message);
  if (found === null) return false;
  await changeIncident(ctx, "comment.write", { id: found.incident }, async (incident, by, tx) => {
    const old = await findComment(tx, ctx.workspace, incident.id, { id: found.id });
    if (old === undefined || old.deletedAt !== undefined) return decision({});
    return decideDeletion(incident, old, { manages: may(ctx.actor, "comment.manage"), inChat: true }, by);
  });
  return true;
};

/** A comment's chat message, or a copy of it, was pinned or no longer is; false where that message is no comment. */
export const markKeyMomentByMessage = async (ctx: Ctx, message: MessageRef, keyMoment: boolean): Promise<boolean> => {
  permit(ctx.actor, "comment.write");
  const found = await ctx.read((tx) => commentAt(tx, ctx.workspace, message));
  if (found === undefined) return false;
  await changeIncident(ctx, "comment.write", { id: found.incident }, async (incident, by, tx) => {
    const old = await findComment(tx, ctx.workspace, incident.id, { id: found.id });
    return old === undefined ? decision({}) : markKeyMoment(incident, old, keyMoment, by);
  });
  return true;
};

/** The words of one comment, to be edited. */
export const readComment = async (ctx: Ctx, ref: IncidentRef, number: number): Promise<string> => {
  permit(ctx.actor, "incident.view");
  return ctx.read(async (tx) => {
    const incident = await foundIncident(ctx, tx, ref);
    return bodyOf(ctx, tx, await commentNumbered(ctx, tx, incident, number));
  });
};

/** Which comments: by number, from one end or from a place on. */
export interface CommentsPage {
  readonly order: "oldest" | "newest";
  /** The number of the last one already seen, in that order. */
  readonly after?: number;
  readonly limit: number;
}

export interface ListedComments {
  readonly incident: Incident;
  readonly comments: readonly CommentView[];
  readonly names: EntryNames;
  /** The number to go on after. */
  readonly next?: number;
}

/** An incident's comments by page, in either order; deleted ones keep their place without their words. */
export const listComments = async (ctx: Ctx, ref: IncidentRef, page: CommentsPage): Promise<ListedComments> => {
  permit(ctx.actor, "incident.view");
  return ctx.read(async (tx) => {
    const incident = await foundIncident(ctx, tx, ref);
    const newestFirst = page.order === "newest";
    const edge = page.after === undefined ? {} : newestFirst ? { before: page.after } : { after: page.after };
    const found = await pageComments(tx, ctx.workspace, incident.id, { ...edge, newestFirst, limit: page.limit + 1 });
    const kept = found.slice(0, page.limit);
    const last = kept.at(-1);
    return {
      incident,
      ...(await viewComments(ctx, tx, kept)),
      ...(found.length > page.limit && last !== undefined ? { next: last.number } : {}),
    };
  });
};

const edited = async (
  ctx: Ctx,
  tx: Tx,
  wanted: {
    readonly incident: Incident;
    readonly old: StoredComment;
    readonly body: string;
    readonly inChat?: boolean;
  },
  by: By,
): Promise<Decision & Named> => {
  const { incident, old, body, inChat = false } = wanted;
  const before = mentionsIn(await bodyOf(ctx, tx, old));
  const named = await peopleNamed(ctx, tx, incident, body);
  const mentioned = named.filter((person: PersonId) => !before.includes(person));
  const { decided, unknown } = await deliverNamed(ctx, tx, incident, body, by);
  return { ...both(decideEdit(incident, old, { body, mentioned, inChat }, by), decided), unknown };
};

const bodyOf = async (ctx: Ctx, tx: Tx, { text }: StoredComment): Promise<string> =>
  (await readTexts(tx, ctx.workspace, [text])).get(text) ?? "";

const commentNumbered = async (ctx: Ctx, tx: Tx, incident: Incident, number: number): Promise<StoredComment> => {
  const found = await findComment(tx, ctx.workspace, incident.id, { number });
  if (found !== undefined) return found;
  throw new Refusal(
    "no-such-comment",
    `${incidentName(incident)} has no comment ${number}. See them with \`/incident comment --list ${incidentKey(incident)}\`.`,
  );
};

/** Only what somebody wrote is edited and deleted in chat, not our copies of it. */
const originalAt = async (ctx: Ctx, message: MessageRef) => {
  const found = await ctx.read((tx) => commentAt(tx, ctx.workspace, message));
  return found?.original === true ? found : null;
};
