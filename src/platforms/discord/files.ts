import { type APIMessage, type REST, Routes } from "discord.js";
import { DeliveryError } from "../../domain/refusal.ts";
import type { Files } from "../../ports.ts";
import { calling, deliveryError } from "./errors.ts";

/** A file's name for us: Discord's addresses of files expire, so the message is asked for a fresh one. */
export const fileName = (channel: string, message: string, attachment: string): string =>
  `${channel}/${message}/${attachment}`;

/** What any server takes, boosted or not. */
const mostBytes = 10 * 1024 * 1024;

export const makeFiles = (rest: REST): Files => ({
  most: mostBytes,
  async fetch(_place, file, limit) {
    const [channel = "", message = "", id = ""] = file.split("/");
    const { attachments } = await calling<APIMessage>(() => rest.get(Routes.channelMessage(channel, message)));
    const found = attachments.find((one) => one.id === id);
    if (found === undefined) throw gone("Discord has no such file.");
    if (found.size > limit) throw gone("The file is larger than what is kept.");
    const response = await calling<Response>(() => fetch(found.url, { signal: AbortSignal.timeout(60_000) }));
    if (!response.ok) {
      throw new DeliveryError("discord", `Discord answered ${response.status} for a file.`, {
        permanent: response.status === 403 || response.status === 404,
      });
    }
    const bytes = await readUpTo(response, limit);
    const mediaType = found.content_type ?? "application/octet-stream";
    return { name: found.filename, mediaType, alt: found.description ?? found.filename, bytes };
  },
});

const gone = (message: string): DeliveryError => new DeliveryError("discord", message, { permanent: true });

const readUpTo = async (response: Response, limit: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > limit) throw gone("The file is larger than what is kept.");
      chunks.push(chunk);
    }
  } catch (error) {
    throw deliveryError(error);
  }
  return Buffer.concat(chunks);
};
