import type { ActId } from "../ids.ts";

/** What people do that changes overrides. */
export const actKinds = ["override", "take", "give", "cover", "swap", "edit", "remove", "undo"] as const;
export type ActKind = (typeof actKinds)[number];

/** One thing somebody did, however many overrides it touched: it is undone as one. */
export interface Act {
  readonly id: ActId;
  readonly kind: ActKind;
  /** "person:<id>" */
  readonly actor: string;
  readonly at: Temporal.Instant;
  readonly undoneBy?: ActId;
}
