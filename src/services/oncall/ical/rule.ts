import { RRuleTemporal } from "rrule-temporal";
import { day, plainOf, wallOf } from "../../../domain/oncall/civil.ts";
import { Refusal } from "../../../domain/refusal.ts";

/** Wall times, the end excluded; `until` puts an instant on the wall clock of the rule. */
interface Range {
  readonly from: number;
  readonly to: number;
  until(instant: number): number;
}

/**
 * The wall times of an RRULE within a range. It is expanded as if no clock ever changed: what a wall time means on the
 * two nights when one does is for the caller's clock to say. Throws a Refusal for a rule that cannot be followed.
 */
export const expandRule = (rule: string, start: number, { from, to, until }: Range): readonly number[] => {
  const text = rule.replace(/UNTIL=(\d{8}T\d{6})Z/i, (_, time: string) => {
    const instant = Temporal.PlainDateTime.from(time).toZonedDateTime("UTC").epochMilliseconds;
    return `UNTIL=${plainOf(until(instant)).toString({ smallestUnit: "second" }).replace(/[-:]/g, "")}Z`;
  });
  // A date or a floating time is read as UTC by the library, which is the clock it expands on; a date ends with its day.
  const floating = text
    .replace(/UNTIL=(\d{8})(?!T|\d)/i, "UNTIL=$1T235959Z")
    .replace(/UNTIL=(\d{8}T\d{6})(?!Z)/i, "UNTIL=$1Z");
  try {
    const expanded = new RRuleTemporal({
      rruleString: `RRULE:${floating}`,
      dtstart: zoned(start),
      includeDtstart: true,
      cache: false,
      maxIterations: 100_000,
      temporal: Temporal,
    });
    return expanded
      .between(zoned(from), zoned(to), true)
      .map((time) => wallOf(time.toPlainDateTime()))
      .filter((wall) => wall < to);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal("rule-unreadable", `The rule ${rule} cannot be followed: ${reason}. Simplify it and try again.`);
  }
};

const zoned = (wall: number): Temporal.ZonedDateTime => plainOf(Math.max(wall, earliest)).toZonedDateTime("UTC");

/** Before any rule: calendars of old programs begin in 1601. */
const earliest = -(400 * 366 * day);
