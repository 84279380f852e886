import { mentionsIn } from "../../domain/body.ts";
import type { PersonId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident/incident.ts";
import { addTask, assignTask, finishTask, type NewTask, reopenTask } from "../../domain/incident/task.ts";
import type { TaskView } from "../../domain/incident/task-view.ts";
import { permit } from "../../domain/permission.ts";
import type { Tx } from "../../store/database.ts";
import { given, type IncidentRef } from "../../store/incidents.ts";
import { peopleNames } from "../../store/names.ts";
import { taskUrls } from "../../store/task-changes.ts";
import { readTexts } from "../../store/texts.ts";
import type { Ctx } from "../ctx.ts";
import { changeIncident, foundIncident } from "./load.ts";
import type { Changed } from "./progress.ts";

/** Something to do for the incident; whoever it is given to is told. */
export const addIncidentTask = async (
  ctx: Ctx,
  ref: IncidentRef,
  task: NewTask,
): Promise<{ readonly incident: Incident; readonly number: number }> => {
  const { incident, decided } = await changeIncident(ctx, "incident.change", ref, (incident, by) =>
    addTask(incident, task, by),
  );
  return { incident, number: decided.number };
};

export const assignIncidentTask = (ctx: Ctx, ref: IncidentRef, number: number, person: PersonId): Promise<Changed> =>
  changeIncident(ctx, "incident.change", ref, (incident, by) => assignTask(incident, number, person, by));

export const finishIncidentTask = (ctx: Ctx, ref: IncidentRef, number: number): Promise<Changed> =>
  changeIncident(ctx, "incident.change", ref, (incident, by) => finishTask(incident, number, by));

export const reopenIncidentTask = (ctx: Ctx, ref: IncidentRef, number: number): Promise<Changed> =>
  changeIncident(ctx, "incident.change", ref, (incident, by) => reopenTask(incident, number, by));

/** An incident's tasks: what is to be done first, by number, then what is done. */
export const listTasks = async (
  ctx: Ctx,
  ref: IncidentRef,
): Promise<{ readonly incident: Incident; readonly tasks: readonly TaskView[] }> => {
  permit(ctx.actor, "incident.view");
  return ctx.read(async (tx) => {
    const incident = await foundIncident(ctx, tx, ref);
    return { incident, tasks: await viewTasks(ctx, tx, incident) };
  });
};

/** The same of an incident already found. */
export const viewTasks = async (
  ctx: Pick<Ctx, "workspace">,
  tx: Tx,
  incident: Incident,
): Promise<readonly TaskView[]> => {
  const texts = incident.tasks.map(({ text }) => text);
  const [bodies, urls] = await Promise.all([
    readTexts(tx, ctx.workspace, texts),
    taskUrls(tx, ctx.workspace, incident.id),
  ]);
  const people = await peopleNames(tx, ctx.workspace, [
    ...incident.tasks.flatMap(({ assignee }) => (assignee === undefined ? [] : [assignee])),
    ...[...bodies.values()].flatMap(mentionsIn),
  ]);
  const tasks = incident.tasks.map(
    ({ assignee, text, ...task }): TaskView => ({
      ...task,
      people,
      body: bodies.get(text) ?? "",
      ...given("url", urls.get(task.id)),
      ...given("assignee", assignee && { id: assignee, name: people.get(assignee) ?? "somebody who left" }),
    }),
  );
  return [...tasks.filter((one) => one.doneAt === undefined), ...tasks.filter((one) => one.doneAt !== undefined)];
};
