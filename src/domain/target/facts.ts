import type { EntryView } from "../incident/entry-view.ts";
import type { EntryKind } from "../incident/timeline.ts";
import type { IncidentView } from "../incident/view.ts";
import type { PersonView } from "../person-view.ts";
import type { TeamView } from "../team-view.ts";
import type { Workspace } from "../workspace.ts";

/** What a message to an address outside chat is about, for machines that sort by it. */
export const letterTypes = [
  "page",
  "incident.declared",
  "incident.changed",
  "comment.added",
  "comment.edited",
  "comment.deleted",
  "notice",
  "bundle",
  "test",
] as const;
export type LetterType = (typeof letterTypes)[number];

/** What news an entry is; pages and reminders are none. */
export const typeOfEntry = (kind: EntryKind): LetterType => {
  switch (kind) {
    case "declared":
      return "incident.declared";
    case "commented":
      return "comment.added";
    case "comment-edited":
      return "comment.edited";
    case "comment-deleted":
      return "comment.deleted";
    default:
      return "incident.changed";
  }
};

/** Everything a machine is told besides the words (features.md G77). */
export interface Facts {
  readonly workspace: Pick<Workspace, "id" | "name" | "zone">;
  readonly incident?: IncidentView;
  /** What happened. */
  readonly entry?: EntryView;
  /** Whom the words name. */
  readonly mentioned: readonly PersonView[];
  /** The target's own fixed list. */
  readonly members: readonly PersonView[];
  readonly teams: readonly TeamView[];
}
