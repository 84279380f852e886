import type { PersonId, ScheduleId } from "../../domain/ids.ts";
import type { NamedContact } from "../../domain/notify/contact.ts";
import type { Means, Unreachable } from "../../domain/notify/readiness.ts";
import { permit } from "../../domain/permission.ts";
import { scheduleNames } from "../../store/names.ts";
import { loadReach } from "../../store/reach.ts";
import type { Ctx } from "../ctx.ts";
import { unreachable } from "../person/unreachable.ts";
import { membersOfSchedules, peopleOf } from "./ready.ts";

/**
 * Those whom a schedule puts on call though nothing reaches them, for the answer to whoever has just changed it. They
 * are told too, once a day at most, by whatever may work after all.
 */
export const warnUnreachable = (ctx: Ctx, means: Means, schedule: ScheduleId): Promise<readonly Unreachable[]> => {
  permit(ctx.actor, "schedule.view");
  return ctx.transact(async (tx) => {
    const on = await membersOfSchedules(tx, ctx.workspace, { at: ctx.now(), ids: [schedule] });
    const people = await peopleOf(tx, ctx.workspace, on);
    const found = await unreachable(tx, ctx.workspace, [...new Set([...people.values()].flat())], means);
    await ctx.enqueue(
      tx,
      found
        .filter(({ broken }) => broken.length > 0)
        .map(({ person }) => ({ data: { kind: "warn", person, schedule }, key: `warn:${person}:${schedule}` })),
    );
    return found;
  });
};

/** What somebody is warned of, and by which contacts it may reach them; null where there is nothing to warn of any more. */
export const loadWarning = (
  ctx: Ctx,
  person: PersonId,
  schedule: ScheduleId,
): Promise<{ readonly name: string; readonly contacts: readonly NamedContact[] } | null> => {
  permit(ctx.actor, "schedule.view");
  return ctx.read(async (tx) => {
    const name = (await scheduleNames(tx, ctx.workspace, [schedule])).get(schedule);
    const reach = (await loadReach(tx, ctx.workspace, [person])).get(person);
    return name === undefined || reach === undefined ? null : { name, contacts: reach.contacts };
  });
};
