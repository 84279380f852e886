import type { Chronicle } from "./history.ts";
import { type OpenSpell, type Spell, spellsOf, standingAt } from "./spell.ts";

type Asked = Pick<Chronicle, "shifts">;

/** The instants in [from, to) at which other people are on call than just before, nobody included. */
export const handoffsIn = (chronicle: Asked, from: number, to: number): readonly number[] => {
  const edges = spellsOf(chronicle.shifts(from - 1, to)).flatMap(({ start, end }) => [start, end]);
  return [...new Set(edges)].filter((at) => at >= from && at < to).sort((a, b) => a - b);
};

/** Who hands over to whom at an instant. */
export interface Handoff {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Until when they are on call; absent where nothing shows that it ends. */
  readonly until?: number;
  /** Who comes next: after a gap, or after them. */
  readonly next?: Pick<Spell, "start" | "people">;
}

/** The handoff at an instant; undefined where nobody hands over then (any more). */
export const handoffAt = (chronicle: Asked, at: number): Handoff | undefined => {
  const before = standingAt(chronicle, at - 1).now?.people ?? [];
  const { now, next } = standingAt(chronicle, at);
  if (now === undefined ? before.length === 0 : now.start !== at) return undefined;
  return {
    before,
    after: now?.people ?? [],
    ...(now?.end === undefined ? {} : { until: now.end }),
    ...(next === undefined ? {} : { next }),
  };
};

/** A shift that somebody comes on for: they were not on call just before. */
export interface Coming {
  readonly start: number;
  readonly member: string;
}

/** Who comes on when, in [from, to). */
export const comingsIn = (chronicle: Asked, from: number, to: number): readonly Coming[] => {
  const spells: readonly OpenSpell[] = spellsOf(chronicle.shifts(from - 1, to));
  return spells.flatMap(({ start, people }, i) => {
    const before = spells[i - 1];
    const had = before?.end === start ? before.people : [];
    return start < from
      ? []
      : people.filter((member) => !had.includes(member)).map((member): Coming => ({ start, member }));
  });
};
