import { personOf } from "../domain/actor.ts";
import type { CalendarRow } from "../domain/oncall/stored-calendar-view.ts";
import { Refusal } from "../domain/refusal.ts";
import { calendarAdded, calendarDeleted, calendarList } from "../presentation/oncall-stored-calendar.ts";
import { askerOf } from "../services/asker.ts";
import { readFileText } from "../services/attachment/came-with.ts";
import { addCalendar, type CalendarSource } from "../services/oncall/calendar/add.ts";
import { deleteCalendar } from "../services/oncall/calendar/delete.ts";
import { calendarCalled, listCalendars } from "../services/oncall/calendar/list.ts";
import { address } from "./arguments/address.ts";
import { person } from "./arguments/person.ts";
import { choice, word } from "./arguments/plain.ts";
import { theSchedule } from "./arguments/schedule.ts";
import { type Argument, argument, type Command, command, named, optional } from "./command.ts";
import type { CommandCtx } from "./context.ts";
import { warned } from "./warned.ts";

const calendar = (description: string): Argument<CalendarRow> =>
  argument(
    {
      name: "calendar",
      expects: "a calendar; `/oncall calendar list` shows them",
      read: (ctx, text) => calendarCalled(ctx, ctx.outside, text),
      complete: async (ctx, typed) =>
        (await listCalendars(ctx, ctx.outside)).calendars
          .map(({ calendar: { id, name } }) => ({ label: name, value: id as string }))
          .filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()))
          .slice(0, 25),
    },
    description,
  );

/** Calendars of others: holidays, duties, absences. */
export const calendarCommands: readonly Command[] = [
  command({
    path: "oncall calendar add",
    summary: "Read a calendar, from an address or a file, as holidays or as a layer",
    permission: "schedule.manage",
    answer: "private",
    args: {
      as: named(choice(["holidays", "layer"], "What its events are; holidays unless set")),
      url: named(address("Its address; or mention me with the file")),
      layer: named(word("The layer; all unless named")),
      schedule: theSchedule("Which schedule"),
      name: optional(word("What to call it")),
    },
    examples: ["oncall calendar add web holidays url:https://example.com/berlin.ics"],
    run: async (ctx, { as: purpose = "holidays", url, layer, schedule: of, name }) => {
      const source = await sourceOf(ctx, url);
      const read = await addCalendar(ctx, ctx.outside, {
        purpose,
        name: name ?? calledBy(ctx, url) ?? purpose,
        source,
        schedule: of.id,
        ...(layer === undefined ? {} : { layer }),
      });
      return warned(ctx, of.id, calendarAdded(read, false));
    },
  }),
  command({
    path: "oncall calendar list",
    summary: "Show the calendars that are read, and how that goes",
    permission: "schedule.view",
    answer: "private",
    args: {},
    run: async (ctx) => calendarList(await listCalendars(ctx, ctx.outside)),
  }),
  command({
    path: "oncall calendar delete",
    summary: "Read a calendar no more",
    permission: "shift.change",
    answer: "private",
    args: { calendar: calendar("Which one") },
    run: async (ctx, { calendar: of }) => calendarDeleted(await deleteCalendar(ctx, of.calendar.id)),
  }),
  command({
    path: "oncall away import",
    summary: "Read when you are away from a calendar, by its address or as a file",
    permission: "shift.change",
    answer: "private",
    args: {
      person: named(person("Whose, if not yours")),
      url: optional(address("Its address; or mention me with the file")),
    },
    examples: ["oncall away import https://example.com/me.ics"],
    run: async (ctx, { person: other, url }) => {
      const who = other?.id ?? askerOf(ctx);
      const source = await sourceOf(ctx, url);
      const name = calledBy(ctx, url) ?? "Absences";
      const read = await addCalendar(ctx, ctx.outside, { purpose: "away", name, source, person: who });
      return calendarAdded(read, who === personOf(ctx.actor));
    },
  }),
];

/** The address that was named, or the file that came with the command. */
const sourceOf = async (ctx: CommandCtx, url: string | undefined): Promise<CalendarSource> => {
  if (url !== undefined) return { url };
  const [file] = ctx.files ?? [];
  if (file !== undefined) return { text: await readFileText(ctx, file) };
  throw new Refusal(
    "calendar-source",
    "Where is the calendar? Give its address, or mention me in a message that has the file: `@Tocsin oncall away import`.",
    "url",
  );
};

const calledBy = (ctx: CommandCtx, url: string | undefined): string | undefined =>
  (url === undefined ? ctx.files?.[0]?.name : URL.parse(url.replace(/^webcals?:/iu, "https:"))?.hostname)?.slice(0, 80);
