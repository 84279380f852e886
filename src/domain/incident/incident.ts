import type { ChannelId, EntryId, IncidentId, PersonId, TaskId, TextId, WorkspaceId } from "../ids.ts";
import type { Assignee } from "./assignee.ts";
import type { Severity } from "./severity.ts";
import type { Status } from "./status.ts";

/** What an incident is about or came from (features.md G5): a message, a dashboard, an event, a monitor ... */
export interface Source {
  readonly kind: string;
  readonly id?: string;
  readonly name: string;
  readonly url?: string;
  readonly author?: string;
  readonly at?: string;
}

/** Names an event where it comes from: the same one counts once. */
export const eventKey = (kind: string, id: string): string => `${kind}:${id}`;

export interface Resource {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly url?: string;
}

export interface Link {
  readonly name: string;
  readonly url: string;
}

export interface Task {
  readonly id: TaskId;
  readonly number: number;
  readonly text: TextId;
  readonly assignee?: PersonId;
  readonly dueAt?: Temporal.Instant;
  readonly doneAt?: Temporal.Instant;
}

export interface Acknowledgement {
  readonly person: PersonId;
  readonly at: Temporal.Instant;
}

/** One disruption, whole, as decisions need it. */
export interface Incident {
  readonly id: IncidentId;
  readonly workspace: WorkspaceId;
  readonly number: number;
  readonly title: string;
  readonly description?: TextId;
  readonly resolution?: TextId;
  readonly severity: Severity | null;
  readonly status: Status;
  /** 1 at first, one more with every reopening. */
  readonly occurrence: number;
  readonly private: boolean;
  readonly startedAt: Temporal.Instant;
  readonly endedAt?: Temporal.Instant;
  readonly createdBy: string;
  readonly createdAt: Temporal.Instant;
  readonly updatedBy: string;
  readonly updatedAt: Temporal.Instant;
  readonly openedBy: string;
  readonly source?: Source;
  readonly duplicateOf?: IncidentId;
  readonly latestUpdate?: EntryId;
  readonly nextUpdateAt?: Temporal.Instant;
  readonly comments: number;
  /** The number of its last timeline entry. */
  readonly lastSeq: number;
  readonly assignees: readonly Assignee[];
  readonly roles: Readonly<Record<string, PersonId>>;
  readonly tags: readonly string[];
  readonly resources: readonly Resource[];
  readonly links: readonly Link[];
  /** Besides `all`, to which every incident belongs. */
  readonly channels: readonly ChannelId[];
  /** Of this occurrence, the first one first. */
  readonly acknowledgements: readonly Acknowledgement[];
  readonly tasks: readonly Task[];
  readonly participants: readonly PersonId[];
}

/** "INC-42", as people read it. */
export const incidentName = (incident: { readonly number: number }): string => `INC-${incident.number}`;

/** "inc-42", as lines made by software say it. */
export const incidentKey = (incident: { readonly number: number }): string => `inc-${incident.number}`;

/** From the start to the end, or to `now` while it lasts. */
export const durationOf = (
  incident: Pick<Incident, "startedAt"> & { readonly endedAt?: Temporal.Instant },
  now: Temporal.Instant,
): Temporal.Duration => {
  const spent = incident.startedAt.until(incident.endedAt ?? now, { largestUnit: "hours" });
  return spent.sign < 0 ? Temporal.Duration.from({ seconds: 0 }) : spent;
};
