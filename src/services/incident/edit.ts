import { both } from "../../domain/decision.ts";
import { describe, retitle, setPrivate, setResolution, setSeverity, setStart } from "../../domain/incident/fields.ts";
import { announceJob } from "../../domain/incident/owed.ts";
import type { Severity } from "../../domain/incident/severity.ts";
import { duplicatesOf, type IncidentRef } from "../../store/incidents.ts";
import type { Ctx } from "../ctx.ts";
import { leaveUntold } from "../posting/privacy.ts";
import { changeIncident } from "./load.ts";
import type { Changed } from "./progress.ts";
import { deliverNamed, type Named, peopleNewlyNamed } from "./references.ts";

export const retitleIncident = (ctx: Ctx, ref: IncidentRef, title: string): Promise<Changed> =>
  changeIncident(ctx, "incident.change", ref, (incident, by) => retitle(incident, title, by));

/** Whoever is newly named in the description is told; a #channel newly in it receives the incident. */
export const describeIncident = async (ctx: Ctx, ref: IncidentRef, body: string): Promise<Changed & Named> => {
  let unknown: readonly string[] = [];
  const changed = await changeIncident(ctx, "incident.change", ref, async (incident, by, tx) => {
    const named = await deliverNamed(ctx, tx, incident, body, by);
    unknown = named.unknown;
    return both(describe(incident, body, await peopleNewlyNamed(ctx, tx, incident, body), by), named.decided);
  });
  return { ...changed, unknown };
};

export const setIncidentResolution = (ctx: Ctx, ref: IncidentRef, body: string): Promise<Changed> =>
  changeIncident(ctx, "incident.change", ref, (incident, by) => setResolution(incident, body, by));

export const setIncidentSeverity = (ctx: Ctx, ref: IncidentRef, severity: Severity | null): Promise<Changed> =>
  changeIncident(ctx, "incident.change", ref, (incident, by) => setSeverity(incident, severity, by));

export const setIncidentStart = (ctx: Ctx, ref: IncidentRef, startedAt: Temporal.Instant): Promise<Changed> =>
  changeIncident(ctx, "incident.change", ref, (incident, by) => setStart(incident, startedAt, by));

/**
 * Making it private takes away the cards already posted where others see them, and its name from the cards of its
 * duplicates. What happens until it is public again is told nowhere afterwards.
 */
export const setIncidentPrivate = (ctx: Ctx, ref: IncidentRef, wanted: boolean): Promise<Changed> =>
  changeIncident(ctx, "incident.change", ref, async (incident, by, tx) => {
    const decided = setPrivate(incident, wanted, by);
    if (!wanted) await leaveUntold(ctx, tx, incident, incident.lastSeq + decided.entries.length);
    const duplicates = await duplicatesOf(tx, ctx.workspace, incident.id);
    return { ...decided, jobs: [...decided.jobs, ...duplicates.map(announceJob)] };
  });
