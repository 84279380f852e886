import type {
  ActId,
  AttachmentId,
  CalendarId,
  ChannelId,
  ConnectionId,
  DeliveryId,
  DueId,
  EntryId,
  IncidentId,
  PersonId,
  PingId,
  PostingId,
  ScheduleId,
  SwapId,
  TargetId,
  TeamId,
} from "./ids.ts";
import type { Fence } from "./notify/run.ts";
import type { SwapNews } from "./oncall/exchange.ts";
import type { MessageRef, Place } from "./place.ts";

/**
 * What is owed later. A payload holds ids, never messages or bytes: the handler reads, draws and sends what is true then.
 */
export type JobData =
  /** See to it that an incident is shown wherever it belongs: its cards, its own chat channel, the banners. */
  | { readonly kind: "announce"; readonly incident: IncidentId }
  /** Post one card, or bring it up to date. */
  | { readonly kind: "card"; readonly incident: IncidentId; readonly posting: PostingId }
  /** See to it that one timeline entry is said in the incident's threads. */
  | { readonly kind: "tell"; readonly incident: IncidentId; readonly entry: EntryId }
  /** Say in one thread what it has not been told yet, in order. A comment is not said in the thread it was written in; its edit and its deletion follow it. */
  | { readonly kind: "say"; readonly incident: IncidentId; readonly posting: PostingId }
  /** Take the incident's cards and lines out of every place it may no longer be seen in. */
  | { readonly kind: "withdraw"; readonly incident: IncidentId }
  /** Take one message of ours away. */
  | { readonly kind: "unpost"; readonly message: MessageRef; readonly pinned: boolean }
  /** Copy one attachment into our own store. */
  | { readonly kind: "fetch"; readonly attachment: AttachmentId }
  /** Delete our copies of files. */
  | { readonly kind: "purge"; readonly files: readonly string[] }
  /** Bring the pinned banner of one place up to date. */
  | { readonly kind: "banner"; readonly place: Place }
  /** Create, rename, fill or archive the incident's own chat channel. */
  | { readonly kind: "room"; readonly incident: IncidentId }
  /** Take up what came in on a connection and nobody finished. */
  | { readonly kind: "receipts"; readonly connection: ConnectionId }
  /** Archive the own chat channel of an incident that is deleted. */
  | { readonly kind: "archive"; readonly place: Place }
  /** Copy the members of a platform's group into the team that follows it. */
  | { readonly kind: "follow"; readonly team: TeamId }
  /** Tell the owners that a team or guild lets the bot in no more. */
  | { readonly kind: "left"; readonly connection: ConnectionId }
  /** Tell the creators of its channels that a place can no longer be posted in. */
  | { readonly kind: "lost"; readonly place: Place; readonly why: string }
  /** Tell whoever is to hear of what happened to an incident, and begin what it begins. */
  | {
      readonly kind: "inform";
      readonly incident: IncidentId;
      readonly entries: readonly EntryId[];
      readonly tells: readonly { readonly person: PersonId; readonly reason: Reason; readonly entry: EntryId }[];
    }
  /** Let an escalation or a timed rule go on. */
  | ({ readonly kind: "run" } & Fence)
  /** Write down a day's summary for a person, or for the targets of a channel. */
  | ({ readonly kind: "summary"; readonly until: string } & (
      | { readonly person: PersonId }
      | { readonly channel: ChannelId }
    ))
  /** Send one message. */
  | { readonly kind: "deliver"; readonly delivery: DeliveryId }
  /** Take the buttons off the pages of an incident that ask for nothing any more, and say there who has it. */
  | { readonly kind: "calm"; readonly incident: IncidentId }
  /** Send a test by one contact of a person's, asked for at an instant. */
  | { readonly kind: "test"; readonly person: PersonId; readonly contact: string; readonly askedAt: string }
  /** Judge a target that fails: tell whose it is after a day, switch it off after two. */
  | { readonly kind: "target-notice"; readonly target: TargetId }
  /** Tell somebody whom a schedule puts on call that nothing seems to reach them. */
  | { readonly kind: "warn"; readonly person: PersonId; readonly schedule: ScheduleId }
  /** Write down which pings a schedule or a calendar rule owes from an instant on, as far as is planned ahead. */
  | { readonly kind: "plan"; readonly of: Planned; readonly from: string; readonly by?: string }
  /** Say what is due: a handoff, a reminder, a gap, or the message of a calendar rule. */
  | { readonly kind: "ping"; readonly due: DueId }
  /** Put whoever is on call by a schedule into the groups that follow it. */
  | { readonly kind: "group"; readonly schedule: ScheduleId }
  /** Tell somebody that an act of somebody else changed when they are on call. */
  | { readonly kind: "duty"; readonly act: ActId; readonly person: PersonId }
  /** Tell somebody what has become of a swap or a cover. */
  | {
      readonly kind: "swap";
      readonly swap: SwapId;
      readonly person: PersonId;
      readonly news: SwapNews;
      readonly at: string;
    }
  /** See whether the swaps of a schedule still fit it. */
  | { readonly kind: "swaps"; readonly schedule: ScheduleId }
  /** Read somebody else's calendar again. */
  | { readonly kind: "calendar"; readonly calendar: CalendarId }
  /** Show one person their home again. */
  | { readonly kind: "home"; readonly connection: ConnectionId; readonly person: PersonId };

/** What pings are planned for. */
export type Planned = { readonly schedule: ScheduleId } | { readonly ping: PingId };

export type JobKind = JobData["kind"];

/** Why somebody hears of something. The first that applies decides the form. */
export const reasons = ["assigned", "mentioned", "role", "task"] as const;
export type Reason = (typeof reasons)[number];

/** A job that has waited for its turn in a chat says when that is; until then it is not brought forward. */
export interface Waited {
  readonly turn?: string;
}

/**
 * A job and when it is due. `key` names what, whom and which occurrence ("card:<incident>", "deliver:<delivery>"):
 * while a job with this key is queued a second is not added. `group` shares a pace: the chat it writes to.
 */
export interface Job {
  readonly data: JobData & Waited;
  readonly key: string;
  readonly at?: Temporal.Instant;
  readonly group?: string;
  readonly priority?: number;
}
