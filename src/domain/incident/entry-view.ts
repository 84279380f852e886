import type { AttachmentId, ChannelId, EntryId, PersonId, TeamId } from "../ids.ts";
import type { Link } from "./incident.ts";
import type { Severity } from "./severity.ts";
import type { Entry } from "./timeline.ts";
import type { Named } from "./view.ts";

/** A file as it is listed: our copy is there once it is stored. */
export interface AttachmentView {
  readonly id: AttachmentId;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly state: "pending" | "stored" | "failed" | "deleted";
  /** Where it came from, for a browser. */
  readonly permalink?: string;
}

/** A comment as it stands now, whatever the entry at hand says of it. */
export interface CommentView {
  readonly id: EntryId;
  readonly number: number;
  readonly author: Named;
  readonly createdAt: Temporal.Instant;
  /** Absent once it is deleted. */
  readonly body?: string;
  readonly editedAt?: Temporal.Instant;
  readonly deletedAt?: Temporal.Instant;
  readonly keyMoment: boolean;
  readonly links: readonly Link[];
  readonly attachments: readonly AttachmentView[];
  /** The message it is, for a browser. */
  readonly permalink?: string;
}

/** What ids in entries and bodies are called. */
export interface EntryNames {
  readonly people: ReadonlyMap<PersonId, string>;
  readonly teams: ReadonlyMap<TeamId, string>;
  readonly channels: ReadonlyMap<ChannelId, { readonly key: string; readonly name: string }>;
  /** By key; without them a severity is called by its key. */
  readonly severities?: ReadonlyMap<string, Pick<Severity, "key" | "name" | "shipped">>;
  /** By key; without them a role is called by its key. */
  readonly roleNames?: ReadonlyMap<string, string>;
}

/** One timeline entry with the words and names that its ids stand for. */
export interface EntryView extends EntryNames {
  readonly entry: Entry;
  readonly actor: Named;
  /** The text it brought, as it was then, or that of the task it is about; absent where it brought none or the text has been erased. */
  readonly body?: string;
  /** The comment it is about. */
  readonly comment?: CommentView;
  /** When the incident began, to say how long something took. */
  readonly startedAt?: Temporal.Instant;
}
