import type { Deps } from "./deps.ts";
import type { DataOf } from "./worker.ts";

export const purge = async ({ files }: DataOf<"purge">, { storage }: Deps): Promise<void> => {
  await Promise.all(files.map((file) => storage.remove(file)));
};
