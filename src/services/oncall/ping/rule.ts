import { CronExpressionParser } from "cron-parser";
import { day, plainOf, wallOf } from "../../../domain/oncall/civil.ts";
import { type CronFields, cronWalls } from "../../../domain/oncall/cron.ts";
import type { Interval } from "../../../domain/oncall/interval.ts";
import type { PingRule } from "../../../domain/oncall/ping.ts";
import { readPingWords } from "../../../domain/oncall/ping-words.ts";
import { clockOf } from "../../../domain/oncall/walltime.ts";
import { Refusal } from "../../../domain/refusal.ts";
import { expandRule } from "../ical/rule.ts";

/** A calendar rule as people type it: in words, as the five fields of a cron line, or as an RRULE. */
export const readPingRule = (text: string): Pick<PingRule, "kind" | "text"> | undefined => {
  const typed = text.trim();
  const [, rule] = /^(?:RRULE:)?(FREQ=\S+)$/i.exec(typed) ?? [];
  if (rule !== undefined) return { kind: "rrule", text: rule.toUpperCase() };
  return readPingWords(typed) ?? (readCron(typed) === undefined ? undefined : { kind: "cron", text: typed });
};

/** A field of numbers, names, ranges, lists and steps. What only some programs know ("L", "#", "W") is left to RRULEs. */
const plainField = /^(?:\*|[\da-z]+(?:-[\da-z]+)?)(?:\/\d+)?(?:,(?:\*|[\da-z]+(?:-[\da-z]+)?)(?:\/\d+)?)*$/i;

const readCron = (text: string): CronFields | undefined => {
  const fields = text.split(/\s+/);
  if (!/^@\w+$/.test(text) && (fields.length !== 5 || !fields.every((one) => plainField.test(one)))) return undefined;
  try {
    const { minute, hour, dayOfMonth, month, dayOfWeek } = CronExpressionParser.parse(text, { tz: "UTC" }).fields;
    const numbers = (values: readonly unknown[]): number[] => values.filter((one) => typeof one === "number");
    return {
      minutes: numbers(minute.values),
      hours: numbers(hour.values),
      daysOfMonth: numbers(dayOfMonth.values),
      months: numbers(month.values),
      weekdays: numbers(dayOfWeek.values).map((one) => (one % 7 === 0 ? 7 : one)),
      eitherDay: !dayOfMonth.isWildcard && !dayOfWeek.isWildcard,
    };
  } catch {
    return undefined;
  }
};

/** What clock changes may shift. */
const slack = 2 * day;

/**
 * The instants of a rule in [start, end), each once: a wall time that the clocks skip moves forward by the gap, one that
 * comes twice is its first.
 */
export const timesIn = (rule: PingRule, { start, end }: Interval): readonly number[] => {
  const clock = clockOf(rule.zone);
  const [from, to] = [clock.toWall(start) - slack, clock.toWall(end) + slack];
  const instants = wallsOf(rule, from, to).map((wall) => clock.toInstant(wall));
  return [...new Set(instants)].filter((at) => at >= start && at < end).sort((a, b) => a - b);
};

const wallsOf = (rule: PingRule, from: number, to: number): readonly number[] => {
  if (rule.kind === "cron") {
    const fields = readCron(rule.text);
    return fields === undefined ? [] : cronWalls(fields, from, to);
  }
  const begins = wallOf(Temporal.PlainDateTime.from(rule.start));
  const until = (instant: number) => clockOf(rule.zone).toWall(instant);
  return expandRule(rule.text, begins, { from, to, until }).filter((wall) => wall >= begins);
};

/** How far is looked for the next times: most are near. */
const reaches = [8, 70, 800, 3_000] as const;

/** The next times of a rule after an instant, at most so many. */
export const nextTimes = (
  rule: PingRule,
  after: number,
  count: number,
  isLeftOut: (at: number) => boolean = () => false,
): readonly number[] => {
  let found: readonly number[] = [];
  for (const reach of reaches) {
    const all = timesIn(rule, { start: after + 1, end: after + reach * day });
    found = all.filter((at) => !isLeftOut(at));
    if (found.length >= count) break;
  }
  return found.slice(0, count);
};

/** The closest that two messages of a rule may follow each other, in minutes. */
const closest = 5;

/** Refuses a rule that never comes, or too often. */
export const checkRule = (rule: PingRule, now: number): void => {
  const times = nextTimes(rule, now, 30);
  if (times.length === 0) throw new Refusal("ping-never", "That time never comes. Name another.", "when");
  const tooClose = times.some((at, i) => i > 0 && at - (times[i - 1] ?? 0) < closest * 60_000);
  if (tooClose) {
    throw new Refusal("ping-too-often", `That is more often than every ${closest} minutes. Name fewer times.`, "when");
  }
};

/** The date that an instant falls on by a rule's clocks: "2026-12-25". */
export const dateOf = ({ zone }: PingRule, at: number): string =>
  plainOf(clockOf(zone).toWall(at)).toPlainDate().toString();
