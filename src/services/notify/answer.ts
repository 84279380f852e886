import { personOf } from "../../domain/actor.ts";
import type { EntryId } from "../../domain/ids.ts";
import { type Incident, incidentKey, incidentName } from "../../domain/incident/incident.ts";
import { refuseOver } from "../../domain/notify/by-hand.ts";
import { stepOf } from "../../domain/notify/run.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Tx } from "../../store/database.ts";
import type { IncidentRef } from "../../store/incidents.ts";
import { lastPageOf, setPageState } from "../../store/pages.ts";
import { fenceOf, lockRuns, moveRun, runsOf, type StoredRun } from "../../store/runs.ts";
import { by, type Ctx, freshId } from "../ctx.ts";
import { lockedIncident } from "../incident/load.ts";
import { saveDecision } from "../incident/save.ts";
import { letGoOn } from "./go-on.ts";
import { runJob } from "./jobs.ts";

/** "I can't": the next step is called at once. It is no acknowledgement. */
export const declinePage = (ctx: Ctx, ref: IncidentRef): Promise<Incident> => {
  permit(ctx.actor, "incident.change");
  return ctx.transact(async (tx) => {
    const incident = await lockedIncident(ctx, tx, ref);
    refuseOver(incident);
    const person = personOf(ctx.actor);
    const page = person === undefined ? null : await lastPageOf(tx, ctx.workspace, incident.id, person);
    if (page === null) {
      throw new Refusal(
        "not-paged",
        `You were not paged for ${incidentName(incident)}. Page somebody with \`/incident page ${incidentKey(incident)} @somebody\`.`,
      );
    }
    const [run] = await lockRuns(tx, ctx.workspace, [page.run]);
    await setPageState(tx, ctx.workspace, [page.id], "declined");
    await saveDecision(
      ctx,
      tx,
      incident,
      { changes: [], entries: [{ id: freshId<EntryId>(), kind: "page-declined", data: {} }], jobs: [] },
      by(ctx),
    );
    const isCurrent = run !== undefined && run.step === page.step + 1 && run.cycle === page.cycle;
    if (run?.state === "waiting" && isCurrent) await hurry(ctx, tx, run);
    return incident;
  });
};

const hurry = async (ctx: Ctx, tx: Tx, run: StoredRun): Promise<void> => {
  await moveRun(tx, ctx.workspace, run.id, { dueAt: ctx.now() });
  await ctx.enqueue(tx, [runJob(fenceOf(run), ctx.now())]);
};

/**
 * Calls the next step now, also after an acknowledgement: whoever has it needs help. Refused where nobody is left to
 * call.
 */
export const escalateNow = (ctx: Ctx, ref: IncidentRef): Promise<Incident> => {
  permit(ctx.actor, "incident.change");
  return ctx.transact(async (tx) => {
    const incident = await lockedIncident(ctx, tx, ref);
    refuseOver(incident);
    const runs = (await runsOf(tx, ctx.workspace, incident.id, "all")).filter(hasSteps);
    const open = runs.filter(({ state }) => state === "waiting");
    const run = open.at(-1) ?? runs.findLast(({ state }) => state === "answered");
    if (run === undefined) {
      throw new Refusal(
        "nobody-left",
        `No escalation policy has anybody left to call for ${incidentName(incident)}. Page somebody with \`/incident page ${incidentKey(incident)} @somebody\`.`,
      );
    }
    const again = { ...run, epoch: run.state === "waiting" ? run.epoch : run.epoch + 1, acks: 0 };
    await moveRun(tx, ctx.workspace, run.id, {
      state: "waiting",
      dueAt: ctx.now(),
      acks: 0,
      silence: run.state !== "waiting",
    });
    await letGoOn(ctx, tx, incident, again);
    return incident;
  });
};

/** Has a run a step to come, or a round? */
const hasSteps = ({ rule, plan, step, cycle }: StoredRun): boolean =>
  (rule === "page" || rule === "by-hand") &&
  plan.kind === "escalation" &&
  (stepOf(plan, step) !== undefined || cycle < plan.repeats);
