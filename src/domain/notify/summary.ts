import type { ChannelId } from "../ids.ts";

/** What a daily summary covers: one person's channels, or one channel for each of its targets (features.md 4.6). */
export interface SummaryScope {
  /** Undefined = every incident: `all` is among them. */
  readonly channels?: readonly ChannelId[];
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
}

export interface Counted {
  readonly total: number;
  /** The first few. */
  readonly incidents: readonly { readonly number: number; readonly title: string; readonly severity?: string }[];
}

/** A day's incidents. */
export interface Summary {
  readonly opened: Counted;
  readonly resolved: Counted;
  readonly unassigned: Counted;
  /** What is active, the worst first; without a severity last. */
  readonly active: readonly { readonly severity?: string; readonly count: number }[];
}

/** Nothing to tell, nothing sent. */
export const isEmpty = ({ opened, resolved, active }: Summary): boolean =>
  opened.total === 0 && resolved.total === 0 && active.length === 0;
