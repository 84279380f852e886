import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { rowsOf } from "../../src/store/database.ts";
import { startBot } from "../support/bot.ts";
import { viewWords } from "../support/visible.ts";

// What Discord has no like of: a home, forms that are shown by a trigger, messages of 40,000 characters, /invite.

it("keeps a home with my incidents, all active ones and a way to open one", async () => {
  await using bot = await startBot();
  const lin = bot.as("lin");
  await lin.types("/incident open assign:me sev1 checkout down");
  await bot.as("ada").types("/incident open sev3 slow search");
  await bot.quiet();
  const home = await lin.home("checkout down");
  expect(JSON.stringify(home)).toContain("slow search");
  expect(JSON.stringify(home)).toContain("Open an incident");
});

it("says on the home who is on call, and answers its buttons over it", async () => {
  await using bot = await startBot();
  const lin = bot.as("lin");
  await bot.as("ada").types('/oncall schedule create web every:week people:"@ada @grace"');
  await lin.types("/incident open sev1 checkout down");
  await bot.quiet();
  const home = await lin.home("On call now");
  expect(viewWords(home)).toMatch(/web.*: Ada Okafor until/u);
  await lin.pressesIn("Show", home);
  const shown = await lin.seesModal("checkout down");
  expect(shown.title).toMatchObject({ text: "Tocsin" });
  await lin.pressesIn("Acknowledge", shown);
  expect((await lin.seesModal("acknowledged. It is yours")).id).toBe(shown.id);
  expect((await lin.reads({ in: "dm" })).filter(({ words }) => words.includes("acknowledged"))).toEqual([]);
});

it("shows over an answer on the home the form that it leads to", async () => {
  await using bot = await startBot();
  const lin = bot.as("lin");
  await lin.types("/incident open sev1 checkout down");
  await bot.quiet();
  await lin.pressesIn("Show", await lin.home("checkout down"));
  await lin.pressesIn("Edit", await lin.seesModal("checkout down"));
  await lin.seesModal("Edit INC-1");
  await lin.submits({ Title: "checkout down in Europe" });
  await lin.sees("INC-1 · checkout down in Europe");
});

it("gives a button that opens the form when the trigger has expired", async () => {
  await using bot = await startBot();
  const lin = bot.as("lin");
  bot.server.faults.fail("views.open", { times: 1, error: "expired_trigger_id", status: 200 });
  await lin.types("/incident open");
  const late = await lin.sees("Open an incident");
  await lin.presses(late.controls[0]?.label ?? "", late);
  await lin.seesModal("Open an incident");
});

it("keeps what was typed into a form of which something is refused", async () => {
  await using bot = await startBot();
  const ada = bot.as("ada");
  await ada.types("/incident open checkout down");
  await ada.presses("Edit", await ada.sees("INC-1 ·"));
  await ada.seesModal("Edit INC-1");
  const refused = await ada.submits({ Title: "checkout down in Europe", Began: "the day after tomorrow" });
  expect(JSON.stringify([refused, bot.server.state("ada").modals])).toContain("expected a time");
  await ada.submits({ Title: "checkout down in Europe", Began: "2026-01-05 08:00" });
  await ada.sees("INC-1 · checkout down in Europe");
});

it("keeps a comment of 40,000 characters whole", async () => {
  await using bot = await startBot();
  const [lin, ada] = [bot.as("lin"), bot.as("ada")];
  await lin.types("/incident open checkout down");
  const card = await ada.sees("INC-1 ·");
  const long = Array.from({ length: 4_000 }, (_, i) => `line ${String(i).padStart(4, "0")}`).join(" ");
  await ada.types(`${long.slice(0, 39_989)}.`, { thread: card });
  await bot.quiet();
  const stored = await bot.database.read((tx) => tx.execute(sql`select max(length(body))::int as n from texts`));
  expect(rowsOf<{ n: number }>(stored)[0]?.n).toBe(39_990);
});
