import { createHash, randomBytes } from "node:crypto";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

function spell(bytes: Uint8Array, length: number): string {
  return Array.from(bytes.subarray(0, length), (byte) => alphabet[byte % alphabet.length]).join("");
}

/** A new id as Slack spells them: a letter for the kind, then capitals and digits. */
export function makeId(prefix: string, length = 10): string {
  return prefix + spell(randomBytes(length), length);
}

/** The id that a seed's person or channel always has, so that a fresh start finds the same ones. */
export function seededId(prefix: string, ...names: readonly string[]): string {
  return prefix + spell(createHash("sha256").update(names.join("\n")).digest(), 10);
}
