import type { Incident } from "../../domain/incident/incident.ts";
import { postUpdate, type Update } from "../../domain/incident/update.ts";
import type { IncidentRef } from "../../store/incidents.ts";
import type { Ctx } from "../ctx.ts";
import { changeIncident } from "./load.ts";

/** Tells everybody who waits: it becomes the card's latest update and is posted wherever the incident is shown. */
export const postIncidentUpdate = async (ctx: Ctx, ref: IncidentRef, update: Update): Promise<Incident> =>
  (await changeIncident(ctx, "incident.change", ref, (incident, by) => postUpdate(incident, update, by))).incident;
