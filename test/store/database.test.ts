import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { openDatabase, rowsOf } from "../../src/store/database.ts";
import { testDatabase } from "../support/database.ts";
import { addressOf, onServer } from "../support/template.ts";

describe("a transaction", () => {
  it("is undone as a whole", async () => {
    await using database = await testDatabase();
    const failing = database.transact(async (tx) => {
      await tx.execute(sql`insert into beats (kind, last) values ('a', '2026-01-05T09:00:00Z')`);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(rowsOf(await database.read((tx) => tx.execute(sql`select kind from beats`)))).toHaveLength(0);
  });

  it("refuses any other way into the database while it is open", async () => {
    await using database = await testDatabase();
    const nested = database.transact(() => database.read(async () => 1));
    await expect(nested).rejects.toThrow("Inside a transaction only its tx may be used.");
    expect(await database.transact(async () => 2)).toBe(2);
  });

  it("runs again after a serialization failure, and gives up in the end", async () => {
    await using database = await testDatabase();
    let runs = 0;
    const fails = (until: number) =>
      database.transact(async (tx) => {
        runs++;
        if (runs < until) await tx.execute(sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`);
        return runs;
      });
    expect(await fails(3)).toBe(3);
    runs = 0;
    await expect(fails(Number.POSITIVE_INFINITY)).rejects.toThrow();
    expect(runs).toBe(5);
  });

  it("reads raw rows alike on both databases", async () => {
    await using database = await testDatabase();
    const rows = await database.read((tx) =>
      tx.execute(
        sql`select count(*) as n, '{"a":1}'::jsonb as j, array['x'] as r, '2026-01-05T09:00:00Z'::timestamptz as at`,
      ),
    );
    expect([...rowsOf(rows)]).toEqual([{ n: 0 + 1, j: { a: 1 }, r: ["x"], at: "2026-01-05 09:00:00+00" }]);
  });
});

const { TEST_DATABASE_URL: url = "" } = process.env;

/** An empty database on the server, dropped at the end. */
const emptyDatabase = async (): Promise<{ readonly url: string } & AsyncDisposable> => {
  const name = `tocsin_empty_${process.pid}_${Date.now()}`;
  await onServer(url, (admin) => admin.unsafe(`create database ${name}`));
  return {
    url: addressOf(url, name),
    [Symbol.asyncDispose]: async () =>
      void (await onServer(url, (admin) => admin.unsafe(`drop database ${name} with (force)`))),
  };
};

describe.skipIf(url === "")("PostgreSQL", () => {
  it("is migrated once by six replicas that start together", async () => {
    await using empty = await emptyDatabase();
    const databases = await Promise.all(
      Array.from({ length: 6 }, () => openDatabase({ url: empty.url, dataDir: "memory" })),
    );
    const [first] = databases;
    const rows = await first?.read((tx) => tx.execute(sql`select hash from drizzle.__drizzle_migrations`));
    const hashes = rowsOf<{ hash: string }>(rows).map(({ hash }) => hash);
    await Promise.all(databases.map((database) => database.close()));
    expect(hashes.length).toBeGreaterThan(1);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it("that keeps extensions to its superusers ends the start with the line they must run", async () => {
    await using empty = await emptyDatabase();
    await onServer(empty.url, (admin) =>
      admin.unsafe(`
        create function refuse() returns event_trigger language plpgsql as
          $$ begin raise exception 'permission denied to create extension' using errcode = '42501'; end $$;
        create event trigger refuse on ddl_command_start when tag in ('CREATE EXTENSION') execute function refuse()`),
    );
    await expect(openDatabase({ url: empty.url, dataDir: "memory" })).rejects.toMatchObject({
      name: "ConfigError",
      problems: [expect.stringContaining("CREATE EXTENSION IF NOT EXISTS pg_trgm;")],
    });
  });
});
