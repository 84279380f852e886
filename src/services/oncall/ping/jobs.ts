import { actorKey } from "../../../domain/actor.ts";
import type { ScheduleId } from "../../../domain/ids.ts";
import type { Job, Planned } from "../../../domain/job.ts";
import type { Due } from "../../../domain/oncall/due.ts";
import type { Tx } from "../../../store/database.ts";
import { schedulesOf } from "../../../store/dues.ts";
import type { Ctx } from "../../ctx.ts";

/** Wakes what is due at its very instant. */
export const pingJob = ({ id, at }: Pick<Due, "id" | "at">): Job => ({
  data: { kind: "ping", due: id },
  key: `ping:${id}`,
  at,
  priority: 5,
});

export const planJob = (of: Planned, from: Temporal.Instant, by?: string): Job => ({
  data: { kind: "plan", of, from: from.toString(), ...(by === undefined ? {} : { by }) },
  key: `plan:${"ping" in of ? of.ping : of.schedule}:${from.epochMilliseconds}`,
});

export const groupJob = (schedule: ScheduleId): Job => ({
  data: { kind: "group", schedule },
  key: `group:${schedule}`,
});

/** Who is on call by these schedules may be different from now on: what they owe is planned anew, and groups follow. */
export const replan = (ctx: Ctx, tx: Tx, schedules: readonly ScheduleId[]): Promise<void> =>
  ctx.enqueue(
    tx,
    schedules.flatMap((schedule) => [planJob({ schedule }, ctx.now(), actorKey(ctx.actor)), groupJob(schedule)]),
  );

/** Somebody's absence changes who is on call in any schedule they may be in. */
export const replanAll = async (ctx: Ctx, tx: Tx): Promise<void> =>
  replan(ctx, tx, await schedulesOf(tx, ctx.workspace));
