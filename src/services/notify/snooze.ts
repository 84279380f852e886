import { actorKey } from "../../domain/actor.ts";
import type { EntryId } from "../../domain/ids.ts";
import { type Incident, incidentKey, incidentName } from "../../domain/incident/incident.ts";
import type { Snooze } from "../../domain/notify/snooze.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { IncidentRef } from "../../store/incidents.ts";
import { fenceOf, postponeRuns, wakeRuns } from "../../store/runs.ts";
import { clearSnooze, setSnooze } from "../../store/snoozes.ts";
import { by, type Ctx, freshId } from "../ctx.ts";
import { lockedIncident } from "../incident/load.ts";
import { saveDecision } from "../incident/save.ts";
import { runJob } from "./jobs.ts";

/**
 * Lets pages and reminders of an incident wait, or ring again. What is queued falls silent; it outlives a resolve and a
 * reopen.
 */
export const snoozePages = (ctx: Ctx, ref: IncidentRef, snooze: Snooze): Promise<Incident> => {
  permit(ctx.actor, "incident.change");
  return ctx.transact(async (tx) => {
    const incident = await lockedIncident(ctx, tx, ref);
    const { id } = incident;
    if (snooze === "off") {
      if (!(await clearSnooze(tx, ctx.workspace, id))) {
        throw new Refusal(
          "not-snoozed",
          `Pages of ${incidentName(incident)} are not silenced. Silence them with \`/incident snooze ${incidentKey(incident)} 1h\`.`,
        );
      }
      const woken = await wakeRuns(tx, ctx.workspace, id, ctx.now());
      await ctx.enqueue(
        tx,
        woken.map((run) => runJob(fenceOf(run), run.dueAt ?? ctx.now())),
      );
    } else {
      const until = snooze === "forever" ? undefined : snooze;
      await setSnooze(tx, ctx.workspace, id, {
        by: actorKey(ctx.actor),
        at: ctx.now(),
        ...(until === undefined ? {} : { until }),
      });
      const waiting = await postponeRuns(tx, ctx.workspace, id, until ?? "forever");
      await ctx.enqueue(
        tx,
        waiting.flatMap((run) => (run.dueAt === undefined ? [] : [runJob(fenceOf(run), run.dueAt)])),
      );
    }
    const until = snooze === "forever" ? {} : { until: snooze.toString() };
    await saveDecision(
      ctx,
      tx,
      incident,
      { changes: [], entries: [{ id: freshId<EntryId>(), kind: "snoozed", data: until }], jobs: [] },
      by(ctx),
    );
    return incident;
  });
};
