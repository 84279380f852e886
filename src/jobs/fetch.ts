import { largestAttachment } from "../domain/incident/comment.ts";
import { DeliveryError, Refusal } from "../domain/refusal.ts";
import {
  type AttachmentFile,
  failAttachment,
  pendingAttachment,
  storeAttachment,
  tooLarge,
} from "../services/attachment/store.ts";
import { ctxOfJob } from "../services/system.ts";
import type { Attempt } from "../store/jobs.ts";
import type { Deps } from "./deps.ts";
import type { DataOf } from "./worker.ts";

/** Copies a file into our own store. What cannot be copied says why; what might be is tried again. */
export const fetch = async (data: DataOf<"fetch">, deps: Deps, attempt: Pick<Attempt, "last">): Promise<void> => {
  const ctx = await ctxOfJob(deps.ground, data);
  const file = ctx && (await pendingAttachment(ctx, deps.storage, data.attachment));
  if (ctx === null || file === null) return;
  try {
    const bytes = await bytesOf(deps, file);
    await storeAttachment(ctx, deps.storage, { file, bytes });
  } catch (error) {
    if (!isHopeless(error, attempt)) throw error;
    await failAttachment(ctx, file.id, error.message);
  }
};

const bytesOf = async ({ messengers }: Deps, { size, origin }: AttachmentFile): Promise<Uint8Array> => {
  if (size > largestAttachment) throw tooLarge(size);
  const files = origin && messengers.for(origin)?.files;
  if (origin === undefined || files === undefined) {
    throw new Refusal("attachment-origin", "Files cannot be fetched from where it came from.");
  }
  return (await files.fetch({ connection: origin.connection }, origin.file, largestAttachment)).bytes;
};

const isHopeless = (error: unknown, { last }: Pick<Attempt, "last">): error is Error =>
  error instanceof Refusal || (error instanceof DeliveryError && (error.permanent || last));
