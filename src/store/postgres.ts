import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import type { Opened, Tx } from "./handle.ts";
import { migrationsFolder, refusedExtension } from "./migrate.ts";

/** int8 as PGlite reads it: a number while that is exact. */
const int8 = {
  to: 20,
  from: [20],
  serialize: String,
  parse: (text: string) => (Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text)),
};

const connect = (url: string, max: number) =>
  postgres(url, { max, onnotice: () => undefined, types: { int8 }, connection: { TimeZone: "UTC" } });

export const openPostgres = async ({ url, migrated }: { url: string; migrated: boolean }): Promise<Opened> => {
  if (!migrated) await migrateOnce(url);
  const client = connect(url, 10);
  const db = drizzle(client);
  return {
    source: { kind: "postgres", url },
    tx: db as unknown as Tx,
    transaction: (work) => db.transaction((tx) => work(tx as unknown as Tx)),
    close: () => client.end({ timeout: 5 }),
  };
};

const migrationLock = 7_062_746_969;

/** However many replicas start at once, one migrates and the others wait for it. */
const migrateOnce = async (url: string): Promise<void> => {
  const client = connect(url, 1);
  try {
    await client`select pg_advisory_lock(${migrationLock})`;
    await migrate(drizzle(client), { migrationsFolder });
  } catch (error) {
    throw refusedExtension(error) ?? error;
  } finally {
    await client.end({ timeout: 5 });
  }
};
