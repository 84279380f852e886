import { checkZone } from "../../../domain/workspace.ts";
import { mostWeeks, type Weeks, weeksFrom } from "../../../presentation/oncall-weeks.ts";

/** What is asked of the calendar, as its address says it. */
export interface Ask {
  readonly weeks: Weeks;
  readonly mine: boolean;
  readonly words: string;
  /** A member's key. */
  readonly member: string;
  /** A policy's key. */
  readonly policy: string;
  /** What could not be understood, in words. */
  readonly problems: readonly string[];
}

const usualWeeks = 2;
const nearest = 1970;
const farthest = 9000;

/** Reads an address; what it leaves out is this week and the next, of all schedules, in the reader's zone. */
export const readAsk = (
  query: Readonly<Record<string, string>>,
  reader: { readonly zone: string; readonly now: Temporal.Instant },
): Ask => {
  const problems: string[] = [];
  const understood = <T>(text: string | undefined, read: (text: string) => T, otherwise: string): T | undefined => {
    if (text === undefined || text.trim() === "") return undefined;
    try {
      return read(text.trim());
    } catch {
      problems.push(`"${text.slice(0, 80)}" is ${otherwise}.`);
      return undefined;
    }
  };
  const zone = understood(query["zone"], checkZone, "no time zone: here are the times of yours instead") ?? reader.zone;
  const from = understood(query["from"], readDay, "no date such as 2026-01-05: here is this week instead");
  const count = understood(query["weeks"], readCount, `no number of weeks from 1 to ${mostWeeks}`) ?? usualWeeks;
  const current = weeksFrom(reader.now, zone, count);
  return {
    weeks: from === undefined ? current : { ...current, first: from.subtract({ days: from.dayOfWeek - 1 }) },
    mine: query["show"] === "mine",
    words: query["q"]?.trim().slice(0, 256) ?? "",
    member: query["member"] ?? "",
    policy: query["policy"] ?? "",
    problems,
  };
};

const readDay = (text: string): Temporal.PlainDate => {
  const date = Temporal.PlainDate.from(text);
  if (date.year < nearest || date.year > farthest) throw new RangeError("too far");
  return date;
};

const readCount = (text: string): number => {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > mostWeeks) throw new RangeError("not so many");
  return count;
};

/** The address that asks the same but for what is changed; null goes back to what is usual. */
export const addressWith = (
  path: string,
  query: Readonly<Record<string, string>>,
  changed: Readonly<Record<string, string | null>>,
): string => {
  const kept = Object.entries({ ...query, ...changed }).filter(([, value]) => value !== null && value !== "");
  const params = new URLSearchParams(kept.map(([name, value]) => [name, value ?? ""]));
  return params.size === 0 ? path : `${path}?${params}`;
};
