import type { ScheduleId, WorkspaceId } from "../../../domain/ids.ts";
import type { Ping } from "../../../domain/oncall/ping.ts";
import { calendarContents } from "../../../store/calendars.ts";
import type { Tx } from "../../../store/database.ts";
import { versionsIn } from "../../../store/schedule-versions.ts";
import { calendarsOf } from "../schedule/load.ts";
import { dateOf } from "./rule.ts";

/** Is a time of a ping left out because of a holiday? */
export type LeavesOut = (ping: Pick<Ping, "rule" | "schedule" | "skipHolidays">, at: number) => boolean;

/** How far ahead versions of a schedule count. */
const horizon = { hours: 9 * 366 * 24 } as const;

/** The holidays that any layer of these pings' schedules knows, now or as planned; of those that skip them. */
export const holidaysFor = async (
  tx: Tx,
  workspace: WorkspaceId,
  pings: readonly Pick<Ping, "schedule" | "skipHolidays">[],
  now: Temporal.Instant,
): Promise<LeavesOut> => {
  const ids = pings.flatMap(({ schedule, skipHolidays }) => (skipHolidays && schedule !== undefined ? [schedule] : []));
  if (ids.length === 0) return () => false;
  const versions = await versionsIn(tx, workspace, [...new Set(ids)], { from: now, to: now.add(horizon) });
  const calendars = await calendarContents(
    tx,
    workspace,
    versions.flatMap(({ definition }) => calendarsOf(definition)),
  );
  const dates = new Map<ScheduleId, Set<string>>();
  for (const { schedule, definition } of versions) {
    const known = dates.get(schedule) ?? new Set();
    for (const { holidays } of definition.layers) for (const date of holidays.dates) known.add(date);
    for (const id of calendarsOf(definition)) for (const date of calendars.get(id)?.dates ?? []) known.add(date);
    dates.set(schedule, known);
  }
  return ({ rule, schedule, skipHolidays }, at) =>
    skipHolidays && schedule !== undefined && dates.get(schedule)?.has(dateOf(rule, at)) === true;
};
