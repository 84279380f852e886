import type { PersonId } from "../../src/domain/ids.ts";
import type { Definition, LayerDefinition } from "../../src/domain/oncall/definition.ts";
import { personKey } from "../../src/domain/oncall/member.ts";
import type { ScheduleRecord } from "../../src/domain/oncall/record.ts";
import { createSchedule } from "../../src/services/oncall/schedule/create.ts";
import type { TestWorkspace } from "./command-ctx.ts";

/** A layer in which these people take turns of a week, from Monday, 5 January 2026, at nine. */
export const weeklyLayer = (
  name: string,
  people: readonly PersonId[],
  rest: Partial<Omit<LayerDefinition, "name">> = {},
): LayerDefinition => ({
  name,
  precedence: 1,
  rotation: {
    unit: "week",
    every: 1,
    anchor: "2026-01-05T09:00",
    slots: people.map((one) => [personKey(one)]),
    countEveryDay: false,
  },
  restrictions: [],
  onHolidays: "ignore",
  holidays: { dates: [] },
  ...rest,
});

/** A schedule of Ada's making, in UTC unless said otherwise. */
export const makeSchedule = (
  acme: TestWorkspace,
  name: string,
  layers: readonly LayerDefinition[],
  rest: Partial<Definition> = {},
): Promise<ScheduleRecord> => createSchedule(acme.as("ada"), { name, definition: { zone: "UTC", layers, ...rest } });
