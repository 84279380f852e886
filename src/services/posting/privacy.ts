import type { Incident } from "../../domain/incident/incident.ts";
import { permit } from "../../domain/permission.ts";
import type { Tx } from "../../store/database.ts";
import { type Posting, postingsOf, rememberSaid } from "../../store/postings.ts";
import { findSent } from "../../store/sent.ts";
import type { Ctx } from "../ctx.ts";

export const roomKey = (incident: Pick<Incident, "id">): string => `room:${incident.id}`;

/** By what its chat channel is created: one that others read is never found again for an incident that became private. */
export const roomCreationKey = (incident: Pick<Incident, "id" | "private">): string =>
  incident.private ? `${roomKey(incident)}:private` : roomKey(incident);

/**
 * May the incident be seen in this place? A private one only in a chat channel of its own that was private from the
 * beginning: every other place has readers who are not on it.
 */
export const showableIn = async (
  ctx: Pick<Ctx, "workspace">,
  tx: Tx,
  incident: Pick<Incident, "id" | "private">,
): Promise<(posting: Pick<Posting, "kind">) => boolean> => {
  if (!incident.private) return () => true;
  const room = await findSent(tx, ctx.workspace, roomKey(incident));
  return ({ kind }) => kind === "room" && room?.data.private === "yes";
};

/**
 * What happened in private is told nowhere once the incident is public again: only a chat channel of its own that was
 * private heard it.
 */
export const leaveUntold = async (ctx: Ctx, tx: Tx, incident: Incident, upTo: number): Promise<void> => {
  permit(ctx.actor, "incident.view");
  const showable = await showableIn(ctx, tx, incident);
  const untold = (await postingsOf(tx, ctx.workspace, ctx.actor, incident.id)).filter((one) => !showable(one));
  await rememberSaid(
    tx,
    ctx.workspace,
    untold.map(({ id }) => id),
    upTo,
  );
};
