import type { PersonId } from "../ids.ts";
import type { Task } from "./incident.ts";

/** A task with its words and who has it. */
export interface TaskView extends Omit<Task, "assignee" | "text"> {
  readonly body: string;
  readonly assignee?: { readonly id: PersonId; readonly name: string };
  /** Whom its words name. */
  readonly people: ReadonlyMap<PersonId, string>;
  /** The message it was made from. */
  readonly url?: string;
}
