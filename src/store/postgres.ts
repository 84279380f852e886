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
    transaction: (work) => client.begin((begun) => work(handleOn(begun))) as ReturnType<typeof work>,
    close: () => client.end({ timeout: 5 }),
  };
};

const dialect = new PgDialect();

/**
 * Drizzle on a client that prepares statements: one whose text is known to its connection takes one exchange with the
 * server instead of two, can be sent before the one before it is answered, and is seldom planned again.
 */
const handleOn = (client: postgres.Sql | postgres.TransactionSql): Tx => {
  const preparing: Pick<postgres.Sql, "unsafe"> = {
    unsafe: (text, values) => client.unsafe(text, values, { prepare: isPrepared(text) }),
  };
  const session = new PostgresJsSession(preparing as postgres.Sql, dialect, undefined);
  return new PgDatabase(dialect, session, undefined) as unknown as Tx;
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
