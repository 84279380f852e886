import { personKey } from "../../../domain/oncall/member.ts";
import type { StoredCalendar } from "../../../domain/oncall/stored-calendar.ts";
import type { CalendarList, CalendarRow } from "../../../domain/oncall/stored-calendar-view.ts";
import { permit } from "../../../domain/permission.ts";
import { listCalendars as listRows } from "../../../store/calendars.ts";
import type { Ctx } from "../../ctx.ts";
import type { Outside } from "../../outside.ts";
import { memberNames } from "../members.ts";
import { hostOf } from "./fetch.ts";

/** The calendars of others that are read. */
export const listCalendars = (ctx: Ctx, outside: Outside): Promise<CalendarList> => {
  permit(ctx.actor, "schedule.view");
  return ctx.read(async (tx) => {
    const all = await listRows(tx, ctx.workspace);
    return {
      calendars: all.map((one) => rowOf(ctx, outside, one)),
      names: await memberNames(
        tx,
        ctx.workspace,
        all.flatMap(({ person }) => (person === undefined ? [] : [personKey(person)])),
      ),
    };
  });
};

const rowOf = (ctx: Ctx, outside: Outside, calendar: StoredCalendar): CalendarRow => {
  const now = ctx.now().epochMilliseconds;
  const today = ctx.now().toZonedDateTimeISO(ctx.zone).toPlainDate().toString();
  const host = hostOf(outside, calendar.id, calendar.url);
  const { events, dates } = calendar.content;
  return {
    calendar,
    ...(host === undefined ? {} : { host }),
    ahead: events.filter(({ end }) => end > now).length + dates.filter((date) => date >= today).length,
  };
};

/** The calendar of that name, or of that id. */
export const calendarCalled = async (ctx: Ctx, outside: Outside, text: string): Promise<CalendarRow | undefined> => {
  permit(ctx.actor, "schedule.view");
  const sought = text.trim().toLowerCase();
  const { calendars } = await listCalendars(ctx, outside);
  const found = calendars.filter(({ calendar }) => calendar.id === sought || calendar.name.toLowerCase() === sought);
  return found.length === 1 ? found[0] : undefined;
};
