// @ts-check

/** @import { Outcome, Stage } from "./hub.js" */

/** Both platforms take a file the same way. @typedef {{ kind: "upload", name: string, mediaType: string, base64: string }} Upload */

/** @param {File} file @returns {Promise<string>} */
const readBase64 = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });

/** @param {Stage<Upload>} stage @param {File} file @returns {Promise<Outcome>} */
export async function uploadFile({ api, as }, file) {
  const base64 = await readBase64(file);
  return api.sendAct(as, {
    kind: "upload",
    name: file.name,
    mediaType: file.type || "application/octet-stream",
    base64,
  });
}

/** @param {number} bytes */
export function formatSize(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
