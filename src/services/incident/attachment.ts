import { noSuchFile, removeAttachment } from "../../domain/incident/attachment.ts";
import { findAttachment } from "../../store/attachments.ts";
import type { IncidentRef } from "../../store/incidents.ts";
import type { Ctx } from "../ctx.ts";
import { changeIncident } from "./load.ts";
import type { Changed } from "./progress.ts";

/** Takes the newest file of that name away. */
export const removeIncidentAttachment = (ctx: Ctx, ref: IncidentRef, name: string): Promise<Changed> =>
  changeIncident(ctx, "incident.change", ref, async (incident, by, tx) => {
    const file = await findAttachment(tx, ctx.workspace, incident.id, name.trim());
    if (file === undefined) throw noSuchFile(incident, name);
    return removeAttachment(incident, file, by);
  });
