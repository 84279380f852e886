import { markDuplicate, undoDuplicate } from "../../domain/incident/duplicate.ts";
import type { Incident } from "../../domain/incident/incident.ts";
import { isActive, type Status } from "../../domain/incident/status.ts";
import { permit } from "../../domain/permission.ts";
import { lastEntryOf } from "../../store/entries.ts";
import type { IncidentRef } from "../../store/incidents.ts";
import { by, type Ctx } from "../ctx.ts";
import { foundIncident, lockedIncident } from "./load.ts";
import { saveDecision } from "./save.ts";

/** Closes one incident as a duplicate of another; its people follow the survivor. */
export const duplicateIncident = async (
  ctx: Ctx,
  ref: IncidentRef,
  of: IncidentRef,
): Promise<{ readonly duplicate: Incident; readonly survivor: Incident }> => {
  permit(ctx.actor, "incident.change");
  return ctx.transact(async (tx) => {
    const ids = [await foundIncident(ctx, tx, ref), await foundIncident(ctx, tx, of)] as const;
    // Locks go by ascending id, so that two who do this crosswise cannot wait for each other.
    const [first, second] = ids[0].id <= ids[1].id ? [ids[0], ids[1]] : [ids[1], ids[0]];
    const locked = new Map<string, Incident>();
    locked.set(first.id, await lockedIncident(ctx, tx, { id: first.id }));
    if (second.id !== first.id) locked.set(second.id, await lockedIncident(ctx, tx, { id: second.id }));
    const duplicate = locked.get(ids[0].id) ?? ids[0];
    const survivor = locked.get(ids[1].id) ?? ids[1];
    const deciding = by(ctx);
    const decided = markDuplicate(duplicate, survivor, deciding);
    await saveDecision(ctx, tx, duplicate, decided.duplicate, deciding);
    await saveDecision(ctx, tx, survivor, decided.survivor, deciding);
    return { duplicate, survivor };
  });
};

/** Takes a duplicate back: it stands on its own again, open if it was active when it was marked. */
export const undoIncidentDuplicate = async (ctx: Ctx, ref: IncidentRef): Promise<Incident> => {
  permit(ctx.actor, "incident.change");
  return ctx.transact(async (tx) => {
    const incident = await lockedIncident(ctx, tx, ref);
    const marked = await lastEntryOf(tx, ctx.workspace, incident.id, "duplicate-marked");
    const deciding = by(ctx);
    await saveDecision(
      ctx,
      tx,
      incident,
      undoDuplicate(incident, isActive(statusBefore(marked?.data["status"])), deciding),
      deciding,
    );
    return incident;
  });
};

const statusBefore = (value: unknown): Status => (typeof value === "string" ? (value as Status) : "closed");
