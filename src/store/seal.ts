import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import type { Keys } from "./key.ts";

/** Keeps secrets where only this installation can read them, each for one purpose and one row. */
export interface Vault {
  seal(purpose: string, row: string, text: string): string;
  /** Null where no key of ours opens it: it was sealed by another, for another row, or changed. */
  unseal(purpose: string, row: string, sealed: string): string | null;
  /** How everything begins that is sealed with the newest key; the rest waits to be sealed anew. */
  mark(purpose: string): string;
}

const version = "v1";
const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM; an envelope is "v1.<key>.<nonce, text and tag in base64url>", bound to its purpose and row. */
export const openVault = (keys: Keys): Vault => {
  const mark = (purpose: string): string => `${version}.${nameOf(keys.current(purpose))}.`;
  return {
    mark,
    seal(purpose, row, text) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", keys.current(purpose), nonce);
      cipher.setAAD(bound(purpose, row));
      const sealed = [nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()];
      return `${mark(purpose)}${Buffer.concat(sealed).toString("base64url")}`;
    },
    unseal(purpose, row, sealed) {
      const [found, name, body] = sealed.split(".");
      const key = keys.all(purpose).find((one) => nameOf(one) === name);
      if (found !== version || key === undefined || body === undefined) return null;
      return opened(key, bound(purpose, row), Buffer.from(body, "base64url"));
    },
  };
};

const opened = (key: Buffer, aad: Buffer, bytes: Buffer): string | null => {
  if (bytes.length < nonceBytes + tagBytes) return null;
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
  decipher.setAAD(aad);
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  try {
    const text = decipher.update(bytes.subarray(nonceBytes, -tagBytes), undefined, "utf8");
    return text + decipher.final("utf8");
  } catch {
    // The tag does not fit: what comes out is not what went in.
    return null;
  }
};

/** Tells keys apart and tells nothing of them. */
const nameOf = (key: Buffer): string =>
  createHash("sha256").update("name of a key").update(key).digest("hex").slice(0, 12);

const bound = (purpose: string, row: string): Buffer => Buffer.from(JSON.stringify([purpose, row]), "utf8");
