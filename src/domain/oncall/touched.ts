import type { Interval } from "./interval.ts";
import type { MemberKey } from "./member.ts";
import type { Override } from "./override.ts";
import { byIn, type PlacedOverride, personIn } from "./placed.ts";

/** The time from now on that overrides are about or were made for. */
export const touchedBy = (overrides: readonly PlacedOverride[], now: number): Interval => ({
  start: Math.max(now, Math.min(...overrides.map(({ start }) => start))),
  end: Math.max(now, ...overrides.map(({ plannedEnd }) => plannedEnd)),
});

/** Everybody whom overrides put on or take off. */
export const namedBy = (overrides: readonly Override[]): readonly MemberKey[] =>
  overrides.flatMap((one) => [byIn(one), personIn(one)].filter((key) => key !== undefined));
