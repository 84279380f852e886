import { largestAttachment } from "../domain/incident/comment.ts";
import type { CommentView } from "../domain/incident/entry-view.ts";
import type { Place } from "../domain/place.ts";
import type { Messenger } from "../ports.ts";
import type { File } from "../presentation/message.ts";
import { findAttachments } from "../services/attachment/read.ts";
import type { AttachmentFile } from "../services/attachment/store.ts";
import type { Ctx } from "../services/ctx.ts";
import type { Deps } from "./deps.ts";

export interface Carrying {
  readonly ctx: Ctx;
  readonly deps: Deps;
  readonly messenger: Messenger;
  /** Where they are to go. */
  readonly place: Pick<Place, "connection">;
}

/** The files of a comment that come from another connection, as many as one message takes; the others are linked only. */
export const filesFor = async (
  { ctx, deps, messenger, place }: Carrying,
  { attachments }: Pick<CommentView, "attachments">,
): Promise<readonly File[]> => {
  const found = await findAttachments(
    ctx,
    attachments.map(({ id }) => id),
  );
  const files: File[] = [];
  let room = messenger.files?.most ?? largestAttachment;
  for (const file of found) {
    if (file.origin === undefined || file.origin.connection === place.connection || file.size > room) continue;
    const bytes = await copyOf(deps, file);
    if (bytes === null || bytes.length > room) continue;
    room -= bytes.length;
    files.push({ name: file.name, mediaType: file.mediaType, alt: file.name, bytes });
  }
  return files;
};

/** Our copy, else what its platform gives; null where neither is to be had: words are not held up by a file. */
const copyOf = async (
  { storage, messengers, log }: Deps,
  { id, storageKey, origin }: AttachmentFile,
): Promise<Uint8Array | null> => {
  try {
    const copy = storageKey === undefined ? null : await storage.get(storageKey);
    if (copy !== null || origin === undefined) return copy;
    const got = await messengers.for(origin)?.files?.fetch(origin, origin.file, largestAttachment);
    return got?.bytes ?? null;
  } catch (error) {
    log.warn({ err: error, attachment: id }, "A file could not be carried over.");
    return null;
  }
};
