import type { AttachmentView } from "../../domain/incident/entry-view.ts";
import type { TaskView } from "../../domain/incident/task-view.ts";
import type { IncidentView } from "../../domain/incident/view.ts";
import { permit } from "../../domain/permission.ts";
import { listAttachments } from "../../store/attachments.ts";
import type { IncidentRef } from "../../store/incidents.ts";
import type { Ctx } from "../ctx.ts";
import { foundIncident } from "./load.ts";
import { viewTasks } from "./task.ts";
import { completeView } from "./view.ts";

export interface WholeIncident {
  readonly view: IncidentView;
  readonly tasks: readonly TaskView[];
  readonly attachments: readonly AttachmentView[];
}

/** An incident with everything its card leaves out. */
export const showIncident = async (ctx: Ctx, ref: IncidentRef): Promise<WholeIncident> => {
  permit(ctx.actor, "incident.view");
  return ctx.read(async (tx) => {
    const incident = await foundIncident(ctx, tx, ref);
    const [view, tasks, attachments] = await Promise.all([
      completeView(ctx, tx, incident),
      viewTasks(ctx, tx, incident),
      listAttachments(tx, ctx.workspace, { incident: incident.id }),
    ]);
    return { view, tasks, attachments };
  });
};
