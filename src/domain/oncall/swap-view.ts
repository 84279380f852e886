import type { SwapRecord } from "./exchange.ts";
import type { OverridesChanged } from "./override-view.ts";
import type { ScheduleRecord } from "./record.ts";
import type { MemberNames } from "./schedule-view.ts";

export interface SwapView {
  readonly record: Pick<ScheduleRecord, "id" | "key" | "name">;
  readonly swap: SwapRecord;
  readonly names: MemberNames;
}

export interface SwapList {
  readonly swaps: readonly Omit<SwapView, "names">[];
  readonly more: number;
  readonly names: MemberNames;
}

/** What an answer came to; with the overrides that it made or took back. */
export interface SwapAnswered extends SwapView {
  readonly changed?: OverridesChanged;
}
