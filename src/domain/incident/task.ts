import { othersThan } from "../actor.ts";
import { type By, type Decision, decision } from "../decision.ts";
import type { EntryId, PersonId, TaskId, TextId } from "../ids.ts";
import { Refusal } from "../refusal.ts";
import { type Incident, incidentName, type Task } from "./incident.ts";

export interface NewTask {
  readonly body: string;
  readonly assignee?: PersonId;
  readonly dueAt?: Temporal.Instant;
  /** The message it was made from. */
  readonly url?: string;
}

/** The longest task, in characters. */
export const longestTask = 1000;

/** Something to do for the incident; whoever it is given to is told. */
export const addTask = (incident: Incident, wanted: NewTask, by: By): Decision & { readonly number: number } => {
  const body = wanted.body.replaceAll("\0", "").trim();
  if (body === "") throw new Refusal("task-empty", "A task needs words: what is to be done?");
  if ([...body].length > longestTask)
    throw new Refusal("task-too-long", `A task has at most ${longestTask} characters. Put the rest into a comment.`);
  const number = incident.tasks.reduce((most, task) => Math.max(most, task.number), 0) + 1;
  const text = by.fresh<TextId>();
  return {
    number,
    ...decision({
      changes: [
        { kind: "write", text, body },
        {
          kind: "add-task",
          id: by.fresh<TaskId>(),
          number,
          text,
          ...(wanted.assignee === undefined ? {} : { assignee: wanted.assignee }),
          ...(wanted.dueAt === undefined ? {} : { dueAt: wanted.dueAt }),
          ...(wanted.url === undefined ? {} : { url: wanted.url }),
        },
        ...(wanted.assignee === undefined ? [] : [{ kind: "join", person: wanted.assignee } as const]),
      ],
      entries: [
        {
          id: by.fresh<EntryId>(),
          kind: "task-added",
          data: {
            number,
            text,
            ...(wanted.assignee === undefined ? {} : { assignee: wanted.assignee }),
            ...(wanted.dueAt === undefined ? {} : { due: wanted.dueAt.toString() }),
          },
          tells: telling(wanted.assignee, by),
        },
      ],
    }),
  };
};

export const assignTask = (incident: Incident, number: number, person: PersonId, by: By): Decision => {
  const task = taskNumbered(incident, number);
  if (task.assignee === person) throw new Refusal("nothing-changes", `Task ${number} is already theirs.`);
  return decision({
    changes: [
      { kind: "assign-task", id: task.id, assignee: person },
      { kind: "join", person },
    ],
    entries: [
      {
        id: by.fresh<EntryId>(),
        kind: "task-assigned",
        data: { number, before: task.assignee ?? null, after: person, task: task.text },
        tells: telling(person, by),
      },
    ],
  });
};

export const finishTask = (incident: Incident, number: number, by: By): Decision => {
  const task = taskNumbered(incident, number);
  if (task.doneAt !== undefined)
    throw new Refusal("nothing-changes", `Task ${number} of ${incidentName(incident)} is already done.`);
  return decision({
    changes: [{ kind: "finish-task", id: task.id }],
    entries: [{ id: by.fresh<EntryId>(), kind: "task-done", data: { number, task: task.text } }],
  });
};

export const reopenTask = (incident: Incident, number: number, by: By): Decision => {
  const task = taskNumbered(incident, number);
  if (task.doneAt === undefined)
    throw new Refusal("nothing-changes", `Task ${number} of ${incidentName(incident)} is not done yet.`);
  return decision({
    changes: [{ kind: "reopen-task", id: task.id }],
    entries: [{ id: by.fresh<EntryId>(), kind: "task-reopened", data: { number, task: task.text } }],
  });
};

const taskNumbered = (incident: Incident, number: number): Task => {
  const task = incident.tasks.find((one) => one.number === number);
  if (task === undefined) {
    throw new Refusal(
      "no-such-task",
      `${incidentName(incident)} has no task ${number}. See them with \`/incident task list inc-${incident.number}\`.`,
    );
  }
  return task;
};

const telling = (person: PersonId | undefined, by: By) =>
  othersThan(by, person === undefined ? [] : [person]).map((one) => ({ person: one, reason: "task" }) as const);
