import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { sql } from "drizzle-orm";
import { inject } from "vitest";
import { type Database, openDatabase, rowsOf } from "../../src/store/database.ts";
import { addressOf, onServer, type Template } from "./template.ts";

export interface TestDatabase extends Database, AsyncDisposable {}

// A used one is emptied and kept for the next test: that takes milliseconds, opening another up to a second.
const idle: Database[] = [];

/**
 * A fresh, migrated database of the test's own: on PGlite in memory, or on the server in TEST_DATABASE_URL.
 * Closing it gives it back.
 */
export const testDatabase = async (): Promise<TestDatabase> => {
  const database = idle.pop() ?? (await open(inject("template")));
  let mine = true;
  const close = async () => {
    if (!mine) return;
    mine = false;
    await empty(database);
    idle.push(database);
  };
  return { ...database, close, [Symbol.asyncDispose]: close };
};

const open = async (template: Template): Promise<Database> => {
  if (template.kind === "pglite")
    return openDatabase({ dataDir: "memory", template: new Blob([await readFile(template.file)]), migrated: true });
  const name = `${template.name}_${randomUUID().slice(0, 8)}`;
  await onServer(template.url, (admin) => admin.unsafe(`create database ${name} template ${template.name}`));
  return openDatabase({ url: addressOf(template.url, name), dataDir: "memory", migrated: true });
};

// One statement, so that foreign keys are checked when everything is gone.
const empty = (database: Database): Promise<void> =>
  database.transact(async (tx) => {
    const tables = await tx.execute(sql`
      select format('t%s as (delete from %I.%I)', row_number() over (), schemaname, tablename) as part from pg_tables
       where schemaname = 'public' or (schemaname, tablename) = ('pgboss', 'job')`);
    const parts = rowsOf<{ part: string }>(tables).map(({ part }) => part);
    await tx.execute(sql.raw(`with ${parts.join(", ")} update pgboss.held_clock set now = null`));
  });
