import { readTime } from "../wall.ts";
import { readDays } from "./hours.ts";
import type { PingRule } from "./ping.ts";

const parts = ["sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/**
 * A calendar rule in plain words: "every weekday 09:00", "mon,thu 9am", "every day at 14:30", "every month on 1 at 10:00",
 * "every 2 weeks on monday 10:00", "hourly". Undefined for anything else.
 */
export const readPingWords = (text: string): Pick<PingRule, "kind" | "text"> | undefined => {
  const clean = text
    .trim()
    .toLowerCase()
    .replaceAll(/[–—]/g, "-")
    .replaceAll(/\s*([,-])\s*/g, "$1")
    .replaceAll(/\b(?:on|at|the)\b/g, " ")
    .replaceAll(/(\d) ?([ap]m)\b/g, "$1$2")
    .replaceAll(/\s+/g, " ")
    .trim();
  if (/^(?:hourly|every hour)$/.test(clean)) return { kind: "cron", text: "0 * * * *" };
  const [, said = "", clock = ""] = /^(.+) (\S+)$/.exec(clean) ?? [];
  const time = clock === "" ? undefined : readTime(clock);
  if (time === undefined) return undefined;
  const when = said.replace(/^every /, "").replace(/^each /, "");
  const at = `${time.minute} ${time.hour}`;
  const month = /^month(?:ly)? (\d{1,2})(?:st|nd|rd|th)?$/.exec(when)?.[1];
  if (month !== undefined) return isDay(month) ? { kind: "cron", text: `${at} ${Number(month)} * *` } : undefined;
  const [, weeks, named = ""] = /^(\d{1,2}) weeks? (.+)$/.exec(when) ?? [];
  if (weeks !== undefined) return inWeeks(Number(weeks), daysOf(named), time);
  const days = daysOf(when);
  return days === undefined
    ? undefined
    : { kind: "cron", text: `${at} * * ${days.length === 0 ? "*" : days.join(",")}` };
};

const isDay = (text: string): boolean => Number(text) >= 1 && Number(text) <= 31;

/** 1 = Monday ... 7 = Sunday; none means every day. */
const daysOf = (text: string): readonly number[] | undefined => {
  if (/^(?:day|days|daily)$/.test(text)) return [];
  return readDays(text.replace(/^(weekday|workday|weekend)$/, "$1s"));
};

const inWeeks = (
  every: number,
  days: readonly number[] | undefined,
  { hour, minute }: Temporal.PlainTime,
): Pick<PingRule, "kind" | "text"> | undefined => {
  if (days === undefined || days.length === 0 || every < 1) return undefined;
  const by = days.map((one) => (parts[one] ?? "").slice(0, 2).toUpperCase()).join(",");
  return {
    kind: "rrule",
    text: `FREQ=WEEKLY;INTERVAL=${every};BYDAY=${by};BYHOUR=${hour};BYMINUTE=${minute};BYSECOND=0`,
  };
};
