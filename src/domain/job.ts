import type { AttachmentId, ChannelId, ConnectionId, EntryId, IncidentId, PersonId, ReceiptId, TeamId } from "./ids.ts";
import type { Place } from "./place.ts";

/**
 * What is owed later. A payload holds ids, never messages or bytes: the handler reads, draws and sends what is true then.
 */
export type JobData =
  /** Post the card to every place it belongs to and has none yet, and bring those already there up to date. */
  | { readonly kind: "card"; readonly incident: IncidentId }
  /** Take the incident's cards, pins and lines out of every place it may no longer be seen in. */
  | { readonly kind: "withdraw"; readonly incident: IncidentId }
  /** Say one timeline entry in the incident's threads; a comment is copied to the threads it was not written in. */
  | {
      readonly kind: "tell";
      readonly incident: IncidentId;
      readonly entry: EntryId;
    }
  /** Tell one person directly about one entry. */
  | {
      readonly kind: "notify";
      readonly person: PersonId;
      readonly entry: EntryId;
      readonly reasons: readonly Reason[];
    }
  /** Copy one attachment into our own store. */
  | { readonly kind: "fetch"; readonly attachment: AttachmentId }
  /** Bring the pinned banner of one place up to date. */
  | { readonly kind: "banner"; readonly place: Place }
  /** Create, rename, fill or archive the incident's own chat channel. */
  | { readonly kind: "room"; readonly incident: IncidentId }
  /** Take up an inbound that nobody finished. */
  | { readonly kind: "receipt"; readonly receipt: ReceiptId }
  /** Copy the members of a platform's group into the team that follows it. */
  | { readonly kind: "follow"; readonly team: TeamId }
  /** Tell a channel's creator that one of its places is gone. */
  | {
      readonly kind: "lost";
      readonly channel: ChannelId;
      readonly place: Place;
      readonly why: string;
    }
  /** Show one person their home again. */
  | {
      readonly kind: "home";
      readonly connection: ConnectionId;
      readonly person: PersonId;
    };

export type JobKind = JobData["kind"];

/** Why somebody hears of something. The first that applies decides the form. */
export const reasons = ["assigned", "mentioned", "role", "task"] as const;
export type Reason = (typeof reasons)[number];

/**
 * A job and when it is due. `key` names what, whom and which occurrence ("card:<incident>", "notify:<person>:<entry>"):
 * while a job with this key is queued a second is not added. `group` shares a pace: the chat it writes to.
 */
export interface Job {
  readonly data: JobData;
  readonly key: string;
  readonly at?: Temporal.Instant;
  readonly group?: string;
  readonly priority?: number;
}
