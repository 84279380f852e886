import { setImmediate as nextTurn } from "node:timers/promises";
import { PgDatabase, PgDialect } from "drizzle-orm/pg-core";
import { drizzle, PostgresJsSession } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { type Opened, plannedAnew, type Tx } from "./handle.ts";
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
  // For what it teaches the client: how drizzle wants instants and JSON.
  drizzle(client);
  return {
    source: { kind: "postgres", url },
    tx: handleOn(client),
    transaction: (work) => transactOn(client, work),
    close: () => client.end({ timeout: 5 }),
  };
};

const dialect = new PgDialect();

/**
 * Drizzle on a client that prepares statements: one whose text is known to its connection takes one exchange with the
 * server instead of two, can be sent before the one before it is answered, and is seldom planned again.
 */
const handleOn = (client: postgres.Sql | postgres.TransactionSql, line: Line = { isLost: false }): Tx => {
  const preparing: Pick<postgres.Sql, "unsafe"> = {
    unsafe: (text, values) => {
      if (line.isLost) throw new Error("The connection to the database was lost.");
      return client.unsafe(text, values, { prepare: isPrepared(text) });
    },
  };
  const session = new PostgresJsSession(preparing as postgres.Sql, dialect, undefined);
  return new PgDatabase(dialect, session, undefined) as unknown as Tx;
};

/** The connection of a transaction. */
interface Line {
  isLost: boolean;
}

/**
 * Once its connection is lost the client fails a transaction by itself. Whatever is written into it then, were it
 * "rollback", would end the process (porsager/postgres#1208): so nothing is, and its work never ends.
 */
const transactOn = async <T>(client: postgres.Sql, work: (tx: Tx) => Promise<T>): Promise<T> => {
  const line: Line = { isLost: false };
  const done = client.begin(async (begun) => {
    try {
      return await work(handleOn(begun, line));
    } catch (error) {
      // What was lost with the connection fails in the same turn as the transaction itself.
      await nextTurn();
      throw error;
    } finally {
      if (line.isLost) await new Promise(() => {});
    }
  });
  done.catch(() => {
    line.isLost = true;
  });
  return (await done) as T;
};

/** A connection keeps what it has prepared: of statements beyond these (lists of another length) it keeps none. */
const mostPrepared = 1000;
const known = new Set<string>();

const isPrepared = (text: string): boolean => {
  if (known.has(text)) return true;
  if (known.size === mostPrepared || text.includes(plannedAnew)) return false;
  known.add(text);
  return true;
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
