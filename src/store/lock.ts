import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { ConfigError } from "../domain/refusal.ts";

/**
 * Holds a data directory for this process alone. The operating system frees it when the process dies, however it dies.
 * Local disks only: network file systems do not keep such locks reliably.
 */
export const lockDirectory = (directory: string): { release(): void } => {
  mkdirSync(directory, { recursive: true });
  const file = new DatabaseSync(join(directory, "lock"), { timeout: 0 });
  try {
    file.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;");
  } catch {
    file.close();
    throw new ConfigError([
      `${resolve(directory)} is in use by another Tocsin. Stop that one first, or give this one a directory of its own in TOCSIN_DATA_DIR.`,
    ]);
  }
  return { release: () => file.close() };
};
