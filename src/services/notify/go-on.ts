import type { Change } from "../../domain/decision.ts";
import type { Incident } from "../../domain/incident/incident.ts";
import { goesOn, notBefore } from "../../domain/notify/condition.ts";
import { isAsked, nagsFor } from "../../domain/notify/nags.ts";
import { asks } from "../../domain/notify/plan.ts";
import { type Hearing, type Recipient, recipientsOf } from "../../domain/notify/recipients.ts";
import type { Fence } from "../../domain/notify/run.ts";
import { permit } from "../../domain/permission.ts";
import type { Tx } from "../../store/database.ts";
import { lockIncident } from "../../store/incidents.ts";
import { findRuns, lockRuns, moveRun, type StoredRun } from "../../store/runs.ts";
import { snoozesOf } from "../../store/snoozes.ts";
import { nagSettingsOf } from "../../store/workspaces.ts";
import { by, type Ctx } from "../ctx.ts";
import { saveDecision } from "../incident/save.ts";
import { type Calling, callNext, type GoneOn, targetsIn } from "./call.ts";
import { enlist } from "./enlist.ts";
import { isSpent } from "./event-storm.ts";
import { runJob } from "./jobs.ts";
import { notePagesLost } from "./lost.ts";
import { loadReaching } from "./reaching.ts";
import { type Recalling, remind, remindedBy } from "./remind.ts";

/**
 * Lets a run go on, if it is still where the fence says: its condition is looked at again under the incident's lock, so
 * that an acknowledgement in the same instant wins or comes after, never both.
 */
export const goOn = async (ctx: Ctx, fence: Fence): Promise<void> => {
  permit(ctx.actor, "incident.view");
  await ctx.transact(async (tx) => {
    const [known] = await findRuns(tx, ctx.workspace, [fence.run]);
    if (known === undefined) return;
    const incident = await lockIncident(tx, ctx.workspace, ctx.actor, { id: known.incident });
    const [run] = await lockRuns(tx, ctx.workspace, [fence.run]);
    if (incident === null || run === undefined || run.state !== "waiting" || !isAt(run, fence)) return;
    if (run.dueAt === undefined) return;
    if (Temporal.Instant.compare(run.dueAt, ctx.now()) > 0) return ctx.enqueue(tx, [runJob(fence, run.dueAt)]);
    const later = await waitsFor(ctx, tx, incident, run);
    if (later !== undefined) {
      await moveRun(tx, ctx.workspace, run.id, later);
      return later.dueAt === null ? undefined : ctx.enqueue(tx, [runJob(fence, later.dueAt)]);
    }
    if (!goesOn(run, incident)) {
      await moveRun(tx, ctx.workspace, run.id, { state: "ended", dueAt: null, endedAt: ctx.now(), silence: true });
      return;
    }
    if (await isSpent(ctx, tx, run))
      return moveRun(tx, ctx.workspace, run.id, { dueAt: null, cycle: 0, silence: true });
    await letGoOn(ctx, tx, incident, run);
  });
};

/**
 * Until when it waits all the same, null = until it is let speak again: what people are asked for may be silenced, also
 * where it was counted anew since; it may not be asked for any more at its severity, until that is grave again; and an
 * incident in which something happened is not stale.
 */
const waitsFor = async (
  ctx: Ctx,
  tx: Tx,
  incident: Incident,
  run: StoredRun,
): Promise<{ readonly dueAt: Temporal.Instant | null; readonly heldAt?: Temporal.Instant } | undefined> => {
  if (!asks.includes(run.rule)) return undefined;
  const { asks: until } = await snoozesOf(tx, ctx.workspace, incident.id, ctx.now());
  if (until !== null) {
    return { dueAt: until === "forever" ? null : until, ...(run.dueAt === undefined ? {} : { heldAt: run.dueAt }) };
  }
  if (
    run.plan.kind === "reminder" &&
    !isAsked(run.rule, incident, nagsFor(incident.severity, await nagSettingsOf(tx, ctx.workspace)))
  ) {
    return { dueAt: ctx.now().add({ seconds: run.plan.every ?? run.plan.after }) };
  }
  const later = notBefore(run, incident);
  return later !== undefined && Temporal.Instant.compare(later, ctx.now()) > 0 ? { dueAt: later } : undefined;
};

const isAt = (run: StoredRun, { epoch, step, cycle }: Fence): boolean =>
  run.epoch === epoch && run.step === step && run.cycle === cycle;

/** Calls or reminds whoever is next, whatever the time. Of a private incident whoever is paged is let in. */
export const letGoOn = async (ctx: Ctx, tx: Tx, incident: Incident, run: StoredRun): Promise<readonly Recipient[]> => {
  const targets = run.plan.kind === "escalation" ? targetsIn(run.plan) : remindedBy(run as Recalling, incident);
  const reaching = await loadReaching(tx, ctx.workspace, targets, ctx.now());
  const about = { incident, reaching };
  const gone: GoneOn =
    run.plan.kind === "escalation"
      ? await callNext(ctx, tx, run as Calling, about)
      : await remind(ctx, tx, run as Recalling, about);
  const changes = incident.private ? joining(incident, gone.hearings) : [];
  await saveDecision(ctx, tx, incident, { changes, entries: gone.entries, jobs: [] }, by(ctx));
  const recipients = recipientsOf(gone.hearings, {
    actor: ctx.actor,
    private: incident.private,
    people: incident.participants,
    unanswered: false,
  });
  const unreached = await enlist(
    ctx,
    tx,
    {
      key: `run:${run.id}:${run.cycle}.${run.step}:${run.epoch}`,
      about: run.plan.kind === "escalation" ? "page" : "reminder",
      incident,
      at: ctx.now(),
      ...(run.dueAt === undefined ? {} : { since: run.dueAt }),
      reaching,
    },
    recipients,
  );
  await notePagesLost(ctx, tx, recipients, unreached);
  await ctx.enqueue(tx, gone.jobs);
  return recipients;
};

export const joining = (incident: Incident, hearings: readonly Hearing[]): readonly Change[] =>
  [...new Set(hearings.flatMap(({ person }) => person ?? []))]
    .filter((person) => !incident.participants.includes(person))
    .map((person) => ({ kind: "join", person }));
