import { incidentKey, incidentName } from "../domain/incident/incident.ts";
import { longestTask } from "../domain/incident/task.ts";
import { incidentChanged } from "../presentation/incident-answers.ts";
import { taskAdded, taskList } from "../presentation/task.ts";
import {
  addIncidentTask,
  assignIncidentTask,
  finishIncidentTask,
  listTasks,
  reopenIncidentTask,
} from "../services/incident/task.ts";
import { incident } from "./arguments/incident.ts";
import { moment } from "./arguments/moment.ts";
import { person } from "./arguments/person.ts";
import { flag, number, rest } from "./arguments/plain.ts";
import { command, named, optional } from "./command.ts";

export const addTask = command({
  path: "incident task add",
  summary: "Add something to do, also from a message",
  permission: "incident.change",
  answer: "private",
  args: {
    assignee: named(person("Who does it")),
    due: named(moment("Until when, such as 2h or tomorrow 9:00", "future")),
    incident: incident(),
    task: optional(rest("What is to be done")),
  },
  examples: ["incident task add assignee:@ada due:2h 42 warm the caches"],
  form: {
    when: (args) => args.task === undefined,
    build: (ctx, args) => ({
      path: "incident task add",
      title: `Add a task to ${incidentName(args.incident)}`,
      submit: "Add",
      known: { incident: incidentKey(args.incident) },
      inputs: [
        {
          kind: "text",
          name: "task",
          label: "What is to be done?",
          long: true,
          max: longestTask,
          ...(ctx.about?.text === undefined ? {} : { initial: ctx.about.text.slice(0, longestTask) }),
        },
        {
          kind: "search",
          name: "assignee",
          label: "Who does it?",
          complete: "incident task add assignee",
          optional: true,
          ...(args.assignee === undefined ? {} : { initial: [{ label: args.assignee.name, value: args.assignee.id }] }),
        },
        { kind: "text", name: "due", label: "Until when?", hint: "Such as 2h or tomorrow 9:00", optional: true },
      ],
    }),
  },
  run: async (ctx, args) => {
    const added = await addIncidentTask(ctx, args.incident, {
      body: args.task ?? "",
      ...(args.assignee === undefined ? {} : { assignee: args.assignee.id }),
      ...(args.due === undefined ? {} : { dueAt: args.due }),
      ...(ctx.about?.permalink === undefined ? {} : { url: ctx.about.permalink }),
    });
    return taskAdded(added.incident, {
      number: added.number,
      ...(args.assignee === undefined ? {} : { assignee: args.assignee.name }),
      ...(args.due === undefined ? {} : { dueAt: args.due }),
    });
  },
});

export const assignTask = command({
  path: "incident task assign",
  summary: "Give a task to somebody",
  permission: "incident.change",
  answer: "private",
  args: { incident: incident(), task: number("The task's number"), assignee: person("Who does it") },
  examples: ["incident task assign inc-42 2 @ada"],
  run: async (ctx, args) => {
    const { incident: of } = await assignIncidentTask(ctx, args.incident, args.task, args.assignee.id);
    return incidentChanged(of, `task ${args.task} is given to ${args.assignee.name}.`);
  },
});

export const finishTask = command({
  path: "incident task done",
  summary: "Say that a task is done; --undo brings it back",
  permission: "incident.change",
  answer: "private",
  args: { undo: flag("It is not done after all"), incident: incident(), task: number("The task's number") },
  examples: ["incident task done inc-42 2"],
  run: async (ctx, args) => {
    await (args.undo ? reopenIncidentTask : finishIncidentTask)(ctx, args.incident, args.task);
    const { incident: of, tasks } = await listTasks(ctx, args.incident);
    return taskList(of, tasks);
  },
});

export const tasks = command({
  path: "incident task list",
  summary: "Show the tasks and who does them",
  permission: "incident.view",
  answer: "private",
  args: { incident: incident() },
  run: async (ctx, args) => {
    const { incident: of, tasks: found } = await listTasks(ctx, args.incident);
    return taskList(of, found);
  },
});
