import { expect, it } from "vitest";
import { menu } from "../../src/commands/menu.ts";
import { testWorkspace } from "../support/command-ctx.ts";

it("shows what incidents ask for, and changes it", async () => {
  await using workspace = await testWorkspace();
  const types = (line: string) => workspace.types(menu(), workspace.as("ada"), line);
  expect(await types("/tocsin nags")).toContain(
    "commander · who is commander: never, at severities that raise a banner",
  );
  expect(await types("/tocsin nags update 30m")).toContain(
    "update · an update: after 30m, then every 30m, 6 times at most",
  );
  expect(await types("/tocsin nags update usual")).toContain("update · an update: after 1h, then every 1h");
  expect(await types("/tocsin nags stale off")).toContain("nothing happens: never");
  expect(await types("/tocsin nags update 60d")).toContain("Between a minute and 30 days.");
});
