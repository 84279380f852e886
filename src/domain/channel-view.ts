import type { Channel } from "./channel.ts";
import type { PersonId } from "./ids.ts";
import type { Severity } from "./incident/severity.ts";
import type { Named } from "./incident/view.ts";
import type { Mapping } from "./mapping.ts";
import type { MemberKey } from "./oncall/member.ts";
import type { MemberNames } from "./oncall/schedule-view.ts";
import type { ChannelLevel } from "./subscription.ts";

/** A channel as one person sees it. */
export interface ChannelRow {
  readonly channel: Channel;
  readonly level: ChannelLevel;
  readonly pinned: boolean;
}

/** One line of the list. */
export interface ListedChannel extends ChannelRow {
  /** Active incidents the reader may see. */
  readonly active: number;
}

/** Where a channel is shown, with the severity its threshold stands for. */
export interface MappingView {
  readonly mapping: Mapping;
  readonly least?: Severity;
}

/** The same, where several channels are listed. */
export interface ListedMapping extends MappingView {
  readonly channel: Channel;
}

/** Everything that is shown of one channel. */
export interface ChannelView extends ListedChannel {
  readonly creator: Named;
  readonly members: number;
  readonly mappings: readonly MappingView[];
  /** Incidents at or above it get a chat channel of their own. */
  readonly room?: Severity;
  /** Who is told of everything, whether they are in it or not. */
  readonly targets: readonly MemberKey[];
  /** Those of them who get it as one message a minute. */
  readonly merging?: readonly MemberKey[];
  readonly names: MemberNames;
}

/** Whom a channel tells, and what they are called. */
export type TargetedChannel = Pick<ChannelView, "channel" | "targets" | "merging" | "names">;

export interface Member {
  readonly id: PersonId;
  readonly name: string;
  readonly level: ChannelLevel;
}
