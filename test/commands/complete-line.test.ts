import { expect, it } from "vitest";
import { completeLine } from "../../src/commands/complete-line.ts";
import { menu } from "../../src/commands/menu.ts";
import { testWorkspace } from "../support/command-ctx.ts";

const table = menu();

it("offers the words of a command, then its values and the names of the rest", async () => {
  await using world = await testWorkspace();
  const offered = async (line: string) =>
    (await completeLine(table, world.as("ada"), line)).map(({ label, insert, from }) => [label, insert, from]);
  expect(await offered("incident resol")).toEqual([["resolve", "resolve ", 9]]);
  expect(await offered("incident open sev1")).toEqual([["SEV1 Critical", "sev1 ", 14]]);
  expect(await offered("incident open ass")).toEqual([["assign:", "assign:", 14]]);
  expect(await offered("incident open severity:mod")).toEqual([["SEV3 Moderate", "severity:sev3 ", 14]]);
});

it("offers what may stand where the next word is, whether or not the incident was named before it", async () => {
  await using world = await testWorkspace();
  await world.open({ title: "search is slow" });
  const labels = async (line: string) => (await completeLine(table, world.as("ada"), line)).map(({ label }) => label);
  expect(await labels("incident severity sev1")).toEqual(["SEV1 Critical"]);
  expect(await labels("incident severity inc-1 sev1")).toEqual(["SEV1 Critical"]);
  expect(await labels("incident severity sear")).toEqual([expect.stringContaining("search is slow")]);
  expect(await labels("incident severity inc-1 sear")).toEqual([]);
  expect(await labels("incident open search sev")).toEqual([]);
});
