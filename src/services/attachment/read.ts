import type { AttachmentId } from "../../domain/ids.ts";
import { noSuchFile } from "../../domain/incident/attachment.ts";
import type { Incident } from "../../domain/incident/incident.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import { type AttachmentFile, findFile, findFiles } from "../../store/attachment-files.ts";
import { findAttachment } from "../../store/attachments.ts";
import type { IncidentRef } from "../../store/incidents.ts";
import type { Ctx } from "../ctx.ts";
import { foundIncident } from "../incident/load.ts";
import type { Storage } from "./storage.ts";

export interface Downloaded {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** The newest file of that name of an incident, whatever became of our copy. */
export const findIncidentFile = (
  ctx: Ctx,
  ref: IncidentRef,
  name: string,
): Promise<{ readonly incident: Incident; readonly file: AttachmentFile }> => {
  permit(ctx.actor, "incident.view");
  return ctx.read(async (tx) => {
    const incident = await foundIncident(ctx, tx, ref);
    const named = await findAttachment(tx, ctx.workspace, incident.id, name.trim());
    const file = named && (await findFile(tx, ctx.workspace, ctx.actor, named.id));
    if (file === undefined) throw noSuchFile(incident, name);
    return { incident, file };
  });
};

/** Files of incidents one may see that have not been taken away, oldest first. */
export const findAttachments = async (ctx: Ctx, ids: readonly AttachmentId[]): Promise<readonly AttachmentFile[]> => {
  permit(ctx.actor, "incident.view");
  const found = await ctx.read((tx) => findFiles(tx, ctx.workspace, ctx.actor, ids));
  return found.filter(({ state }) => state !== "deleted");
};

/** Our copy of a file of an incident one may see. */
export const readAttachment = async (ctx: Ctx, storage: Storage, id: AttachmentId): Promise<Downloaded> => {
  permit(ctx.actor, "incident.view");
  const file = await ctx.read((tx) => findFile(tx, ctx.workspace, ctx.actor, id));
  if (file === undefined || file.state === "deleted") throw new Refusal("no-such-file", "There is no such file here.");
  const bytes = file.storageKey === undefined ? null : await storage.get(file.storageKey);
  if (bytes === null) {
    throw new Refusal("not-copied", `There is no copy of ${file.name}. Look at the message it came with.`);
  }
  return { name: file.name, mediaType: file.mediaType, bytes };
};
