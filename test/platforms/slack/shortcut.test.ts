import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { menu } from "../../../src/commands/menu.ts";
import { startSlackBot } from "./support.ts";

it("adds a message to the incident that is chosen, saying whose it was", async () => {
  await using bot = await startSlackBot({ commands: menu().commands });
  await bot.types("lin", "/incident open checkout down");
  const { ts = "" } = await bot.server.act("ada", { kind: "say", channel: "#general", text: "*502* everywhere" });
  await bot.quiet();
  await bot.server.act("lin", { kind: "shortcut", callback_id: "add-to-incident", channel: "#general", ts });
  await bot.quiet();
  const view = bot.server.state("lin").modals.at(-1);
  expect(view).toMatchObject({ title: { text: "Add to incident" } });
  const complete = "incident link message incident";
  const { options = [] } = await bot.server.act("lin", {
    kind: "suggest",
    view: view?.id ?? "",
    block_id: "incident",
    action_id: complete,
    value: "check",
  });
  expect(JSON.stringify(options)).toContain("checkout down");
  const outcome = await bot.server.act("lin", {
    kind: "submit",
    view: view?.id ?? "",
    values: {
      incident: { [complete]: String(options[0]?.["value"]) },
      note: { text: { type: "plain_text_input", value: "seen here too" } },
    },
  });
  expect(outcome).toEqual({ ok: true });
  await bot.quiet();
  const url = `https://acme.slack.com/archives/${bot.server.idOf("#general")}/p${ts.replace(".", "")}`;
  expect(await bot.rows(sql`select t.body, c.links from comments c join texts t on t.id = c.text_id`)).toEqual([
    {
      body: `seen here too\n\n[A message of Ada Okafor](${url}):\n**502** everywhere`,
      links: [{ name: "The message", url }],
    },
  ]);
});
