import type { AwayId, PersonId } from "../../../domain/ids.ts";
import type { AwayEffect } from "../../../domain/oncall/away-view.ts";
import type { CalendarContent } from "../../../domain/oncall/definition.ts";
import type { Interval } from "../../../domain/oncall/interval.ts";
import { personKey } from "../../../domain/oncall/member.ts";
import { isSameAhead, type StoredCalendar } from "../../../domain/oncall/stored-calendar.ts";
import { awayIn, endAway, insertAway } from "../../../store/away.ts";
import { schedulesNaming, updateCalendar } from "../../../store/calendars.ts";
import type { Tx } from "../../../store/database.ts";
import { type Ctx, freshId } from "../../ctx.ts";
import { effectsSince, schedulesBefore } from "../away/effects.ts";
import { replan } from "../ping/jobs.ts";
import { swapsJob } from "../swap/jobs.ts";
import { windowAt } from "./content.ts";

/** Keeps what a calendar holds now; where it is different, what follows from it is looked after. */
export const applyContent = async (
  ctx: Ctx,
  tx: Tx,
  calendar: Pick<StoredCalendar, "id" | "person" | "content" | "createdBy">,
  content: CalendarContent,
): Promise<readonly AwayEffect[]> => {
  const now = ctx.now().epochMilliseconds;
  if (isSameAhead(calendar.content, content, now)) return [];
  await updateCalendar(tx, ctx.workspace, calendar.id, { content });
  if (calendar.person !== undefined) return applyAway(ctx, tx, { ...calendar, person: calendar.person }, content);
  const schedules = await schedulesNaming(tx, ctx.workspace, calendar.id);
  await replan(ctx, tx, schedules);
  await ctx.enqueue(tx, schedules.map(swapsJob));
  return [];
};

/** The absences of a calendar that are no longer in it end, and those that are new in it begin. */
export const applyAway = async (
  ctx: Ctx,
  tx: Tx,
  calendar: Pick<StoredCalendar, "id" | "createdBy"> & { readonly person: PersonId },
  { events }: Pick<CalendarContent, "events">,
): Promise<readonly AwayEffect[]> => {
  const now = ctx.now();
  const ahead = events.filter(({ end }) => end > now.epochMilliseconds);
  const before = await schedulesBefore(ctx, tx, windowAt(now));
  const known = (await awayIn(tx, ctx.workspace, { from: now, of: [calendar.person] })).filter(
    (one) => one.calendar === calendar.id,
  );
  const named = (one: Interval) => `${Math.max(one.start, now.epochMilliseconds)}-${one.end}`;
  const wanted = new Set(ahead.map(named));
  const there = new Set(known.map(named));
  const gone = known.filter((one) => !wanted.has(named(one))).map(({ id }) => id);
  await endAway(tx, ctx.workspace, { ids: gone }, now);
  const fresh = [...new Map(ahead.map((one) => [named(one), one])).values()].filter((one) => !there.has(named(one)));
  await insertAway(
    tx,
    ctx.workspace,
    fresh.map(({ start, end }) => ({
      id: freshId<AwayId>(),
      of: calendar.person,
      person: personKey(calendar.person),
      start: Math.max(start, now.epochMilliseconds),
      end,
      plannedEnd: end,
      note: "",
      calendar: calendar.id,
      createdBy: calendar.createdBy,
      createdAt: now,
    })),
  );
  return effectsSince(ctx, tx, before, calendar.person);
};
