import type { CalendarId, ScheduleId } from "../../../domain/ids.ts";
import type { LayerDefinition } from "../../../domain/oncall/definition.ts";
import { type Exported, exportOf } from "../../../domain/oncall/export.ts";
import { membersIn } from "../../../domain/oncall/layers.ts";
import { byIn, personIn } from "../../../domain/oncall/placed.ts";
import type { ScheduleRecord } from "../../../domain/oncall/record.ts";
import { permit } from "../../../domain/permission.ts";
import { calendarContents } from "../../../store/calendars.ts";
import type { Ctx } from "../../ctx.ts";
import { memberNames } from "../members.ts";
import { calendarsOf, loadSchedules } from "./load.ts";

/** How far overrides and absences are taken along. */
const daysAhead = 400;

/** Schedules as they are defined now, with the overrides and absences to come, for the file that `tocsin oncall` reads. */
export const exportSchedules = (
  ctx: Ctx,
  ids: readonly ScheduleId[],
): Promise<readonly { readonly record: ScheduleRecord; readonly file: Exported }[]> => {
  permit(ctx.actor, "schedule.view");
  return ctx.read(async (tx) => {
    const now = ctx.now();
    const to = now.add({ hours: daysAhead * 24 });
    const loaded = await loadSchedules(tx, ctx.workspace, { ids, from: now, to });
    const current = loaded.flatMap((one) => {
      const version = one.versions.findLast(({ from }) => from <= now.epochMilliseconds) ?? one.versions[0];
      return version === undefined ? [] : [{ ...one, definition: version.definition }];
    });
    const calendars = await calendarContents(
      tx,
      ctx.workspace,
      current.flatMap(({ definition }) => calendarsOf(definition)),
    );
    const names = await memberNames(
      tx,
      ctx.workspace,
      current.flatMap(({ definition, overrides }) => [
        ...membersIn(definition),
        ...overrides.flatMap((one) => [byIn(one) ?? "", personIn(one) ?? ""]),
      ]),
    );
    const datesIn = (id: CalendarId | undefined) => (id === undefined ? [] : (calendars.get(id)?.dates ?? []));
    return current.map(({ record, definition, overrides, history }) => ({
      record,
      file: exportOf({
        name: record.name,
        description: record.description,
        definition,
        overrides,
        away: history.at(-1)?.schedule.away ?? [],
        holidaysOf: ({ holidays }: LayerDefinition) => [...holidays.dates, ...datesIn(holidays.calendar)],
        called: callerOf(names),
      }),
    }));
  });
};

/** Two who share a name are told apart by their keys. */
const callerOf = (names: ReadonlyMap<string, string>) => {
  const byName = Map.groupBy(names, ([, name]) => name);
  return (key: string): string => {
    const name = names.get(key);
    if (name === undefined) return key;
    return (byName.get(name)?.length ?? 0) > 1 ? `${name} (${key})` : name;
  };
};
