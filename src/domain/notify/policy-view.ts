import type { MemberKey } from "../oncall/member.ts";
import type { EscalationPolicy, Policy } from "./policy.ts";

/** An escalation policy with the names its ids stand for. */
export interface EscalationView {
  readonly escalation: EscalationPolicy & { readonly leastRank?: number };
  /** Members, by key. */
  readonly names: ReadonlyMap<string, string>;
  /** Teams that it calls and that nobody is in. */
  readonly empty: readonly MemberKey[];
  /** Keys of the channels whose incidents it pages for. */
  readonly channels: readonly string[];
  /** The severity of the least rank it pages for. */
  readonly least?: string;
  readonly updatedBy: string;
  readonly updatedAt: Temporal.Instant;
}

/** A notification policy with the names its ids stand for. */
export interface PolicyView {
  readonly policy: Policy;
  readonly schedules: readonly string[];
  readonly channels: readonly string[];
  readonly updatedBy: string;
  readonly updatedAt: Temporal.Instant;
}
