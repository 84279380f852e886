import type { PersonId } from "../ids.ts";
import type { EntryView } from "../incident/entry-view.ts";
import type { IncidentView } from "../incident/view.ts";
import type { MemberKey } from "../oncall/member.ts";
import type { Cause } from "./recipients.ts";

/** Everything one message says, with the names its ids stand for. */
export interface Told {
  readonly about: "page" | "entries" | "reminder";
  readonly causes: readonly Cause[];
  readonly incident: IncidentView;
  /** What happened; the first is what it is about. */
  readonly entries: readonly EntryView[];
  readonly person?: PersonId;
  /** Schedules, teams and channels that causes name. */
  readonly names: ReadonlyMap<string, string>;
  readonly dueAt: Temporal.Instant;
  /** When it went out, where it is shown again. */
  readonly sentAt?: Temporal.Instant;
  /** It asks for nothing any more. */
  readonly calm?: boolean;
  /** Its reader may not see the incident any more. */
  readonly hidden?: boolean;
  /** The incident's card, for a browser. */
  readonly permalink?: string;
}

/** The channel a cause names, as a key of `names`. */
export const channelName = (channel: string): MemberKey => `channel:${channel}` as MemberKey;
