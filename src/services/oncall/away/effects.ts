import type { PersonId, ScheduleId } from "../../../domain/ids.ts";
import type { AwayEffect } from "../../../domain/oncall/away-view.ts";
import type { Interval } from "../../../domain/oncall/interval.ts";
import { personKey } from "../../../domain/oncall/member.ts";
import { dutiesIn, type Timetable, timetableOf } from "../../../domain/oncall/through.ts";
import type { Tx } from "../../../store/database.ts";
import type { Ctx } from "../../ctx.ts";
import { stretchesIn } from "../override/plan.ts";
import { replanAll } from "../ping/jobs.ts";
import { type LoadedSchedule, loadSchedules } from "../schedule/load.ts";
import { swapsJob } from "../swap/jobs.ts";

/** The calendars of all schedules in a time, as they were before an absence changed. */
export interface Before {
  readonly span: Interval;
  readonly schedules: readonly (LoadedSchedule & { readonly timetable: Timetable })[];
}

/** Farther ahead nobody is told what an absence does. */
const farthest = Temporal.Duration.from({ hours: 400 * 24 });

export const schedulesBefore = async (ctx: Ctx, tx: Tx, { start, end }: Interval): Promise<Before> => {
  const last = Temporal.Instant.fromEpochMilliseconds(start).add(farthest).epochMilliseconds;
  const span = { start, end: Math.max(start, Math.min(end, last)) };
  return { span, schedules: await loadedIn(ctx, tx, span) };
};

const loadedIn = async (ctx: Ctx, tx: Tx, { start, end }: Interval) => {
  const loaded = await loadSchedules(tx, ctx.workspace, {
    from: Temporal.Instant.fromEpochMilliseconds(start),
    to: Temporal.Instant.fromEpochMilliseconds(end),
  });
  return loaded.map((one) => ({ ...one, timetable: timetableOf(one.history) }));
};

/** What has become of somebody's duties since; the schedules that are different are looked after. */
export const effectsSince = async (
  ctx: Ctx,
  tx: Tx,
  { span, schedules }: Before,
  person: PersonId,
): Promise<readonly AwayEffect[]> => {
  const key = personKey(person);
  const after = new Map((await loadedIn(ctx, tx, span)).map((one) => [one.record.id, one]));
  const changed: ScheduleId[] = [];
  const effects = schedules.flatMap(({ record, timetable }): readonly AwayEffect[] => {
    const now = after.get(record.id)?.timetable;
    if (now === undefined) return [];
    const [was, is] = [dutiesIn(timetable, key, span), dutiesIn(now, key, span)];
    const isSame = JSON.stringify(was) === JSON.stringify(is);
    if (!isSame) changed.push(record.id);
    if (isSame && is.length === 0) return [];
    const concerned = isSame ? [] : was.length === 0 ? is : was;
    const stretches = concerned.flatMap((one) => stretchesIn(now, one));
    return [{ record, stretches: stretches.filter(({ people }) => !people.includes(key)), held: is }];
  });
  await replanAll(ctx, tx);
  await ctx.enqueue(tx, changed.map(swapsJob));
  return effects;
};
