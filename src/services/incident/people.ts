import type { PersonId } from "../../domain/ids.ts";
import type { Assignee } from "../../domain/incident/assignee.ts";
import { assign, clearRole, setRole, unassign } from "../../domain/incident/people.ts";
import type { IncidentRef } from "../../store/incidents.ts";
import { membersOf } from "../../store/people-find.ts";
import type { Ctx } from "../ctx.ts";
import { changeIncident } from "./load.ts";
import type { Changed } from "./progress.ts";

/** Whoever is assigned, or belongs to the assigned team, is told. */
export const assignIncident = (ctx: Ctx, ref: IncidentRef, assignee: Assignee): Promise<Changed> =>
  changeIncident(ctx, "incident.change", ref, async (incident, by, tx) =>
    assign(incident, assignee, assignee.kind === "team" ? await membersOf(tx, ctx.workspace, [assignee.id]) : [], by),
  );

export const unassignIncident = (ctx: Ctx, ref: IncidentRef, assignee: Assignee): Promise<Changed> =>
  changeIncident(ctx, "incident.change", ref, (incident, by) => unassign(incident, assignee, by));

export const setIncidentRole = (ctx: Ctx, ref: IncidentRef, role: string, person: PersonId): Promise<Changed> =>
  changeIncident(ctx, "incident.change", ref, (incident, by) => setRole(incident, role, person, by));

export const clearIncidentRole = (ctx: Ctx, ref: IncidentRef, role: string): Promise<Changed> =>
  changeIncident(ctx, "incident.change", ref, (incident, by) => clearRole(incident, role, by));
