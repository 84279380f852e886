import type { IncidentId, PostingId } from "../../domain/ids.ts";
import type { IncidentView } from "../../domain/incident/view.ts";
import { permit } from "../../domain/permission.ts";
import type { MessageRef } from "../../domain/place.ts";
import type { Tx } from "../../store/database.ts";
import { findIncident } from "../../store/incidents.ts";
import { findPosting, losePosting, type Posting, rememberCard } from "../../store/postings.ts";
import type { Ctx } from "../ctx.ts";
import { completeView } from "../incident/view.ts";
import { sayJob } from "./jobs.ts";
import { stillWanted } from "./keep.ts";
import { showableIn } from "./privacy.ts";

export type { Posting } from "../../store/postings.ts";

export const cardKey = (posting: PostingId): string => `card:${posting}`;

/** What a place is to show of an incident; null where it shows nothing any more, or can no longer be reached. */
export const loadCard = async (
  ctx: Ctx,
  id: IncidentId,
  posting: PostingId,
): Promise<{ readonly posting: Posting; readonly view: IncidentView } | null> => {
  permit(ctx.actor, "incident.view");
  return ctx.read(async (tx) => {
    const found = await findPosting(tx, ctx.workspace, ctx.actor, posting);
    const incident = await findIncident(tx, ctx.workspace, ctx.actor, { id });
    if (found === undefined || found.lost !== undefined || incident === null) return null;
    if (!(await showableIn(ctx, tx, incident))(found)) return null;
    return { posting: found, view: await completeView(ctx, tx, incident) };
  });
};

export interface Shown {
  readonly posting: Posting;
  /** The digest of what the card shows. */
  readonly shown: string;
}

/** Remembers a card that was posted, and owes its thread the lines said meanwhile. */
export const rememberPosted = async (ctx: Ctx, tx: Tx, card: Shown & { readonly ref: MessageRef }): Promise<void> => {
  permit(ctx.actor, "incident.view");
  const { posting, ref, shown } = card;
  const incident = await stillWanted(ctx, tx, { posting, ref, key: cardKey(posting.id) });
  if (incident === null) return;
  await rememberCard(tx, ctx.workspace, posting.id, { ref, shown, at: ctx.now() });
  if (incident.lastSeq > posting.said) await ctx.enqueue(tx, [sayJob(posting.incident, posting)]);
};

/** Remembers what an edited card shows now. */
export const rememberEdited = (ctx: Ctx, { posting, shown }: Shown): Promise<void> => {
  permit(ctx.actor, "incident.view");
  return ctx.transact(async (tx) => {
    const ref = { place: posting.place, message: posting.message ?? "" };
    await rememberCard(tx, ctx.workspace, posting.id, { ref, shown, at: ctx.now() });
  });
};

/** This card is gone, though its place is not: somebody deleted it. It is not posted again. */
export const giveUpCard = (ctx: Ctx, posting: Posting, why: string): Promise<void> => {
  permit(ctx.actor, "incident.view");
  return ctx.transact((tx) => losePosting(tx, ctx.workspace, posting.id, why));
};
