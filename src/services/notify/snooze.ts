import { actorKey } from "../../domain/actor.ts";
import type { EntryId, IncidentId } from "../../domain/ids.ts";
import { type Incident, incidentKey, incidentName } from "../../domain/incident/incident.ts";
import type { Snooze, Snoozed } from "../../domain/notify/snooze.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Tx } from "../../store/database.ts";
import { postponeRuns, wakeRuns } from "../../store/held-runs.ts";
import type { IncidentRef } from "../../store/incidents.ts";
import { fenceOf } from "../../store/runs.ts";
import { clearSnooze, setSnooze, snoozesOf } from "../../store/snoozes.ts";
import { by, type Ctx, freshId } from "../ctx.ts";
import { lockedIncident } from "../incident/load.ts";
import { saveDecision } from "../incident/save.ts";
import { runJob } from "./jobs.ts";

/**
 * Lets pages and reminders of an incident wait, or ring again; or only what its people are asked for. What is queued
 * falls silent; it outlives a resolve and a reopen.
 */
export const snoozePages = (ctx: Ctx, ref: IncidentRef, snooze: Snooze, what: Snoozed = "pages"): Promise<Incident> => {
  permit(ctx.actor, "incident.change");
  return ctx.transact(async (tx) => {
    const incident = await lockedIncident(ctx, tx, ref);
    if (snooze !== "off") {
      await setSnooze(tx, ctx.workspace, incident.id, {
        what,
        by: actorKey(ctx.actor),
        at: ctx.now(),
        ...(snooze === "forever" ? {} : { until: snooze }),
      });
    } else if (!(await clearSnooze(tx, ctx.workspace, incident.id, { what, now: ctx.now() }))) {
      throw new Refusal("not-snoozed", notSnoozed(incident, what));
    }
    for (const one of what === "pages" ? (["pages", "asks"] as const) : (["asks"] as const)) {
      await follow(ctx, tx, incident.id, one);
    }
    const until = snooze === "forever" ? {} : { until: snooze.toString() };
    await saveDecision(
      ctx,
      tx,
      incident,
      { changes: [], entries: [{ id: freshId<EntryId>(), kind: "snoozed", data: { ...until, what } }], jobs: [] },
      by(ctx),
    );
    return incident;
  });
};

const notSnoozed = (incident: Incident, what: Snoozed): string =>
  what === "asks"
    ? `Nothing is silenced that ${incidentName(incident)} asks for. Silence it with \`/incident snooze --asks ${incidentKey(incident)} forever\`.`
    : `Pages of ${incidentName(incident)} are not silenced. Silence them with \`/incident snooze ${incidentKey(incident)} 1h\`.`;

/** Makes the runs under way wait, or go on, as is set now. */
const follow = async (ctx: Ctx, tx: Tx, id: IncidentId, what: Snoozed): Promise<void> => {
  const now = ctx.now();
  const until = (await snoozesOf(tx, ctx.workspace, id, now))[what];
  const moved =
    until === null
      ? await wakeRuns(tx, ctx.workspace, id, { what, now })
      : await postponeRuns(tx, ctx.workspace, id, { what, until });
  await ctx.enqueue(
    tx,
    moved.flatMap((run) => (run.dueAt === undefined ? [] : [runJob(fenceOf(run), run.dueAt)])),
  );
};
