import type { CalendarId, ScheduleId, WorkspaceId } from "../../../domain/ids.ts";
import { type Definition, scheduleOf } from "../../../domain/oncall/definition.ts";
import { type Chronicle, chronicleOf, type History } from "../../../domain/oncall/history.ts";
import { byIn, type PlacedOverride, personIn } from "../../../domain/oncall/placed.ts";
import type { ScheduleRecord } from "../../../domain/oncall/record.ts";
import { awayIn, type KeptAway } from "../../../store/away.ts";
import { calendarContents } from "../../../store/calendars.ts";
import type { Tx } from "../../../store/database.ts";
import { overridesIn } from "../../../store/overrides.ts";
import { type StoredVersion, versionsIn } from "../../../store/schedule-versions.ts";
import { findSchedules } from "../../../store/schedules.ts";

export interface Wanted {
  /** All of the workspace's unless named. */
  readonly ids?: readonly ScheduleId[];
  /** What is asked later may lie in [from, to) only. */
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
}

/** A schedule with everything that says who is on call by it in a window. */
export interface LoadedSchedule {
  readonly record: ScheduleRecord;
  /** Those in force in the window, the oldest first. */
  readonly versions: readonly StoredVersion[];
  readonly overrides: readonly PlacedOverride[];
  readonly history: History;
  readonly chronicle: Chronicle;
}

/** Schedules and all that decides in a window, in five queries however many there are. */
export const loadSchedules = async (
  tx: Tx,
  workspace: WorkspaceId,
  { ids, ...window }: Wanted,
): Promise<readonly LoadedSchedule[]> => {
  const records = await findSchedules(tx, workspace, ids);
  const found = records.map(({ id }) => id);
  const [versions, overrides, away] = await Promise.all([
    versionsIn(tx, workspace, found, window),
    overridesIn(tx, workspace, found, window),
    found.length === 0 ? [] : awayIn(tx, workspace, window),
  ]);
  const calendars = await calendarContents(
    tx,
    workspace,
    versions.flatMap(({ definition }) => calendarsOf(definition)),
  );
  const versionsOf = Map.groupBy(versions, ({ schedule }) => schedule);
  const overridesOf = Map.groupBy(overrides, ({ schedule }) => schedule);
  return records.map((record) => {
    const own = { versions: versionsOf.get(record.id) ?? [], overrides: overridesOf.get(record.id) ?? [] };
    const concerned = membersOf(own.versions, own.overrides);
    const around = { overrides: own.overrides, away: away.filter((one) => concerned.has(one.person)), calendars };
    const history = own.versions.map(({ from, definition }) => ({ from, schedule: scheduleOf(definition, around) }));
    return { record, ...own, history, chronicle: chronicleOf(history) };
  });
};

/** Everybody whom a schedule may put on call by its slots and overrides; calendars name their own. */
const membersOf = (
  versions: readonly StoredVersion[],
  overrides: readonly PlacedOverride[],
): { has(person: KeptAway["person"]): boolean } => {
  const isAssigned = versions.some(({ definition }) =>
    definition.layers.some(({ assigned }) => assigned !== undefined),
  );
  if (isAssigned) return { has: () => true };
  const members = new Set<string>();
  for (const { definition } of versions) {
    for (const { rotation } of definition.layers) for (const one of rotation.slots.flat()) members.add(one);
  }
  for (const one of overrides) for (const member of [personIn(one), byIn(one)]) if (member) members.add(member);
  return members;
};

export const calendarsOf = ({ layers }: Definition): readonly CalendarId[] =>
  layers.flatMap(({ holidays, assigned }) => [
    ...(holidays.calendar === undefined ? [] : [holidays.calendar]),
    ...(assigned === undefined ? [] : [assigned]),
  ]);
