import type { Actor, Surface } from "../actor.ts";
import type { EntryId, IncidentId, PersonId, TextId, WorkspaceId } from "../ids.ts";
import type { Reason } from "../job.ts";

/** A JSON value: what an entry remembers. A body that may be erased is a text's id and digest, never the words. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * What an entry says about its change. `before` and `after` are there for every change of a field; `text` names the
 * body that belongs to it.
 */
export interface EntryData {
  readonly [key: string]: Json | undefined;
  readonly before?: Json;
  readonly after?: Json;
  readonly text?: TextId;
  /** SHA-256 over salt and body, hexadecimal: what remains provable after the text is erased. */
  readonly digest?: string;
  readonly note?: TextId;
}

/** One kind a thing that can happen, and the public event it is (features.md P21 and section 4.21). */
export const entryKinds = {
  declared: "declared",
  acknowledged: "acknowledged",
  "status-changed": "updated.status",
  resolved: "resolved",
  closed: "resolved",
  reopened: "reopened",
  "title-changed": "updated.name",
  "description-changed": "updated.summary",
  "severity-changed": "updated.severity",
  "start-changed": "updated.start_time",
  "resolution-changed": "updated.resolution",
  assigned: "updated.assignees",
  unassigned: "updated.assignees",
  "role-set": "updated.roles",
  "role-cleared": "updated.roles",
  tagged: "updated.tags",
  untagged: "updated.tags",
  "resource-added": "updated.related_resources",
  "resource-removed": "updated.related_resources",
  "link-added": "updated.links",
  "link-removed": "updated.links",
  delivered: "updated.channels",
  undelivered: "updated.channels",
  commented: "comment.added",
  "comment-edited": "comment.edited",
  "comment-deleted": "comment.deleted",
  "attachment-added": "attachment.added",
  "attachment-deleted": "attachment.deleted",
  "key-moment-marked": "key_moment.marked",
  "key-moment-cleared": "key_moment.cleared",
  "update-posted": "update.posted",
  "task-added": "task.added",
  "task-assigned": "task.assigned",
  "task-done": "task.done",
  "task-reopened": "task.reopened",
  "duplicate-marked": "updated.duplicate_of",
  "duplicate-undone": "updated.duplicate_of",
  "duplicate-received": "duplicate.received",
  "made-private": "updated.private",
  "made-public": "updated.private",
  "person-added": "updated.people",
  paged: "paged",
  "page-failed": "page.failed",
  "page-declined": "page.declined",
  reminded: "reminded",
  snoozed: "snoozed",
  deleted: "deleted",
} as const;

/** What happens to the other nouns: audit, not timeline. */
export const auditKinds = ["created", "changed", "removed"] as const;

export type IncidentEntryKind = keyof typeof entryKinds;
export type EntryKind = IncidentEntryKind | (typeof auditKinds)[number];

export type SubjectKind =
  | "incident"
  | "channel"
  | "mapping"
  | "severity"
  | "team"
  | "person"
  | "role"
  | "workspace"
  | "connection"
  | "target"
  | "escalation"
  | "policy"
  | "schedule"
  | "away"
  | "swap"
  | "calendar";

export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** What a decision says happened; `save` adds who, where, when and the number. */
export interface EntryDraft {
  readonly id: EntryId;
  readonly kind: EntryKind;
  readonly data: EntryData;
  readonly follows?: EntryId;
  /** Who hears of it directly, and why; never the actor. */
  readonly tells?: readonly { readonly person: PersonId; readonly reason: Reason }[];
}

/** One thing that happened; never changed afterwards. */
export interface Entry extends Omit<EntryDraft, "tells"> {
  readonly workspace: WorkspaceId;
  readonly subject: Subject;
  readonly incident?: IncidentId;
  /** Counts from 1 within the subject. */
  readonly seq: number;
  readonly actor: Actor;
  readonly surface: Surface;
  readonly at: Temporal.Instant;
}
