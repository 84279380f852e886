import type { CalendarId } from "../../../domain/ids.ts";
import type { Definition } from "../../../domain/oncall/definition.ts";
import { type MemberKey, personKey } from "../../../domain/oncall/member.ts";
import type { StoredCalendar } from "../../../domain/oncall/stored-calendar.ts";
import { permit } from "../../../domain/permission.ts";
import { Refusal } from "../../../domain/refusal.ts";
import { lockCalendar, removeCalendar, schedulesNaming } from "../../../store/calendars.ts";
import { audit } from "../../audit.ts";
import type { Ctx } from "../../ctx.ts";
import { permitFor } from "../override/add.ts";
import { changeDefinition } from "../schedule/edit.ts";
import { lockedSchedule } from "../schedule/lock.ts";
import { applyAway } from "./apply.ts";

/** Reads a calendar no more: what it said of the past stays, its layers, holidays and absences end now. */
export const deleteCalendar = (ctx: Ctx, id: CalendarId): Promise<Pick<StoredCalendar, "name" | "purpose">> => {
  permit(ctx.actor, "shift.change");
  return ctx.transact(async (tx) => {
    const calendar = await lockCalendar(tx, ctx.workspace, id);
    if (calendar === undefined) {
      throw new Refusal("no-such-calendar", "That calendar is gone. See what is read with `/oncall calendar list`.");
    }
    const { person, name, purpose } = calendar;
    if (person === undefined) permit(ctx.actor, "schedule.manage");
    else permitFor(ctx, [personKey(person), calendar.createdBy as MemberKey]);
    const now = ctx.now().epochMilliseconds;
    const events = calendar.content.events.filter(({ start }) => start < now);
    await removeCalendar(tx, ctx.workspace, id, {
      ...calendar.content,
      events: events.map((one) => ({ ...one, end: Math.min(one.end, now) })),
    });
    if (person !== undefined) {
      await applyAway(ctx, tx, { ...calendar, person }, { events: [] });
      return { name, purpose };
    }
    for (const schedule of await schedulesNaming(tx, ctx.workspace, id)) {
      const record = await lockedSchedule(ctx, tx, schedule);
      await changeDefinition(ctx, tx, record, (before) => without(before, id));
      const data = { key: record.key, change: `took calendar ${name} out` };
      await audit(ctx, tx, { kind: "schedule", id: schedule }, { kind: "changed", data });
    }
    return { name, purpose };
  });
};

const without = (before: Definition, id: CalendarId): Definition => ({
  ...before,
  layers: before.layers
    .filter(({ assigned }) => assigned !== id)
    .map((layer) => {
      if (layer.holidays.calendar !== id) return layer;
      const { calendar: _calendar, ...holidays } = layer.holidays;
      return { ...layer, holidays, onHolidays: holidays.dates.length === 0 ? "ignore" : layer.onHolidays };
    }),
});
