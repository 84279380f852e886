import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openKeys } from "../../src/store/key.ts";
import { temporaryDirectory } from "../support/process.ts";

const one = Buffer.alloc(32, 1).toString("base64");
const two = Buffer.alloc(32, 2).toString("base64");

it("makes the directory's key once, for its owner alone", async () => {
  await using directory = await temporaryDirectory();
  const first = await openKeys(undefined, directory.path);
  const second = await openKeys(undefined, directory.path);
  expect(second.current("links")).toEqual(first.current("links"));
  expect((await stat(join(directory.path, "key"))).mode & 0o777).toBe(0o600);
});

it("gives each purpose a key of its own", async () => {
  const keys = await openKeys([one], "/nowhere");
  expect(keys.current("links")).toHaveLength(32);
  expect(keys.current("links")).not.toEqual(keys.current("tokens"));
});

it("still knows the key it replaced", async () => {
  const before = await openKeys([one], "/nowhere");
  const after = await openKeys([two, one], "/nowhere");
  expect(after.current("links")).not.toEqual(before.current("links"));
  expect(after.all("links")).toEqual([after.current("links"), before.current("links")]);
});

it("refuses a damaged key instead of making another", async () => {
  await using directory = await temporaryDirectory();
  await writeFile(join(directory.path, "key"), "damaged");
  await expect(openKeys(undefined, directory.path)).rejects.toThrow("does not hold 32 bytes");
});
