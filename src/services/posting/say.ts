import type { EntryId, IncidentId, PostingId } from "../../domain/ids.ts";
import type { EntryView } from "../../domain/incident/entry-view.ts";
import { isTold } from "../../domain/incident/owed.ts";
import type { Entry } from "../../domain/incident/timeline.ts";
import { permit } from "../../domain/permission.ts";
import type { MessageRef } from "../../domain/place.ts";
import type { Tx } from "../../store/database.ts";
import { listEntries, readEntries } from "../../store/entries.ts";
import { findIncident, given } from "../../store/incidents.ts";
import { roleNames } from "../../store/names.ts";
import {
  findPosting,
  forgetCopies,
  noteCopies,
  type Origin,
  originsOf,
  type Posting,
  postingsOf,
  rememberSaid,
} from "../../store/postings.ts";
import { forgetMessage, forgetSend, type Sent, sentBeginning } from "../../store/sent.ts";
import { allSeverities } from "../../store/severities.ts";
import type { Ctx } from "../ctx.ts";
import { viewEntries } from "../incident/entries.ts";
import { sayJob } from "./jobs.ts";
import { stillWanted } from "./keep.ts";
import { showableIn } from "./privacy.ts";

export type { Sent } from "../../store/sent.ts";

/** Owes every thread of the incident what was just added to its timeline. */
export const tellEntry = (ctx: Ctx, id: IncidentId): Promise<void> => {
  permit(ctx.actor, "incident.view");
  return ctx.transact(async (tx) => {
    const incident = await findIncident(tx, ctx.workspace, ctx.actor, { id });
    if (incident === null) return;
    const showable = await showableIn(ctx, tx, incident);
    const postings = await postingsOf(tx, ctx.workspace, ctx.actor, id);
    const reached = postings.filter((posting) => posting.lost === undefined && showable(posting));
    await ctx.enqueue(
      tx,
      reached.map((posting) => sayJob(id, posting)),
    );
  });
};

/** An entry a thread has not heard of, and whether people wrote it in that very thread. */
export interface Unsaid {
  readonly view: EntryView;
  readonly told: boolean;
  readonly written: boolean;
  /** Where the comment it is about was written, if in a chat. */
  readonly origin?: Origin;
  /** The entry that added the comment it is about. */
  readonly added?: Entry;
}

export interface Saying {
  readonly posting: Posting;
  /** The card that the thread hangs on. */
  readonly card: MessageRef;
  readonly unsaid: readonly Unsaid[];
}

/** How many entries are said in one go. */
const atOnce = 50;

/** What one thread has not heard yet, oldest first; null where there is no thread to say it in, or not yet. */
export const loadSaying = async (ctx: Ctx, id: IncidentId, posting: PostingId): Promise<Saying | null> => {
  permit(ctx.actor, "incident.view");
  return ctx.read(async (tx) => {
    const found = await findPosting(tx, ctx.workspace, ctx.actor, posting);
    const incident = await findIncident(tx, ctx.workspace, ctx.actor, { id });
    if (found?.message === undefined || found.lost !== undefined || incident === null) return null;
    if (!(await showableIn(ctx, tx, incident))(found)) return null;
    const entries = await listEntries(tx, ctx.workspace, id, { after: found.said, limit: atOnce });
    const comments = [...new Set(entries.flatMap(commentOf))];
    const [views, severities, roles, origins, added] = await Promise.all([
      viewEntries(ctx, tx, entries),
      allSeverities(tx, ctx.workspace),
      roleNames(tx, ctx.workspace),
      originsOf(tx, ctx.workspace, comments),
      readEntries(tx, ctx.workspace, comments),
    ]);
    const names = {
      severities: new Map(severities.map((one) => [one.key, one])),
      roleNames: roles,
      startedAt: incident.startedAt,
    };
    const card = { place: found.place, message: found.message };
    return {
      posting: found,
      card,
      unsaid: views.map((view) => {
        const [comment] = commentOf(view.entry);
        const origin = comment === undefined ? undefined : origins.get(comment);
        return {
          view: { ...view, ...names },
          told: isTold(view.entry),
          written: isThreadOf(card, found, origin?.place),
          ...given("origin", origin),
          ...given(
            "added",
            added.find(({ id }) => id === comment),
          ),
        };
      }),
    };
  });
};

const commentOf = ({ id, kind, data }: EntryView["entry"]): readonly EntryId[] => {
  if (kind === "commented") return [id];
  return typeof data.comment === "string" ? [data.comment as EntryId] : [];
};

/** Was it written in the thread of this card, or in this room? */
const isThreadOf = (card: MessageRef, { kind }: Posting, origin: MessageRef["place"] | undefined): boolean => {
  if (origin === undefined || origin.connection !== card.place.connection || origin.chat !== card.place.chat) {
    return false;
  }
  return kind === "room" || origin.thread === (card.place.thread ?? card.message);
};

/** The thread has heard everything up to this entry. */
export const rememberHeard = (ctx: Ctx, posting: PostingId, seq: number): Promise<void> => {
  permit(ctx.actor, "incident.view");
  return ctx.transact((tx) => rememberSaid(tx, ctx.workspace, [posting], seq));
};

/** The key of a part of what is said of an entry in one thread. */
export const lineKey = (entry: EntryId, posting: PostingId, part: number): string =>
  `say:${entry}:${posting}:${String(part).padStart(3, "0")}`;

/** The messages of ours that say an entry in one thread. */
export const linesOf = (
  ctx: Ctx,
  incident: IncidentId,
  of: { readonly entry: EntryId; readonly posting: PostingId },
): Promise<readonly Sent[]> => {
  permit(ctx.actor, "incident.view");
  return ctx.read((tx) => sentBeginning(tx, ctx.workspace, incident, `say:${of.entry}:${of.posting}:`));
};

/** A line was said. One that stands for a comment is known as that comment from then on. */
export const rememberLine = async (
  ctx: Ctx,
  tx: Tx,
  line: { readonly posting: Posting; readonly key: string; readonly ref: MessageRef; readonly comment?: EntryId },
): Promise<void> => {
  permit(ctx.actor, "incident.view");
  if (!(await stillWanted(ctx, tx, line)) || line.comment === undefined) return;
  await noteCopies(tx, ctx.workspace, line.comment, [line.ref]);
};

/** A line that was taken away. */
export const forgetLine = (ctx: Ctx, line: Sent): Promise<void> => {
  permit(ctx.actor, "incident.view");
  return ctx.transact(async (tx) => {
    if (line.message !== undefined) {
      const ref = { place: line.place, message: line.message };
      await forgetCopies(tx, ctx.workspace, [ref]);
      await forgetMessage(tx, ctx.workspace, ref);
    }
    await forgetSend(tx, ctx.workspace, line.key);
  });
};
