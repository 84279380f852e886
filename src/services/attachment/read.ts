import type { AttachmentId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import { findFile } from "../../store/attachment-files.ts";
import type { Ctx } from "../ctx.ts";
import type { Storage } from "./storage.ts";

export interface Downloaded {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

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
