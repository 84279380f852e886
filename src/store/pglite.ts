import { join } from "node:path";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import type { Opened, Tx } from "./handle.ts";
import { lockDirectory } from "./lock.ts";
import { migrationsFolder } from "./migrate.ts";
import { PreparedPglite } from "./prepared-pglite.ts";

export interface PgliteOptions {
  readonly dataDir: string | "memory";
  readonly template?: Blob | undefined;
  readonly migrated: boolean;
}

/** PostgreSQL inside this process, in a directory that no other process may open meanwhile. */
export const openPglite = async ({ dataDir, template, migrated }: PgliteOptions): Promise<Opened> => {
  const memory = dataDir === "memory";
  const lock = memory ? undefined : lockDirectory(dataDir);
  try {
    const client = new PreparedPglite({
      extensions: { pg_trgm },
      ...(memory ? {} : { dataDir: join(dataDir, "database") }),
      ...(template === undefined ? {} : { loadDataDir: template }),
    });
    await client.waitReady;
    const db = drizzle(client);
    if (!migrated) await migrate(db, { migrationsFolder });
    return {
      source: { kind: "pglite", client },
      tx: db as unknown as Tx,
      transaction: (work) => db.transaction((tx) => work(tx as unknown as Tx)),
      close: async () => {
        await client.close();
        lock?.release();
      },
    };
  } catch (error) {
    lock?.release();
    throw error;
  }
};
