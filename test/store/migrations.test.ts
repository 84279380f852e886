import { cp, readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { migrationsFolder } from "../../src/store/migrate.ts";
import { run, temporaryDirectory } from "../support/process.ts";

it("create exactly the tables that are declared", async () => {
  await using directory = await temporaryDirectory();
  const copy = join(directory.path, "drizzle");
  await cp(migrationsFolder, copy, { recursive: true });
  const generate = run([
    "node_modules/drizzle-kit/bin.cjs",
    ...["generate", "--dialect", "postgresql", "--schema", "./src/store/schema/*.ts", "--out", copy],
  ]);
  expect(await generate.ended, generate.stderr()).toMatchObject({ code: 0 });
  expect(await readdir(copy)).toEqual(await readdir(migrationsFolder));
});
