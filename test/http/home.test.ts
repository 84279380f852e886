import { expect, it } from "vitest";
import { menu } from "../../src/commands/menu.ts";
import { postingWorld } from "../support/posting-world.ts";
import { servePages } from "../support/visitor.ts";

const table = menu();
const cardsIn = (text: string) => [...text.matchAll(/href="(\/web\/cards\/[^"]+)"/g)].map(([, path]) => path ?? "");

it("shows what is assigned to whoever is in, and what is active, the way a list in chat does", async () => {
  await using world = await postingWorld();
  await using served = await servePages(world.workspace);
  await world.open("checkout <b>down</b>", { severity: "sev1" });
  await world.open("search is slow");
  await world.workspace.types(table, world.as("grace"), "incident take inc-2");
  await world.advance("25m");
  const { text } = await (await served.visitor("grace")).get("/web");
  const [, mine = "", active = ""] = /<h2 id="mine">([\s\S]*)<h2 id="active">([\s\S]*)/.exec(text) ?? [];
  expect(mine).toContain("search is slow");
  expect(mine).not.toContain("checkout");
  expect(active).toContain("checkout &lt;b&gt;down&lt;/b&gt;");
  expect(active).toContain("25m, nobody has it");
});

it("leads to the card of an incident in chat", async () => {
  await using world = await postingWorld();
  await using served = await servePages(world.workspace);
  await world.map("all", "C-OPS");
  await world.open("checkout down");
  await world.settle();
  const browser = await served.visitor("lin");
  const [path = ""] = cardsIn((await browser.get("/web")).text);
  const answer = await browser.get(path);
  expect([answer.status, answer.headers.get("location")]).toEqual([302, "https://chat.test/C-OPS/m1"]);
});

it("shows a private incident to the people on it alone, and leads nobody else to it", async () => {
  await using world = await postingWorld();
  await using served = await servePages(world.workspace);
  await world.map("all", "C-OPS");
  await world.open("a break-in");
  await world.settle();
  const grace = await served.visitor("grace");
  const [path = ""] = cardsIn((await grace.get("/web")).text);
  await world.workspace.types(table, world.as("ada"), "incident edit private inc-1");
  expect((await grace.get("/web")).text).not.toContain("break-in");
  expect((await grace.get(path)).status).toBe(404);
  expect((await (await served.visitor("ada")).get("/web")).text).toContain("break-in");
});

it("says that all is quiet, and that a made-up card is not there", async () => {
  await using world = await postingWorld();
  await using served = await servePages(world.workspace);
  const browser = await served.visitor();
  expect((await browser.get("/web")).text).toContain("All is quiet");
  expect((await browser.get("/web/cards/nonsense")).status).toBe(404);
  expect((await browser.get("/web/cards/019b8e5c-0000-7000-8000-000000000000")).status).toBe(404);
});
