import { actorKey } from "../../../domain/actor.ts";
import type { ScheduleId } from "../../../domain/ids.ts";
import type { ScheduleRecord } from "../../../domain/oncall/record.ts";
import { Refusal } from "../../../domain/refusal.ts";
import type { Tx } from "../../../store/database.ts";
import { lockSchedules, updateSchedule } from "../../../store/schedules.ts";
import type { Ctx } from "../../ctx.ts";
import { replan } from "../ping/jobs.ts";
import { swapsJob } from "../swap/jobs.ts";

/** The schedule, locked; refused where it is gone. Whoever changes versions or overrides of it holds this lock. */
export const lockedSchedule = async (ctx: Ctx, tx: Tx, id: ScheduleId): Promise<ScheduleRecord> =>
  (await lockSchedules(tx, ctx.workspace, [id]))[0] ?? refuseGone();

export const refuseGone = (): never => {
  throw new Refusal("no-such-schedule", "That schedule is gone. See what there is with `/oncall schedule list`.");
};

export const refuseTaken = (key: string): never => {
  throw new Refusal(
    "schedule-taken",
    `There is a schedule ${key} already. See it with \`/oncall schedule show ${key}\`.`,
  );
};

/** Who changed a schedule last, and when. */
export const actorStamp = (ctx: Ctx) => ({ updatedBy: actorKey(ctx.actor), updatedAt: ctx.now() });

/** Who is on call by a schedule may be different from now on: everything that changes one ends here. */
export const noteChanged = async (ctx: Ctx, tx: Tx, schedule: ScheduleId): Promise<void> => {
  await updateSchedule(tx, ctx.workspace, schedule, actorStamp(ctx));
  await replan(ctx, tx, [schedule]);
  await ctx.enqueue(tx, [swapsJob(schedule)]);
};
