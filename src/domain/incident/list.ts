import type { ChannelId, IncidentId, SeverityId } from "../ids.ts";
import type { Assignee } from "./assignee.ts";
import type { Severity } from "./severity.ts";
import type { Status } from "./status.ts";

/** Any of `is`, and none of `not`; an empty list asks for nothing. */
export interface Wanted<T> {
  readonly is: readonly T[];
  readonly not: readonly T[];
}

/** Which instant a time range is about, and by which a list is ordered. */
export const times = ["start", "created", "updated"] as const;
export type By = (typeof times)[number];

/** What a list is narrowed to (features.md G45, G46). `null` is "none": without a severity, without an assignee. */
export interface Filters {
  readonly status?: Wanted<Status>;
  readonly severity?: Wanted<SeverityId | null>;
  /** "person:<id>" and the like. */
  readonly creator?: Wanted<string>;
  readonly updater?: Wanted<string>;
  /** "person:<id>", "team:<id>" or "email:<address>". */
  readonly assignee?: Wanted<string | null>;
  readonly tag?: Wanted<string>;
  readonly channel?: Wanted<ChannelId>;
  /** The source's name, in any case. */
  readonly source?: Wanted<string>;
  /** From this instant on. */
  readonly from?: Temporal.Instant;
  /** Before this instant. */
  readonly until?: Temporal.Instant;
}

/** The place in a list after, or before, which a page stands: an incident, and the instant it was listed by. */
export interface Cursor {
  readonly number: number;
  /** Absent where somebody typed the number: then it is the incident's own. */
  readonly at?: Temporal.Instant;
}

export type PageAt = { readonly after: Cursor } | { readonly before: Cursor } | "first";

/** One incident of a list. */
export interface ListedIncident {
  readonly id: IncidentId;
  readonly number: number;
  readonly title: string;
  readonly status: Status;
  readonly severity: Severity | null;
  readonly private: boolean;
  readonly startedAt: Temporal.Instant;
  readonly endedAt?: Temporal.Instant;
  readonly updatedAt: Temporal.Instant;
  readonly comments: number;
  readonly assignees: readonly { readonly assignee: Assignee; readonly name: string }[];
  readonly tags: readonly string[];
  /** The instant it is listed by. */
  readonly at: Temporal.Instant;
}

/** A page of a list. Totals count to a thousand. */
export interface IncidentPage {
  readonly incidents: readonly ListedIncident[];
  readonly total: number;
  /** There are more than `total`. */
  readonly more: boolean;
  readonly next?: Cursor;
  readonly previous?: Cursor;
}

/**
 * What a typed word stands for: every word it begins ("all of them"), those few that it begins, or, where it begins
 * none, the words most like it.
 */
export interface SoughtWord {
  readonly typed: string;
  readonly means: "all of them" | readonly string[];
  readonly mistyped: boolean;
}

/** Beyond this nothing is counted and only the newest are ranked. */
export const mostCounted = 1000;
