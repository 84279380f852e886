import { cp, readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { expect, it } from "vitest";
import { migrationsFolder } from "../../src/store/migrate.ts";
import { run, temporaryDirectory } from "../support/process.ts";

it("create exactly the tables that are declared", async () => {
  await using directory = await temporaryDirectory();
  const copy = join(directory.path, "drizzle");
  await cp(migrationsFolder, copy, { recursive: true });
  const generate = run([
    "node_modules/drizzle-kit/bin.cjs",
    // It puts "./" before whatever path it is given, and its code is 0 even where it fails.
    ...["generate", "--dialect", "postgresql", "--schema", "./src/store/schema/*.ts"],
    ...["--out", relative(process.cwd(), copy)],
  ]);
  await generate.ended;
  expect(generate.stdout(), generate.stderr()).toContain("No schema changes");
  expect(await readdir(copy)).toEqual(await readdir(migrationsFolder));
});
