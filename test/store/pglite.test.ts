import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { describe, expect, inject, it } from "vitest";
import { openDatabase, rowsOf } from "../../src/store/database.ts";
import { run, temporaryDirectory, tocsin } from "../support/process.ts";

const template = inject("template");

/** A directory with a migrated database in it. */
const dataDirectory = async () => {
  const directory = await temporaryDirectory();
  if (template.kind !== "pglite") throw new Error("There is no PGlite template in this run.");
  const from = new Blob([await readFile(template.file)]);
  await (await openDatabase({ dataDir: directory.path, template: from })).close();
  return directory;
};

const writer = (directory: string) => `
  import { sql } from "drizzle-orm";
  import { openDatabase } from "./src/store/database.ts";
  const database = await openDatabase({ dataDir: ${JSON.stringify(directory)} });
  await database.transact((tx) => tx.execute(sql\`create table if not exists acknowledged (n integer primary key)\`));
  for (let n = 1; ; n++) {
    await database.transact((tx) => tx.execute(sql\`insert into acknowledged values (\${n})\`));
    process.stdout.write(\`\${n}\\n\`);
  }`;

describe.skipIf(template.kind === "postgres")("PGlite", () => {
  it("keeps every acknowledged write when the process is killed", async () => {
    await using directory = await dataDirectory();
    const child = run(["--input-type=module-typescript", "--eval", writer(directory.path)]);
    await child.says(/^200$/m);
    child.child.kill("SIGKILL");
    expect(await child.ended).toMatchObject({ signal: "SIGKILL" });
    const acknowledged = Number(child.stdout().trim().split("\n").at(-1));

    const database = await openDatabase({ dataDir: directory.path });
    const kept = await database.read((tx) => tx.execute(sql`select count(*) as n, max(n) as last from acknowledged`));
    await database.close();
    const [row] = rowsOf<{ n: number; last: number }>(kept);
    expect(acknowledged).toBeGreaterThanOrEqual(200);
    expect(row?.n).toBe(row?.last);
    // One more may have been committed and not yet said.
    expect([acknowledged, acknowledged + 1]).toContain(row?.n);
  });

  it("refuses a second process the directory, and says which and what to do", async () => {
    await using directory = await dataDirectory();
    const first = await openDatabase({ dataDir: directory.path });
    const second = tocsin(["migrate"], { TOCSIN_DATA_DIR: directory.path });
    expect(await second.ended).toMatchObject({ code: 2 });
    expect(second.stderr()).toBe(
      `${directory.path} is in use by another Tocsin. Stop that one first, or give this one a directory of its own in TOCSIN_DATA_DIR.\n`,
    );
    await first.close();
    const third = tocsin(["migrate"], { TOCSIN_DATA_DIR: directory.path });
    expect(await third.ended).toMatchObject({ code: 0 });
  });

  it("gives the directory back when opening fails", async () => {
    await using directory = await temporaryDirectory();
    await writeFile(join(directory.path, "database"), "not a directory");
    const attempt = () => openDatabase({ dataDir: directory.path });
    await expect(attempt()).rejects.not.toThrow(/in use/);
    await expect(attempt()).rejects.not.toThrow(/in use/);
  });
});
