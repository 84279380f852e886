import type { ScheduleRecord } from "../../domain/oncall/record.ts";
import { Refusal } from "../../domain/refusal.ts";
import { onlySchedule, scheduleCalled, suggestSchedules } from "../../services/oncall/schedule/find.ts";
import { type Argument, type ArgumentType, argument } from "../command.ts";

const type: ArgumentType<ScheduleRecord> = {
  name: "schedule",
  expects: "a schedule; `/oncall schedule list` shows them",
  read: scheduleCalled,
  complete: async (ctx, typed) =>
    (await suggestSchedules(ctx, typed)).map(({ key, name, description: detail }) => ({
      label: name,
      value: key,
      ...(detail === "" ? {} : { detail: detail.slice(0, 75) }),
    })),
};

/** A schedule by its key or its name. */
export const schedule = (description: string): Argument<ScheduleRecord> => argument(type, description);

/** The same; where it is left out, the only one there is. */
export const theSchedule = (description: string): Argument<ScheduleRecord> =>
  argument(
    {
      ...type,
      absent: async (ctx) => {
        const only = await onlySchedule(ctx);
        if (only !== undefined) return only;
        throw new Refusal(
          "which-schedule",
          "Which schedule? Name one of `/oncall schedule list`, such as `web`.",
          "schedule",
        );
      },
    },
    description,
  );
