import { createHash } from "node:crypto";
import type { AttachmentId } from "../../domain/ids.ts";
import { largestAttachment } from "../../domain/incident/comment.ts";
import { mediaTypeOf } from "../../domain/media.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import { type AttachmentFile, failFile, findFile, storeFile } from "../../store/attachment-files.ts";
import type { Ctx } from "../ctx.ts";
import type { Storage } from "./storage.ts";

export type { AttachmentFile } from "../../store/attachment-files.ts";

const keyOf = (ctx: Pick<Ctx, "workspace">, id: AttachmentId): string => `${ctx.workspace}/${id}`;

/** A file that is still to be copied; null where it has been, or is not wanted any more. */
export const pendingAttachment = async (
  ctx: Ctx,
  storage: Storage,
  id: AttachmentId,
): Promise<AttachmentFile | null> => {
  permit(ctx.actor, "incident.view");
  const file = await ctx.read((tx) => findFile(tx, ctx.workspace, ctx.actor, id));
  if (file?.state === "pending") return file;
  // A process may have died after it wrote the copy of a file that was then deleted.
  if (file?.state !== "stored") await storage.remove(keyOf(ctx, id));
  return null;
};

/** Keeps a copy: at most 25 MB, and only what its content shows to be an image, a video, a text or a PDF. */
export const storeAttachment = async (
  ctx: Ctx,
  storage: Storage,
  stored: { readonly file: AttachmentFile; readonly bytes: Uint8Array },
): Promise<void> => {
  permit(ctx.actor, "incident.view");
  const { file, bytes } = stored;
  if (bytes.length > largestAttachment) throw tooLarge(bytes.length);
  const mediaType = mediaTypeOf(bytes, file.name);
  if (mediaType === undefined) {
    throw new Refusal("attachment-type", "Only images, videos, texts and PDFs are kept. The original is where it was.");
  }
  const key = keyOf(ctx, file.id);
  await storage.put(key, bytes);
  const digest = createHash("sha256").update(bytes).digest("hex");
  const copy = { storageKey: key, mediaType, size: bytes.length, digest };
  const kept = await ctx.transact((tx) => storeFile(tx, ctx.workspace, file.id, copy));
  if (!kept) await storage.remove(key);
};

export const tooLarge = (size: number): Refusal =>
  new Refusal(
    "attachment-size",
    `It has ${Math.ceil(size / 1024 / 1024)} MB; at most ${largestAttachment / 1024 / 1024} MB are kept. The original is where it was.`,
  );

/** There will be no copy, and why. The comment it came with stays as it is. */
export const failAttachment = (ctx: Ctx, id: AttachmentId, problem: string): Promise<void> => {
  permit(ctx.actor, "incident.view");
  return ctx.transact((tx) => failFile(tx, ctx.workspace, id, problem));
};
