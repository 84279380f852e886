import type { By, Decision } from "../../domain/decision.ts";
import type { Incident } from "../../domain/incident/incident.ts";
import { type Permission, permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Tx } from "../../store/database.ts";
import { findIncident, type IncidentRef, lockIncident } from "../../store/incidents.ts";
import { by, type Ctx } from "../ctx.ts";
import { saveDecision } from "./save.ts";

/** The incident, locked; refused where there is none the actor may see. */
export const lockedIncident = async (ctx: Ctx, tx: Tx, ref: IncidentRef): Promise<Incident> =>
  (await lockIncident(tx, ctx.workspace, ctx.actor, ref)) ?? refuseUnknown(ref);

export const foundIncident = async (ctx: Ctx, tx: Tx, ref: IncidentRef): Promise<Incident> =>
  (await findIncident(tx, ctx.workspace, ctx.actor, ref)) ?? refuseUnknown(ref);

const refuseUnknown = (ref: IncidentRef): never => {
  const name = "number" in ref ? `INC-${ref.number}` : "that incident";
  throw new Refusal("no-such-incident", `There is no ${name} here. See what there is with \`/incident list\`.`);
};

/** What most verbs do: lock the incident, decide, save. Gives the incident as it was and what was decided. */
export const changeIncident = async <D extends Decision>(
  ctx: Ctx,
  permission: Permission,
  ref: IncidentRef,
  decide: (incident: Incident, by: By, tx: Tx) => D | Promise<D>,
): Promise<{ readonly incident: Incident; readonly decided: D }> => {
  permit(ctx.actor, permission);
  return ctx.transact(async (tx) => {
    const incident = await lockedIncident(ctx, tx, ref);
    const deciding = by(ctx);
    const decided = await decide(incident, deciding, tx);
    await saveDecision(ctx, tx, incident, decided, deciding);
    return { incident, decided };
  });
};
