import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { plannedAnew } from "../../src/store/handle.ts";
import { PreparedPglite } from "../../src/store/prepared-pglite.ts";

const client = new PreparedPglite();
beforeAll(() => client.waitReady);
afterAll(() => client.close());
beforeEach(async () => {
  await client.exec("drop table if exists things; create table things (n integer primary key, name text)");
});

/** What the database has kept of statements with these words. */
const kept = async (words: string): Promise<readonly string[]> => {
  const [found] = await client.exec(
    `select name from pg_prepared_statements where strpos(statement, $$${words}$$) > 0`,
  );
  return (found?.rows ?? []).map((row) => (row as { readonly name: string }).name);
};

/** As PGlite itself does it. */
const plainly = (text: string, params: unknown[], options: { rowMode?: "array" | "object" }) =>
  PGlite.prototype.query.call(client, text, params, options);

describe("statements on PGlite", () => {
  it.each([
    ["select $1::int + 1 as n, $2::text as t, null as nothing", [1, "o'clock"]],
    ["select $1::jsonb as j, $2::int[] as list, $3::bytea as b", [{ a: [1] }, [1, 2], new Uint8Array([0, 255])]],
    ["select $1::timestamptz as at, $2::bigint as big, $3::bool as b", ["2026-11-22T03:00:00Z", 2n ** 60n, true]],
    ["insert into things select n, 'x' from generate_series($1::int, 5) as n returning n", [3]],
    ["update things set name = 'y' where n > $1", [0]],
    ["select n from things where false", []],
    ["create table if not exists others (n int)", []],
  ])("give what PGlite gives: %s", async (text, params) => {
    for (const rowMode of ["object", "array"] as const) {
      const expected = await plainly(text, params, { rowMode });
      await client.exec("truncate things");
      for (let run = 1; run <= 3; run += 1) {
        const given = await client.query(text, params, { rowMode });
        expect({ ...given, affectedRows: 0 }).toEqual({ ...expected, affectedRows: 0 });
        if (!text.startsWith("update")) expect(given.affectedRows).toEqual(expected.affectedRows);
        await client.exec("truncate things");
      }
    }
  });

  it("read columns as they are asked to", async () => {
    const parsers = { 23: (text: string) => `<${text}>` };
    const text = "select 7 as n, 'seven' as name";
    for (let run = 1; run <= 3; run += 1) {
      expect((await client.query(text, [], { parsers })).rows).toEqual([{ n: "<7>", name: "seven" }]);
      expect((await client.query(text, [])).rows).toEqual([{ n: 7, name: "seven" }]);
    }
  });

  it("are kept from their second use on, in a transaction or not", async () => {
    const text = "select 'twice' as word where $1";
    await client.query(text, [true]);
    expect(await kept("twice")).toEqual([]);
    await client.transaction((tx) => tx.query(text, [true]));
    const [name] = await kept("twice");
    expect(name).toBeDefined();
    expect((await client.query(text, [true])).rows).toEqual([{ word: "twice" }]);
    expect(await kept("twice")).toEqual([name]);
  });

  it("are not kept where their plan depends on their values", async () => {
    for (let run = 1; run <= 3; run += 1) await client.query(`select ${plannedAnew} 'anew' as word`);
    expect(await kept("anew")).toEqual([]);
  });

  it("are planned again after a thousand uses", async () => {
    const text = "select 'often'";
    await client.query(text);
    await client.query(text);
    const [name] = await kept("often");
    for (let use = 2; use <= 1000; use += 1) await client.query(text);
    expect(await kept("often")).toEqual([name]);
    await client.query(text);
    const again = await kept("often");
    expect(again).toHaveLength(1);
    expect(again).not.toEqual([name]);
  });

  it("are forgotten when five hundred others were used since", async () => {
    for (let n = 0; n < 501; n += 1) for (let use = 1; use <= 2; use += 1) await client.query(`select 'many', ${n}`);
    expect(await kept("many")).toHaveLength(500);
    expect(await kept("select 'many', 0")).toEqual([]);
    expect((await client.query("select 'many', 0")).rows).toHaveLength(1);
  });

  it("fail by themselves", async () => {
    const text = "insert into things (n) values ($1)";
    for (let n = 1; n <= 3; n += 1) await client.query(text, [n]);
    await expect(client.query(text, [3])).rejects.toMatchObject({ code: "23505" });
    await expect(client.query("selec 1")).rejects.toMatchObject({ code: "42601" });
    await expect(client.query("selec 1")).rejects.toMatchObject({ code: "42601" });
    await client.query(text, [4]);
    expect((await client.query("select n from things order by n")).rows).toEqual([1, 2, 3, 4].map((n) => ({ n })));
  });

  it("undo their transaction where they fail in one, and are refused once it has ended", async () => {
    const text = "insert into things (n) values ($1)";
    const failed = client.transaction(async (tx) => {
      await tx.query(text, [1]);
      await tx.query(text, [1]).catch(() => undefined);
      await expect(tx.query(text, [2])).rejects.toMatchObject({ code: "25P02" });
      await expect(tx.query("select 'never seen before'")).rejects.toMatchObject({ code: "25P02" });
      throw new Error("no more");
    });
    await expect(failed).rejects.toThrow("no more");
    const ended = await client.transaction(async (tx) => {
      await tx.query(text, [3]);
      return tx;
    });
    await expect(ended.query(text, [4])).rejects.toThrow("has ended");
    expect((await client.query("select n from things")).rows).toEqual([{ n: 3 }]);
    expect((await client.query("select 'never seen before' as word")).rows).toHaveLength(1);
  });

  it("wait for the transaction that is under way", async () => {
    const text = "select count(*)::int as n from things";
    const started = Promise.withResolvers<void>();
    const writing = client.transaction(async (tx) => {
      started.resolve();
      for (let n = 1; n <= 20; n += 1) await tx.query("insert into things (n) values ($1)", [n]);
    });
    await started.promise;
    expect((await client.query(text)).rows).toEqual([{ n: 20 }]);
    await writing;
  });
});
