import type { DueId } from "../../../domain/ids.ts";
import type { Planned } from "../../../domain/job.ts";
import type { NewDue } from "../../../domain/oncall/due.ts";
import { duesOf, mostReminder } from "../../../domain/oncall/plan-dues.ts";
import { permit } from "../../../domain/permission.ts";
import type { Tx } from "../../../store/database.ts";
import { planDues, plannedFor } from "../../../store/dues.ts";
import type { Owed } from "../../beat/tick.ts";
import { type Ctx, freshId } from "../../ctx.ts";
import { loadSchedules } from "../schedule/load.ts";
import { groupJob, pingJob, planJob } from "./jobs.ts";
import { duesOfPing } from "./said.ts";

/** So far ahead what is owed stands written down. */
const horizon = { hours: 48 } as const;
/** So often it is looked further ahead. */
const every = 3_600_000;

/** Looks ahead once an hour, for what no change of ours brought about: time itself, and calendars of others. */
export const plansDue: Owed = {
  kind: "plans",
  async due(tx, { from, to }) {
    const hourOf = (at: Temporal.Instant) => Math.floor(at.epochMilliseconds / every);
    if (hourOf(from) === hourOf(to)) return [];
    const { schedules, pings } = await plannedFor(tx);
    return [
      ...schedules.map(({ id: schedule }) => planJob({ schedule }, from)),
      ...schedules.filter(({ isFollowed }) => isFollowed).map(({ id }) => groupJob(id)),
      ...pings.map((ping) => planJob({ ping }, from)),
    ].map((job) => ({ ...job, priority: -10 }));
  },
};

interface Plan {
  readonly of: Planned;
  /** ISO 8601. */
  readonly from: string;
  /** Who brought it about. */
  readonly by?: string;
}

/** Writes down what is owed from an instant on. What was planned before and is no longer so proves void when it falls due. */
export const planPings = (ctx: Ctx, { of, from, by }: Plan): Promise<void> => {
  permit(ctx.actor, "schedule.view");
  return ctx.transact(async (tx) => {
    const start = Temporal.Instant.from(from);
    const window = { from: start, to: ctx.now().add(horizon) };
    const planned = await duesIn(ctx, tx, of, window);
    const now = ctx.now();
    const rows = planned.map((one) => ({
      ...one,
      id: freshId<DueId>(),
      // Whoever brought it about just now knows.
      ...(by !== undefined && one.at.equals(start) ? { by } : {}),
    }));
    await ctx.enqueue(tx, (await planDues(tx, ctx.workspace, rows, now)).map(pingJob));
  });
};

const duesIn = async (
  ctx: Ctx,
  tx: Tx,
  of: Planned,
  { from, to }: { readonly from: Temporal.Instant; readonly to: Temporal.Instant },
): Promise<readonly NewDue[]> => {
  const window = { start: from.epochMilliseconds, end: to.epochMilliseconds };
  if ("ping" in of) return duesOfPing(ctx, tx, of.ping, window);
  const [loaded] = await loadSchedules(tx, ctx.workspace, {
    ids: [of.schedule],
    from: from.subtract({ hours: 1 }),
    to: to.add({ minutes: mostReminder }),
  });
  if (loaded === undefined) return [];
  const pinged = { id: of.schedule, settings: loaded.record.settings, chronicle: loaded.chronicle };
  return duesOf(pinged, window);
};
