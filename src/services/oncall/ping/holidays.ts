import type { ScheduleId, WorkspaceId } from "../../../domain/ids.ts";
import { calendarContents } from "../../../store/calendars.ts";
import type { Tx } from "../../../store/database.ts";
import { allVersions } from "../../../store/schedule-versions.ts";
import { calendarsOf } from "../schedule/load.ts";

/** The holidays that any layer of a schedule knows, in any version of it: "2026-12-25". */
export const holidaysOf = async (
  tx: Tx,
  workspace: WorkspaceId,
  schedule: ScheduleId | undefined,
): Promise<ReadonlySet<string>> => {
  if (schedule === undefined) return new Set();
  const versions = await allVersions(tx, workspace, schedule);
  const ids = versions.flatMap(({ definition }) => calendarsOf(definition));
  const calendars = await calendarContents(tx, workspace, ids);
  return new Set([
    ...versions.flatMap(({ definition }) => definition.layers.flatMap(({ holidays }) => holidays.dates)),
    ...[...calendars.values()].flatMap(({ dates }) => dates),
  ]);
};
