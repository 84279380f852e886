import { expect, it } from "vitest";
import { menu } from "../../src/commands/menu.ts";
import { readFeed } from "../../src/services/oncall/feed/read.ts";
import { testWorkspace } from "../support/command-ctx.ts";
import { buttonsOf } from "../support/said.ts";
import { makeSchedule, weeklyLayer } from "../support/schedule.ts";

const table = menu();
const url = "https://tocsin.example.com";
const secretIn = (said: string): string =>
  /https:\/\/tocsin\.example\.com\/ical\/([\w-]{43})\.ics/.exec(said)?.[1] ?? "";

it("gives an address of a schedule or of one's own shifts, lists them and revokes one", async () => {
  await using acme = await testWorkspace();
  await makeSchedule(acme, "web", [weeklyLayer("first", [acme.people.ada])]);
  const lin = { ...acme.as("lin"), url };
  const web = secretIn(await acme.types(table, lin, "oncall feed make web"));
  const own = secretIn(await acme.types(table, lin, "oncall feed make"));
  expect((await readFeed(lin, web))?.body).toContain("SUMMARY:Ada on call: web");
  expect((await readFeed(lin, own))?.body).not.toContain("SUMMARY");
  await acme.clock.advance("1h");
  const list = await acme.answers(table, lin, "oncall feed list");
  expect(list.blocks[0]).toMatchObject({
    content: [{ text: "web" }, { kind: "break" }, {}, {}, { text: ", read " }, {}],
  });
  await acme.types(table, lin, buttonsOf({ ...list, blocks: list.blocks.slice(0, 1) })["Revoke"] ?? "");
  expect([await readFeed(lin, web), (await readFeed(lin, own))?.etag]).toEqual([undefined, expect.any(String)]);
  expect(await acme.types(table, lin, "oncall feed revoke all")).toContain("That calendar is revoked");
  expect(await acme.types(table, lin, "oncall feed list")).toContain("No calendar application reads");
});

it("says what is missing where nobody said how browsers reach the bot, and makes nothing", async () => {
  await using acme = await testWorkspace();
  expect(await acme.types(table, acme.as("ada"), "oncall feed make")).toContain("TOCSIN_URL");
  expect(await acme.types(table, acme.as("ada"), "oncall feed list")).toContain("No calendar application reads");
});
