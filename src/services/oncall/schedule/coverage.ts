import type { ScheduleId } from "../../../domain/ids.ts";
import { gapsOf, loadsOf } from "../../../domain/oncall/coverage.ts";
import type { Interval } from "../../../domain/oncall/interval.ts";
import { type MemberKey, readMember } from "../../../domain/oncall/member.ts";
import { judgeGaps } from "../../../domain/oncall/muted.ts";
import type { CoverageView, ListedGap } from "../../../domain/oncall/schedule-view.ts";
import { permit } from "../../../domain/permission.ts";
import { Refusal } from "../../../domain/refusal.ts";
import { accountsReaching } from "../../../store/contacts.ts";
import type { Tx } from "../../../store/database.ts";
import { updateSchedule } from "../../../store/schedules.ts";
import { audit } from "../../audit.ts";
import type { Ctx } from "../../ctx.ts";
import { memberNames, peopleBehind } from "../members.ts";
import { type LoadedSchedule, loadSchedules } from "./load.ts";
import { actorStamp, lockedSchedule } from "./lock.ts";

/** Where schedules leave gaps in the coming days, whom they could not reach, and how they share the load. */
export const viewCoverage = (
  ctx: Ctx,
  { ids, days }: { readonly ids?: readonly ScheduleId[]; readonly days: number },
): Promise<readonly CoverageView[]> => {
  permit(ctx.actor, "schedule.view");
  return ctx.read(async (tx) => {
    const [from, to] = [ctx.now(), ctx.now().add({ hours: days * 24 })];
    const loaded = await loadSchedules(tx, ctx.workspace, { from, to, ...(ids === undefined ? {} : { ids }) });
    const window = { start: from.epochMilliseconds, end: to.epochMilliseconds };
    // Of many only the gaps are shown.
    const isDetailed = loaded.length === 1;
    const views = loaded.map((one) => {
      const shifts = one.chronicle.shifts(window.start, window.end);
      const calendar = one.chronicle.calendarAt(window.start);
      const onCall = { shifts: one.chronicle.shifts, schedule: { zone: calendar?.schedule.zone ?? "UTC" } };
      return {
        one,
        members: [...new Set(shifts.flatMap(({ people }) => people as readonly MemberKey[]))],
        loads: isDetailed ? loadsOf(onCall, window.start, window.end) : [],
      };
    });
    const members = views.flatMap((view) => view.members);
    const [names, unreachable] = await Promise.all([
      memberNames(tx, ctx.workspace, members),
      unreachableOf(tx, ctx, members),
    ]);
    return views.map(({ one, members: own, loads }) => ({
      record: one.record,
      days,
      loads,
      names,
      gaps: gapsIn(one, window),
      unreachable: own.filter((key) => unreachable.has(key)),
    }));
  });
};

/** The gaps of a loaded schedule, each with whether it is meant: outside its validity nobody is meant to be on call. */
export const gapsIn = (
  { record, chronicle, history }: LoadedSchedule,
  { start, end }: Interval,
): readonly ListedGap[] => {
  const last = chronicle.calendarAt(end)?.schedule;
  const { muted } = record.settings;
  const invalid = [
    { start: Number.NEGATIVE_INFINITY, end: last?.start ?? Number.NEGATIVE_INFINITY },
    { start: last?.end ?? Number.POSITIVE_INFINITY, end: Number.POSITIVE_INFINITY },
  ];
  const gaps = gapsOf(chronicle, Math.max(start, history[0]?.from ?? end), end);
  return judgeGaps(gaps, { ...muted, intervals: [...muted.intervals, ...invalid] }, last?.zone ?? "UTC");
};

/** People without an account anywhere we are connected, and teams without anybody else. */
const unreachableOf = async (tx: Tx, ctx: Ctx, keys: readonly MemberKey[]): Promise<ReadonlySet<MemberKey>> => {
  const behind = await peopleBehind(tx, ctx.workspace, keys, ctx.now());
  const accounts = await accountsReaching(tx, ctx.workspace, [...behind.values()].flat());
  const reached = new Set(accounts.map(({ person }) => person));
  return new Set(
    keys.filter((key) => {
      const kind = readMember(key)?.kind;
      return (kind === "person" || kind === "team") && !behind.get(key)?.some((one) => reached.has(one));
    }),
  );
};

/** A gap that is meant: nobody is warned of the one that holds an instant any more. */
export const muteGap = (ctx: Ctx, id: ScheduleId, at: Temporal.Instant): Promise<Interval> => {
  permit(ctx.actor, "schedule.manage");
  return ctx.transact(async (tx) => {
    const record = await lockedSchedule(ctx, tx, id);
    const to = at.add({ hours: farthest * 24 });
    const [loaded] = await loadSchedules(tx, ctx.workspace, { ids: [id], from: at, to });
    const window = { start: at.epochMilliseconds, end: to.epochMilliseconds };
    const gap = loaded === undefined ? undefined : gapsOf(loaded.chronicle, window.start, window.end)[0];
    if (gap === undefined || gap.start > window.start) {
      throw new Refusal(
        "no-gap",
        `Somebody is on call by ${record.name} then. See its gaps with \`/oncall gaps ${record.key}\`.`,
      );
    }
    const { muted } = record.settings;
    const kept = muted.intervals.filter(({ end }) => end > ctx.now().epochMilliseconds);
    const settings = { ...record.settings, muted: { ...muted, intervals: [...kept, gap] } };
    await updateSchedule(tx, ctx.workspace, id, { settings, ...actorStamp(ctx) });
    const data = { key: record.key, change: "gap muted", after: { start: gap.start, end: gap.end } };
    await audit(ctx, tx, { kind: "schedule", id }, { kind: "changed", data });
    return gap;
  });
};

/** In days: a gap that lasts longer is muted as far as this. */
const farthest = 400;
