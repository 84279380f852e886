import type { Fate, Passage } from "../support/passage.ts";

/** Where a process dies: before its n-th statement or request arrives, or before the answer does. From 1. */
export interface Point {
  readonly nth: number;
  readonly fate: Exclude<Fate, "passes">;
}

/** What a process has sent into the world since it was watched, and what becomes of it. */
export interface Road extends Passage {
  /** From here on things are counted. */
  begin(): void;
  /** From here on everything passes, uncounted. */
  leave(): void;
  /** In the order they were sent. */
  readonly passed: readonly string[];
  /** At what it died, if it did. */
  readonly struck: string | undefined;
}

/** A process keeps a lease by itself, at instants of its own; and the held clock is the test's. */
const isUnrelated = (what: string): boolean => /\bleases\b|held_clock/.test(what);

export const makeRoad = (point: Point | undefined, kill: () => void): Road => {
  const passed: string[] = [];
  const state: { counting: boolean; struck?: string } = { counting: false };
  return {
    begin: () => {
      state.counting = true;
    },
    leave: () => {
      state.counting = false;
    },
    arrives: (what) => {
      if (state.struck !== undefined) return "unsent";
      if (!state.counting || isUnrelated(what)) return "passes";
      passed.push(what.replaceAll(/\s+/g, " ").trim());
      if (point === undefined || passed.length !== point.nth) return "passes";
      state.struck = passed.at(-1) ?? "";
      return point.fate;
    },
    strikes: kill,
    passed,
    get struck() {
      return state.struck;
    },
  };
};
