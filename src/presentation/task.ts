import { type Incident, incidentKey, incidentName } from "../domain/incident/incident.ts";
import type { TaskView } from "../domain/incident/task-view.ts";
import { named } from "./incident-answers.ts";
import { inlineOf } from "./markup.ts";
import type { Block, Message } from "./message.ts";
import {
  also,
  answer,
  button,
  controls,
  heading,
  moment,
  note,
  paragraph,
  person,
  plain,
  strike,
  type Words,
} from "./say.ts";

/** "2. roll back the deploy · Ada · due Monday". */
export const taskWords = ({ number, body, people, assignee, dueAt, doneAt, url }: TaskView): Words => [
  `${number}. `,
  ...(doneAt === undefined ? inlineOf(body, { people }) : [strike(plain(inlineOf(body, { people })))]),
  ...(assignee === undefined ? [] : [" · ", person(assignee.id, assignee.name)]),
  ...(doneAt !== undefined ? [" · done ", moment(doneAt)] : dueAt === undefined ? [] : [" · due ", moment(dueAt)]),
  ...(url === undefined ? [] : [" · ", { kind: "link", text: "message", url } as const]),
];

/** The most tasks that are listed with a button each. */
const mostShown = 20;

/** An incident's tasks, each with the button that ends it or brings it back. */
export const taskList = (incident: Pick<Incident, "number" | "title">, tasks: readonly TaskView[]): Message => {
  const key = incidentKey(incident);
  const done = tasks.filter(({ doneAt }) => doneAt !== undefined).length;
  if (tasks.length === 0) {
    return also(
      answer(named(incident), " has no tasks yet."),
      controls(button("Add a task", `incident task add ${key}`)),
    );
  }
  return {
    summary: `${done} of ${tasks.length} tasks of ${incidentName(incident)} are done.`,
    blocks: [
      heading(`Tasks of ${incidentName(incident)}`),
      ...tasks.slice(0, mostShown).map(
        (task): Block => ({
          ...(paragraph(taskWords(task)) as Extract<Block, { kind: "paragraph" }>),
          control:
            task.doneAt === undefined
              ? button("Done", `incident task done ${key} ${task.number}`)
              : button("Not done", `incident task done --undo ${key} ${task.number}`),
        }),
      ),
      note(
        `${done} of ${tasks.length} done.`,
        tasks.length > mostShown ? ` ${tasks.length - mostShown} more are not shown.` : "",
      ),
      controls(button("Add a task", `incident task add ${key}`)),
    ],
  };
};

/** Added: with the button that ends it. */
export const taskAdded = (
  incident: Pick<Incident, "number" | "title">,
  task: { readonly number: number; readonly assignee?: string; readonly dueAt?: Temporal.Instant },
): Message =>
  also(
    answer(
      named(incident),
      `: task ${task.number} is added`,
      task.assignee === undefined ? "" : ` for ${task.assignee}`,
      task.dueAt === undefined ? "" : [", due ", moment(task.dueAt)],
      ".",
    ),
    controls(
      button("Done", `incident task done ${incidentKey(incident)} ${task.number}`),
      button("All tasks", `incident task list ${incidentKey(incident)}`),
    ),
  );
