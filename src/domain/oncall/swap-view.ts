import type { SwapRecord } from "./exchange.ts";
import type { OverridesChanged } from "./override-view.ts";
import type { ScheduleRecord } from "./record.ts";
import type { MemberNames } from "./schedule-view.ts";

export interface SwapView {
  readonly record: Pick<ScheduleRecord, "id" | "key" | "name">;
  readonly swap: SwapRecord;
  readonly names: MemberNames;
}

/** What somebody is told of a swap or a cover. */
export const swapNews = ["requested", "accepted", "declined", "withdrawn", "moved", "unfit"] as const;
export type SwapNews = (typeof swapNews)[number];

export interface SwapList {
  readonly swaps: readonly Omit<SwapView, "names">[];
  readonly more: number;
  readonly names: MemberNames;
}

/** What an answer came to; with the overrides that it made or took back. */
export interface SwapAnswered extends SwapView {
  readonly changed?: OverridesChanged;
}
