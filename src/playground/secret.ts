import { randomBytes } from "node:crypto";

export function makeSecret(length = 32): string {
  return randomBytes(length / 2).toString("hex");
}
