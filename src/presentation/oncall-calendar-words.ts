import type { CalendarView, Named, ScheduleView, Stretch } from "./oncall-calendar.ts";
import { listed, plain } from "./say.ts";
import { daysWords, wallWords, zoneWords } from "./wall-words.ts";

/** What both platforms take as the description of a picture. */
const longestAlt = 1000;

/** The calendar in words for who cannot see its picture, as far as the platforms have room for it. */
export const calendarAlt = (view: CalendarView): string => {
  const told = view.schedules.flatMap((schedule) => toldOf(schedule).map((stretch) => ({ schedule, stretch })));
  let alt = [`${view.title} · ${calendarPeriod(view)}.`, ...nowLines(view)].join(" ").slice(0, longestAlt);
  for (const [i, { schedule, stretch }] of told.entries()) {
    const line = ` ${prefixOf(view, schedule)}${stretchWhen(view, stretch)}: ${stretchWho(stretch)}.`;
    const more = ` And ${told.length - i} more.`;
    if (alt.length + line.length + more.length > longestAlt) {
      return `${alt.slice(0, longestAlt - more.length).toWellFormed()}${more}`;
    }
    alt = `${alt}${line}`;
  }
  return alt.toWellFormed();
};

/** "3 – 30 Aug 2026 · Europe/Berlin · UTC+2" */
export const calendarPeriod = (view: CalendarView): string => {
  const days = view.weeks.flatMap((week) => week.days);
  const [first, last] = [days[0], days.at(-1)].map((day) => Temporal.PlainDate.from(day?.date ?? "1970-01-01"));
  return first === undefined || last === undefined ? "" : `${daysWords(first, last)} · ${zoneWords(view.zone, view)}`;
};

/** "Ada Lovelace and Grace Hopper" */
export const peopleWords = (people: readonly Named[]): string =>
  people.length === 0 ? "nobody" : plain(listed(people.map(({ name }) => name)));

/** "Mon 3 Aug 09:00 to Mon 10 Aug 09:00", as far as it is known. */
export const stretchWhen = (view: Pick<CalendarView, "zone" | "now">, stretch: Stretch): string => {
  const [start, end] = [stretch.start, stretch.end].map((at) => wallWords(at, view.zone, yearOf(view)));
  if (stretch.openStart) return stretch.openEnd ? "All the time" : `Until ${end}`;
  return stretch.openEnd ? `From ${start} on` : `${start} to ${end}`;
};

/** "Ada Lovelace (override; Grace Hopper is away)" */
export const stretchWho = ({ people, kind, absent }: Stretch): string => {
  const reasons = [
    ...(kind === "override" ? ["override"] : []),
    ...(absent.length === 0 ? [] : [`${peopleWords(absent)} ${absent.length === 1 ? "is" : "are"} away`]),
  ];
  return `${peopleWords(people)}${reasons.length === 0 ? "" : ` (${reasons.join("; ")})`}`;
};

/** What is worth a line: a gap that is meant is not. */
const toldOf = ({ stretches }: ScheduleView): readonly Stretch[] =>
  stretches.filter(({ kind }) => kind !== "muted gap");

const isNow = ({ now }: CalendarView, { start, end }: Stretch): boolean => start <= now && now < end;

const yearOf = ({ now, zone }: Pick<CalendarView, "zone" | "now">): number =>
  Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).year;

const prefixOf = (view: CalendarView, { name }: ScheduleView): string => (view.schedules.length > 1 ? `${name}: ` : "");

/** Who is on call now by each schedule, where now lies in the time that is shown. */
const nowLines = (view: CalendarView): readonly string[] =>
  view.schedules.flatMap((schedule) => {
    const current = schedule.stretches.find((stretch) => isNow(view, stretch));
    if (current === undefined) return [];
    const until = current.openEnd ? "" : ` until ${wallWords(current.end, view.zone, yearOf(view))}`;
    return [`${prefixOf(view, schedule)}On call now: ${peopleWords(current.people)}${until}.`];
  });
