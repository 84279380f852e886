import type { Actor } from "./actor.ts";
import type {
  AttachmentId,
  ChannelId,
  ConnectionId,
  EntryId,
  Id,
  IncidentId,
  PersonId,
  PostingId,
  SeverityId,
  TaskId,
  TextId,
} from "./ids.ts";
import type { Assignee } from "./incident/assignee.ts";
import type { Link, Resource, Source } from "./incident/incident.ts";
import type { Status } from "./incident/status.ts";
import type { EntryDraft } from "./incident/timeline.ts";
import type { Job } from "./job.ts";
import type { MessageRef } from "./place.ts";

/** Who decides, when, and where fresh ids come from. */
export interface By {
  readonly actor: Actor;
  readonly at: Temporal.Instant;
  readonly fresh: <T extends Id<string>>() => T;
}

/** What the row of an incident becomes. `null` empties a field. */
export interface IncidentFields {
  readonly title?: string;
  readonly description?: TextId | null;
  readonly resolution?: TextId | null;
  readonly severity?: SeverityId | null;
  readonly status?: Status;
  readonly occurrence?: number;
  readonly private?: boolean;
  readonly startedAt?: Temporal.Instant;
  readonly endedAt?: Temporal.Instant | null;
  readonly duplicateOf?: IncidentId | null;
  readonly latestUpdate?: EntryId;
  readonly nextUpdateAt?: Temporal.Instant | null;
}

export interface NewIncident {
  readonly id: IncidentId;
  readonly title: string;
  readonly description?: TextId;
  readonly severity?: SeverityId;
  readonly status: Status;
  readonly private: boolean;
  readonly startedAt: Temporal.Instant;
  readonly openedBy: string;
  readonly source?: Source;
}

/** A file people sent: copied into our own store by a job. */
export interface NewAttachment {
  readonly id: AttachmentId;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly origin: { readonly connection: ConnectionId; readonly file: string; readonly permalink?: string };
}

/** One change of what is stored. Bodies are written once, by `write`, and named by id everywhere else. */
export type Change =
  | { readonly kind: "write"; readonly text: TextId; readonly body: string }
  | { readonly kind: "open"; readonly incident: NewIncident }
  | { readonly kind: "set"; readonly fields: IncidentFields }
  | { readonly kind: "delete" }
  | { readonly kind: "assign" | "unassign"; readonly assignee: Assignee }
  | { readonly kind: "acknowledge"; readonly person: PersonId }
  | { readonly kind: "set-role"; readonly role: string; readonly person: PersonId | null }
  | { readonly kind: "tag" | "untag"; readonly tag: string }
  | { readonly kind: "add-resource"; readonly resource: Resource }
  | { readonly kind: "remove-resource"; readonly resource: Resource }
  | { readonly kind: "add-link"; readonly link: Link }
  | { readonly kind: "remove-link"; readonly link: Link }
  | { readonly kind: "deliver" | "undeliver"; readonly channel: ChannelId }
  | { readonly kind: "join" | "leave"; readonly person: PersonId }
  | { readonly kind: "own-place"; readonly posting: PostingId; readonly place: MessageRef["place"] }
  | {
      readonly kind: "comment";
      readonly id: EntryId;
      readonly text: TextId;
      readonly links: readonly Link[];
      readonly attachments: readonly NewAttachment[];
      readonly origin?: { readonly message: MessageRef; readonly permalink?: string };
    }
  | { readonly kind: "edit-comment"; readonly id: EntryId; readonly text: TextId; readonly links: readonly Link[] }
  | { readonly kind: "delete-comment"; readonly id: EntryId; readonly text: TextId }
  | { readonly kind: "mark-comment"; readonly id: EntryId; readonly keyMoment: boolean }
  | { readonly kind: "attach"; readonly attachment: NewAttachment; readonly comment?: EntryId }
  | { readonly kind: "detach"; readonly attachment: AttachmentId }
  | {
      readonly kind: "add-task";
      readonly id: TaskId;
      readonly number: number;
      readonly text: TextId;
      readonly assignee?: PersonId;
      readonly dueAt?: Temporal.Instant;
      readonly url?: string;
    }
  | { readonly kind: "assign-task"; readonly id: TaskId; readonly assignee: PersonId | null }
  | { readonly kind: "finish-task" | "reopen-task"; readonly id: TaskId };

/** What follows from a rule: the rows, the timeline and what is owed, to be saved as one. */
export interface Decision {
  readonly changes: readonly Change[];
  readonly entries: readonly EntryDraft[];
  readonly jobs: readonly Job[];
}

export const decision = (parts: Partial<Decision>): Decision => ({ changes: [], entries: [], jobs: [], ...parts });

export const both = (...decisions: readonly Decision[]): Decision => ({
  changes: decisions.flatMap(({ changes }) => changes),
  entries: decisions.flatMap(({ entries }) => entries),
  jobs: decisions.flatMap(({ jobs }) => jobs),
});
