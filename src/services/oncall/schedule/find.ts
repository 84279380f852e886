import type { ScheduleRecord } from "../../../domain/oncall/record.ts";
import { permit } from "../../../domain/permission.ts";
import { scheduleNamed, searchSchedules } from "../../../store/schedules.ts";
import type { Ctx } from "../../ctx.ts";

/** The schedule a word means: its key or its name. */
export const scheduleCalled = (ctx: Ctx, words: string): Promise<ScheduleRecord | undefined> => {
  permit(ctx.actor, "schedule.view");
  return ctx.read((tx) => scheduleNamed(tx, ctx.workspace, words));
};

/** Schedules to choose from while somebody types. */
export const suggestSchedules = (ctx: Ctx, typed: string, limit = 25): Promise<readonly ScheduleRecord[]> => {
  permit(ctx.actor, "schedule.view");
  return ctx.read((tx) => searchSchedules(tx, ctx.workspace, typed, limit));
};

/** The workspace's schedule where it has just one. */
export const onlySchedule = (ctx: Ctx): Promise<ScheduleRecord | undefined> => {
  permit(ctx.actor, "schedule.view");
  return ctx.read(async (tx) => {
    const [first, second] = await searchSchedules(tx, ctx.workspace, "", 2);
    return second === undefined ? first : undefined;
  });
};
