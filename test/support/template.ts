import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import postgres, { type Sql } from "postgres";
import type { TestProject } from "vitest/node";
import { startBoss } from "../../src/store/boss.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";

export type Template =
  | { readonly kind: "pglite"; readonly file: string }
  | { readonly kind: "postgres"; readonly url: string; readonly name: string };

declare module "vitest" {
  interface ProvidedContext {
    template: Template;
  }
}

/** The address of another database on the same server. */
export const addressOf = (url: string, name: string): string => {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
};

export const onServer = async <T>(url: string, work: (admin: Sql) => Promise<T>): Promise<T> => {
  const admin = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
};

/** Migrates and installs the engine once a run; every test starts from a copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { TEST_DATABASE_URL: url } = process.env;
  const { template, remove } = url ? await makeDatabase(url) : await makeFile();
  project.provide("template", template);
  return remove;
}

const makeDatabase = async (url: string) => {
  const name = `tocsin_test_${process.pid}`;
  await onServer(url, (admin) => admin.unsafe(`create database ${name}`));
  const database = await openDatabase({ url: addressOf(url, name), dataDir: "memory" });
  await holdJobClock(database);
  await database.close();
  const template: Template = { kind: "postgres", url, name };
  const remove = () =>
    onServer(url, async (admin) => {
      const made = await admin<{ datname: string }[]>`
        select datname from pg_database where datname = ${name} or datname like ${`${name}\\_%`}`;
      for (const { datname } of made) await admin.unsafe(`drop database ${datname} with (force)`);
    });
  return { template, remove };
};

const makeFile = async () => {
  const folder = await mkdtemp(join(tmpdir(), "tocsin-template-"));
  const file = join(folder, "template.tar");
  const database = await openDatabase({ dataDir: "memory" });
  await holdJobClock(database);
  if (database.source.kind !== "pglite") throw new Error("the template is a PGlite directory");
  const dump = await database.source.client.dumpDataDir("none");
  await writeFile(file, Buffer.from(await dump.arrayBuffer()));
  await database.close();
  const template: Template = { kind: "pglite", file };
  return { template, remove: () => rm(folder, { recursive: true, force: true }) };
};

/** Installs the engine and lets a row hold its clock: without one it reads the time of day. */
export const holdJobClock = async (database: Database): Promise<void> => {
  const boss = await startBoss(database.source, { report: () => undefined, supervise: false });
  await boss.stop({ graceful: false });
  await database.transact(async (tx) => {
    await tx.execute(sql`create table pgboss.held_clock (now timestamptz)`);
    await tx.execute(sql`insert into pgboss.held_clock values (null)`);
    await tx.execute(sql`
      create or replace function pgboss.job_now() returns timestamptz language sql stable as
      $$ select coalesce((select held.now from pgboss.held_clock held), pg_catalog.now()) $$`);
  });
};
