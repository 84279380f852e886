import type { Incident } from "../../domain/incident/incident.ts";
import { permit } from "../../domain/permission.ts";
import type { MessageRef } from "../../domain/place.ts";
import type { Tx } from "../../store/database.ts";
import { lockIncident } from "../../store/incidents.ts";
import { findPosting, type Posting } from "../../store/postings.ts";
import { forgetSend } from "../../store/sent.ts";
import type { Ctx } from "../ctx.ts";
import { unpostJob } from "./jobs.ts";
import { showableIn } from "./privacy.ts";

/**
 * The incident, locked, where its place still shows it now that a message has arrived there. If it was made private, deleted or
 * taken out of that place on the way, the message is forgotten and will be taken away.
 */
export const stillWanted = async (
  ctx: Ctx,
  tx: Tx,
  arrived: { readonly posting: Posting; readonly key: string; readonly ref: MessageRef },
): Promise<Incident | null> => {
  permit(ctx.actor, "incident.view");
  const { posting, key, ref } = arrived;
  // Locked, so that making it private and taking its messages away come before this or after it.
  const incident = await lockIncident(tx, ctx.workspace, ctx.actor, { id: posting.incident });
  const there = await findPosting(tx, ctx.workspace, ctx.actor, posting.id);
  if (incident !== null && there !== undefined && (await showableIn(ctx, tx, incident))(there)) return incident;
  await forgetSend(tx, ctx.workspace, key);
  await ctx.enqueue(tx, [unpostJob(ref)]);
  return null;
};
