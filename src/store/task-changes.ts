import { and, eq, isNotNull } from "drizzle-orm";
import type { Change } from "../domain/decision.ts";
import type { IncidentId, TaskId, WorkspaceId } from "../domain/ids.ts";
import type { Tx } from "./database.ts";
import type { Scope } from "./incident-scope.ts";
import { tasks } from "./schema/incident.ts";

const kinds = ["add-task", "assign-task", "finish-task", "reopen-task"] as const;
type TaskChange = Extract<Change, { kind: (typeof kinds)[number] }>;

export const isTaskChange = (change: Change): change is TaskChange =>
  (kinds as readonly string[]).includes(change.kind);

export const taskChange = async (tx: Tx, scope: Scope, change: TaskChange): Promise<void> => {
  switch (change.kind) {
    case "add-task":
      await tx.insert(tasks).values({
        id: change.id,
        workspaceId: scope.workspace,
        incidentId: scope.id,
        number: change.number,
        textId: change.text,
        assignee: change.assignee ?? null,
        dueAt: change.dueAt ?? null,
        url: change.url ?? null,
        createdAt: scope.at,
      });
      return;
    case "assign-task":
      await tx.update(tasks).set({ assignee: change.assignee }).where(isTask(scope, change.id));
      return;
    case "finish-task":
      await tx.update(tasks).set({ doneAt: scope.at, doneBy: scope.by }).where(isTask(scope, change.id));
      return;
    case "reopen-task":
      await tx.update(tasks).set({ doneAt: null, doneBy: null }).where(isTask(scope, change.id));
  }
};

const isTask = (scope: Scope, id: TaskId) => and(eq(tasks.workspaceId, scope.workspace), eq(tasks.id, id));

/** The messages that an incident's tasks were made from. */
export const taskUrls = async (
  tx: Tx,
  workspace: WorkspaceId,
  incident: IncidentId,
): Promise<ReadonlyMap<TaskId, string>> => {
  const rows = await tx
    .select({ id: tasks.id, url: tasks.url })
    .from(tasks)
    .where(and(eq(tasks.workspaceId, workspace), eq(tasks.incidentId, incident), isNotNull(tasks.url)));
  return new Map(rows.flatMap(({ id, url }) => (url === null ? [] : [[id, url] as const])));
};
