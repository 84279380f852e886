import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Where the copies of attachments lie. */
export interface Storage {
  /** Whole or not at all; the same key is written over. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Null where there is none. */
  get(key: string): Promise<Uint8Array | null>;
  /** What is not there is gone already. */
  remove(key: string): Promise<void>;
}

const pattern = /^[0-9a-f-]{36}\/[0-9a-f-]{36}$/;

/** A folder under the data directory: one a workspace, one file an attachment. */
export const folderStorage = (directory: string): Storage => {
  const pathOf = (key: string): string => {
    if (!pattern.test(key)) throw new Error(`"${key}" is no key of an attachment.`);
    return join(directory, key);
  };
  return {
    async put(key, bytes) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      // A process that dies while it writes leaves no half of a file under the key.
      await writeFile(`${path}.part`, bytes, { flush: true });
      await rename(`${path}.part`, path);
    },
    async get(key) {
      try {
        return await readFile(pathOf(key));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
        throw error;
      }
    },
    async remove(key) {
      const path = pathOf(key);
      await Promise.all([rm(path, { force: true }), rm(`${path}.part`, { force: true })]);
    },
  };
};
