import { actorKey } from "../../../domain/actor.ts";
import type { PingId } from "../../../domain/ids.ts";
import { plainOf } from "../../../domain/oncall/civil.ts";
import { checkPingMessage, type Ping, type PingRule, type PingShown } from "../../../domain/oncall/ping.ts";
import { clockOf } from "../../../domain/oncall/walltime.ts";
import { permit } from "../../../domain/permission.ts";
import { Refusal } from "../../../domain/refusal.ts";
import type { Tx } from "../../../store/database.ts";
import { insertPing } from "../../../store/pings.ts";
import { findSchedules } from "../../../store/schedules.ts";
import { audit } from "../../audit.ts";
import { type Ctx, freshId } from "../../ctx.ts";
import { refuseGone } from "../schedule/lock.ts";
import { holidaysFor } from "./holidays.ts";
import { planJob } from "./jobs.ts";
import { checkRule, nextTimes } from "./rule.ts";

/** What somebody wants to be said when; without a schedule it is said in a place alone. */
export type PingWish = Pick<Ping, "message" | "schedule" | "place" | "skipHolidays"> & {
  readonly rule: Pick<PingRule, "kind" | "text" | "zone">;
};

/** How many of its times are shown. */
const shown = 5;

/** What a ping would be, with its next times: nothing is saved. */
export const previewPing = (ctx: Ctx, wish: PingWish): Promise<PingShown> => {
  permit(ctx.actor, "schedule.manage");
  const ping = pingOf(ctx, wish);
  return ctx.read((tx) => showPing(ctx, tx, ping));
};

/** Says something to whoever is on call, by a calendar rule, from now on. */
export const addPing = (ctx: Ctx, wish: PingWish): Promise<PingShown> => {
  permit(ctx.actor, "schedule.manage");
  const ping = pingOf(ctx, wish);
  return ctx.transact(async (tx) => {
    const view = await showPing(ctx, tx, ping);
    await insertPing(tx, ctx.workspace, ping);
    await ctx.enqueue(tx, [planJob({ ping: ping.id }, afterNow(ctx))]);
    const data = { change: "added ping", message: ping.message, rule: ping.rule.text };
    const subject = ping.schedule ?? ping.id;
    await audit(ctx, tx, { kind: "schedule", id: subject }, { kind: "changed", data });
    return view;
  });
};

/** What is due at this very instant was made too late for it. */
export const afterNow = ({ now }: Pick<Ctx, "now">): Temporal.Instant => now().add({ milliseconds: 1 });

const pingOf = (ctx: Ctx, wish: PingWish): Ping => {
  if (wish.schedule === undefined && wish.place === undefined) {
    throw new Refusal("ping-nobody", "Who is to hear it? Name a schedule of `/oncall schedule list`.", "schedule");
  }
  if (wish.skipHolidays && wish.schedule === undefined) {
    throw new Refusal("ping-holidays", "Holidays are those of a schedule's layers. Name the schedule.", "schedule");
  }
  const rule = begun(wish.rule, ctx.now());
  checkRule(rule, ctx.now().epochMilliseconds);
  return {
    ...wish,
    id: freshId<PingId>(),
    message: checkPingMessage(wish.message),
    rule,
    createdBy: actorKey(ctx.actor),
    createdAt: ctx.now(),
  };
};

/** A rule that comes every so many weeks counts from the first time that it could come. */
const begun = (rule: PingWish["rule"], now: Temporal.Instant): PingRule => {
  const wall = clockOf(rule.zone).toWall(now.epochMilliseconds);
  const start = plainOf(wall).toString({ smallestUnit: "minute" });
  if (rule.kind === "cron" || /COUNT=/.test(rule.text)) return { ...rule, start };
  const every = { ...rule, start, text: rule.text.replace(/INTERVAL=\d+;?/, "") };
  const [first] = nextTimes(every, now.epochMilliseconds, 1);
  if (first === undefined) return { ...rule, start };
  return { ...rule, start: plainOf(clockOf(rule.zone).toWall(first)).toString({ smallestUnit: "minute" }) };
};

/** Pings with their next times, of which those on holidays are left out if asked. */
export const showPings = async (ctx: Ctx, tx: Tx, pings: readonly Ping[]): Promise<readonly PingShown[]> => {
  const now = ctx.now();
  const ids = pings.flatMap(({ schedule }) => schedule ?? []);
  const records = new Map((await findSchedules(tx, ctx.workspace, ids)).map((one) => [one.id, one]));
  const isLeftOut = await holidaysFor(tx, ctx.workspace, pings, now);
  return pings.map((ping) => {
    const record = ping.schedule === undefined ? undefined : records.get(ping.schedule);
    const next = nextTimes(ping.rule, now.epochMilliseconds, shown, (at) => isLeftOut(ping, at));
    return {
      ping,
      next: next.map((at) => Temporal.Instant.fromEpochMilliseconds(at)),
      ...(record === undefined ? {} : { schedule: { key: record.key, name: record.name } }),
    };
  });
};

export const showPing = async (ctx: Ctx, tx: Tx, ping: Ping): Promise<PingShown> => {
  const [view] = await showPings(ctx, tx, [ping]);
  return view === undefined || (ping.schedule !== undefined && view.schedule === undefined) ? refuseGone() : view;
};
