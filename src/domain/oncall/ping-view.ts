import type { PersonId } from "../ids.ts";
import type { ListedIncident } from "../incident/list.ts";
import type { ContactRef, NamedContact } from "../notify/contact.ts";
import type { Place } from "../place.ts";
import type { Interval } from "./interval.ts";
import type { MemberKey } from "./member.ts";
import type { ScheduleRecord } from "./record.ts";
import type { MemberNames } from "./schedule-view.ts";

/** An incident that is under way at a handoff. */
export type OpenIncident = Pick<ListedIncident, "number" | "title" | "severity" | "status" | "startedAt">;

interface OfSchedule {
  readonly schedule: Pick<ScheduleRecord, "id" | "key" | "name">;
  /** When it was due. */
  readonly at: Temporal.Instant;
  readonly names: MemberNames;
}

interface Shift {
  /** Until when it lasts; absent where nothing shows that it ends. */
  readonly until?: Temporal.Instant;
  /** Who was on call before. */
  readonly before: readonly MemberKey[];
}

/** What there is to tell when a ping falls due. */
export type PingView =
  | (OfSchedule &
      Shift & {
        readonly kind: "handoff";
        /** Nobody where a gap begins or the schedule has ended. */
        readonly on: readonly MemberKey[];
        readonly ended: boolean;
        /** When somebody is on call again. */
        readonly next?: { readonly start: Temporal.Instant; readonly members: readonly MemberKey[] };
        readonly open: readonly OpenIncident[];
        readonly more: number;
      })
  | (OfSchedule & Shift & { readonly kind: "reminder"; readonly start: Temporal.Instant })
  | (OfSchedule & { readonly kind: "gap"; readonly until?: Temporal.Instant })
  | (OfSchedule & { readonly kind: "gaps"; readonly gaps: readonly Interval[] })
  | {
      readonly kind: "rule";
      readonly at: Temporal.Instant;
      readonly names: MemberNames;
      readonly message: string;
      /** Absent where it asks none. */
      readonly schedule?: Pick<ScheduleRecord, "id" | "key" | "name">;
      readonly on: readonly MemberKey[];
    };

/** How somebody hears of it: as who comes on, who goes off, as a place, or as whoever looks after the schedule. */
export type HearerRole = "on" | "off" | "place" | "keeper";

/** One recipient of a ping. */
export interface Hearer {
  /** The same for every try. */
  readonly key: string;
  readonly role: HearerRole;
  readonly way: Way;
}

export type Way =
  | { readonly kind: "person"; readonly person: PersonId; readonly contacts: readonly NamedContact[] }
  | { readonly kind: "place"; readonly place: Place; readonly name: string }
  | { readonly kind: "outside"; readonly to: Exclude<ContactRef, { readonly kind: "account" }> };
