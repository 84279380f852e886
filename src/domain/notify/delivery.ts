import type { DeliveryId, EntryId, IncidentId, PageId, PersonId, RunId } from "../ids.ts";
import type { MemberKey } from "../oncall/member.ts";
import type { MessageRef } from "../place.ts";
import type { Cause } from "./recipients.ts";

/** How a message to one contact stands. */
export const deliveryStates = [
  /** Not yet due, or to be tried again. */
  "waiting",
  "sent",
  /** For good: its next contact was tried. */
  "failed",
  /** Its condition ended before it went out. */
  "superseded",
  /** Nobody was on call, or nothing could be reached. */
  "dropped",
  /** It went out as part of a message that lists several. */
  "bundled",
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** What a message says. */
export const deliveryAbouts = ["page", "entries", "reminder", "summary", "notice"] as const;
export type DeliveryAbout = (typeof deliveryAbouts)[number];

/** One message to one contact. */
export interface Delivery {
  readonly id: DeliveryId;
  readonly key: string;
  readonly about: DeliveryAbout;
  readonly incident?: IncidentId;
  readonly entry?: EntryId;
  readonly run?: RunId;
  readonly page?: PageId;
  readonly epoch?: number;
  readonly member: MemberKey;
  readonly person?: PersonId;
  /** By which contact; absent until one is chosen. */
  readonly contact?: string;
  readonly rung: number;
  readonly isPage: boolean;
  readonly isFirst: boolean;
  readonly causes: readonly Cause[];
  readonly dueAt: Temporal.Instant;
  readonly nextAt: Temporal.Instant;
  readonly triedAt?: Temporal.Instant;
  readonly attempts: number;
  readonly state: DeliveryState;
  readonly why?: string;
  readonly sentAt?: Temporal.Instant;
  readonly message?: MessageRef;
  readonly maybeTwice: boolean;
  readonly createdAt: Temporal.Instant;
}

/** A day of tries: then it has failed for good. */
export const patience = { hours: 24 } as const;

/** A page that is not out after so many seconds also goes to the next contact, while the first keeps trying. */
export const overdue = 60;

/** From then on a message says that it is late, in seconds. */
export const late = 60;

/**
 * When to try again after so many attempts: 1, 2, 4 ... seconds up to ten minutes, a little apart so that many do not
 * come at once; never before the platform's own word. Seconds.
 */
export const retryAfter = (attempts: number, spread: number, asked = 0): number =>
  Math.max(asked, Math.min(600, 2 ** Math.max(0, attempts - 1)) * (1 + spread / 4));

/** How one message lists several: pages first, then the oldest first. */
export const inOrderOfBundle = (a: Delivery, b: Delivery): number =>
  Number(b.isPage) - Number(a.isPage) ||
  Temporal.Instant.compare(a.dueAt, b.dueAt) ||
  (a.id < b.id ? -1 : Number(a.id > b.id));
