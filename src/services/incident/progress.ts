import { actorKey, personOf } from "../../domain/actor.ts";
import type { Decision } from "../../domain/decision.ts";
import { assigneeKey } from "../../domain/incident/assignee.ts";
import type { Acknowledgement, Incident } from "../../domain/incident/incident.ts";
import { acknowledge, changeStatus, reopen, take } from "../../domain/incident/progress.ts";
import type { Status } from "../../domain/incident/status.ts";
import type { IncidentRef } from "../../store/incidents.ts";
import { peopleNames } from "../../store/names.ts";
import type { Ctx } from "../ctx.ts";
import { memberNames } from "../oncall/members.ts";
import { changeIncident } from "./load.ts";

/** What a verb did: the incident as it was, and what was decided. */
export interface Changed {
  readonly incident: Incident;
  readonly decided: Decision;
}

/** Who acknowledged before, for whoever comes second. */
export interface Acknowledged extends Changed {
  readonly first?: Acknowledgement & { readonly name: string };
  /** Whose it is, where that is somebody else. */
  readonly assignees?: readonly string[];
}

/** Whoever acknowledges first becomes the assignee, unless there is one; a later one is told who was first. */
export const acknowledgeIncident = (ctx: Ctx, ref: IncidentRef): Promise<Acknowledged> => accept(ctx, ref, acknowledge);

/** Acknowledges and assigns oneself. */
export const takeIncident = (ctx: Ctx, ref: IncidentRef): Promise<Acknowledged> => accept(ctx, ref, take);

const accept = async (ctx: Ctx, ref: IncidentRef, decide: typeof acknowledge): Promise<Acknowledged> => {
  const changed = await changeIncident(ctx, "incident.change", ref, (incident, by) => decide(incident, by));
  const first = changed.incident.acknowledgements[0];
  if (first === undefined || first.person === personOf(ctx.actor)) {
    const keys = changed.incident.assignees.map(assigneeKey);
    if (keys.length === 0 || keys.includes(actorKey(ctx.actor))) return changed;
    const names = await ctx.read((tx) => memberNames(tx, ctx.workspace, keys));
    return { ...changed, assignees: keys.map((key) => names.get(key) ?? "somebody") };
  }
  const names = await ctx.read((tx) => peopleNames(tx, ctx.workspace, [first.person]));
  return { ...changed, first: { ...first, name: names.get(first.person) ?? "somebody" } };
};

/** Any status may follow any other; a note on an end is kept as the resolution. */
export const changeIncidentStatus = (ctx: Ctx, ref: IncidentRef, to: Status, note?: string): Promise<Changed> =>
  changeIncident(ctx, "incident.change", ref, (incident, by) => changeStatus(incident, to, by, note));

export const reopenIncident = (ctx: Ctx, ref: IncidentRef, note?: string): Promise<Changed> =>
  changeIncident(ctx, "incident.change", ref, (incident, by) => reopen(incident, by, note));
