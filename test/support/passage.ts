/** What becomes of something on its way: it passes; or the process dies before it arrives, or before its answer does. */
export type Fate = "passes" | "unsent" | "unanswered";

/** Watches what a process sends into the world, one statement and one request after another. */
export interface Passage {
  /** What becomes of what is on its way now. */
  arrives(what: string): Fate;
  /** Its fate has come. */
  strikes(): void;
}

export const openPassage: Passage = { arrives: () => "passes", strikes: () => {} };
