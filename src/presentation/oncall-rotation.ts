import type { LayerDefinition, RestrictionDefinition, RotationDefinition } from "../domain/oncall/definition.ts";
import { clockMinutes, clockText } from "../domain/oncall/hours.ts";
import type { Rotation } from "../domain/oncall/rotation.ts";
import { joinWords } from "./oncall-words.ts";

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const long = ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"];

/** "every week", "every 2 working days" */
export const cycleWords = ({ unit, every }: Pick<Rotation, "unit" | "every">): string => {
  const names = {
    none: "",
    hour: "hour",
    day: "day",
    workday: "working day",
    weekend: "weekend day",
    week: "week",
    month: "month",
  };
  return every === 1 ? `every ${names[unit]}` : `every ${every} ${names[unit]}s`;
};

/** How turns go: "every week, Mondays at 09:00". */
export const rotationWords = ({ unit, every, anchor }: RotationDefinition): string => {
  if (unit === "none" || anchor === undefined) return "everybody at once";
  const at = Temporal.PlainDateTime.from(anchor);
  const time = at.toPlainTime().toString({ smallestUnit: "minute" });
  const cycle = cycleWords({ unit, every });
  switch (unit) {
    case "week":
      return `${cycle}, ${long[at.dayOfWeek - 1]} at ${time}`;
    case "month":
      return `${cycle}, on day ${at.day} at ${time}`;
    case "hour":
      return `${cycle}, counted from ${time}`;
    default:
      return `${cycle}, at ${time}`;
  }
};

/** "Mon–Fri 09:00–17:00 and Sat 10:00–14:00" */
export const hoursWords = (restrictions: readonly RestrictionDefinition[]): string =>
  joinWords(restrictions.map(restrictionWords));

const restrictionWords = ({ days, from, minutes }: RestrictionDefinition): string => {
  const start = clockMinutes(from);
  const end = clockText((start + minutes) % 1440);
  const over = Math.floor((start + minutes) / 1440);
  const [only] = days ?? [];
  if (days?.length === 1 && only !== undefined && (over > 1 || (over === 1 && minutes > 1440))) {
    return `${weekdays[only - 1]} ${from} – ${weekdays[(only - 1 + over) % 7]} ${end}`;
  }
  const hours = minutes === 1440 && start === 0 ? "all day" : `${from}–${end}`;
  return days === undefined ? (hours === "all day" ? "every day" : hours) : `${daysWords(days)} ${hours}`;
};

/** "Mon–Fri", "Mon, Wed" */
export const daysWords = (days: readonly number[]): string => {
  const runs: [number, number][] = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === day - 1) last[1] = day;
    else runs.push([day, day]);
  }
  return runs
    .map(([first, last]) =>
      first === last
        ? weekdays[first - 1]
        : `${weekdays[first - 1]}${last === first + 1 ? ", " : "–"}${weekdays[last - 1]}`,
    )
    .join(", ");
};

/** When a layer is not always on duty, and what it does on holidays. */
export const dutyWords = ({ restrictions, onHolidays, holidays, start, end, zone }: LayerDefinition): string =>
  [
    ...(restrictions.length === 0 ? [] : [hoursWords(restrictions)]),
    ...(zone === undefined ? [] : [`clocks of ${zone}`]),
    ...(onHolidays === "ignore" ? [] : [onHolidays === "skip" ? "not on holidays" : "on holidays only"]),
    ...(onHolidays !== "ignore" && holidays.dates.length > 0 ? [`(${holidays.dates.join(", ")})`] : []),
    ...(start === undefined ? [] : [`from ${wallText(start)}`]),
    ...(end === undefined ? [] : [`until ${endText(end)}`]),
  ].join(", ");

/** "2026-11-30 09:00" as an end; of a midnight the day before, which is the last one. */
export const endText = (text: string): string => {
  const at = Temporal.PlainDateTime.from(text);
  return text.endsWith("T00:00") ? at.subtract({ days: 1 }).toPlainDate().toString() : wallText(text);
};

/** "2026-11-30 09:00"; midnight goes without saying. */
export const wallText = (text: string): string => text.replace("T", " ").replace(/ 00:00$/, "");
