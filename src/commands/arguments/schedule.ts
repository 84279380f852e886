import type { ScheduleRecord } from "../../domain/oncall/record.ts";
import { scheduleCalled, suggestSchedules } from "../../services/oncall/schedule/find.ts";
import { type Argument, argument } from "../command.ts";

/** A schedule by its key or its name. */
export const schedule = (description: string): Argument<ScheduleRecord> =>
  argument(
    {
      name: "schedule",
      expects: "a schedule; `/oncall schedule list` shows them",
      read: scheduleCalled,
      complete: async (ctx, typed) =>
        (await suggestSchedules(ctx, typed)).map(({ key, name, description: detail }) => ({
          label: name,
          value: key,
          detail: detail.slice(0, 75),
        })),
    },
    description,
  );
