import type { NewAttachment } from "../../domain/decision.ts";
import { permit } from "../../domain/permission.ts";
import { DeliveryError, Refusal } from "../../domain/refusal.ts";
import type { ChatCtx } from "../ctx.ts";

/** In bytes. */
const largest = 5 * 1024 * 1024;

/** The text of a file that came with a command. */
export const readFileText = async (ctx: ChatCtx, { name, size, origin }: NewAttachment): Promise<string> => {
  permit(ctx.actor, "workspace.view");
  if (size > largest) throw new Refusal("file-too-large", `${name} is larger than 5 MB. Choose a smaller one.`);
  const files = ctx.messengers.for(origin)?.files;
  if (files === undefined) throw new Refusal("file-origin", "Files cannot be read from where it was sent.");
  try {
    const { bytes } = await files.fetch({ connection: origin.connection }, origin.file, largest);
    return new TextDecoder().decode(bytes);
  } catch (error) {
    if (error instanceof DeliveryError) throw new Refusal("file-unread", `${name} could not be read: ${error.message}`);
    throw error;
  }
};
