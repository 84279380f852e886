import { createHash } from "node:crypto";
import type { Message } from "../presentation/message.ts";

/** Two messages with one digest look alike. */
export const digestOf = (message: Message): string =>
  createHash("sha256").update(JSON.stringify(message)).digest("base64url");
