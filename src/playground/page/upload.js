// @ts-check
import { act } from "./client.js";

/** @import { SlackOutcome } from "../slack/protocol.ts" */
/** @import { Client } from "./client.js" */

/** @param {File} file @returns {Promise<string>} */
const readBase64 = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });

/** @param {Client} client @param {File} file @returns {Promise<SlackOutcome>} */
export async function uploadFile(client, file) {
  const base64 = await readBase64(file);
  return act(client, { kind: "upload", name: file.name, mediaType: file.type || "application/octet-stream", base64 });
}

/** @param {number} bytes */
export function formatSize(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
