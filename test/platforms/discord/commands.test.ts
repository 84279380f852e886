import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { startDiscordBot } from "./support.ts";
import { controlsOf } from "./words.ts";

describe("a slash command", () => {
  it("is answered in private, with the names that were typed", async () => {
    await using bot = await startDiscordBot();
    expect(await bot.types("lin", "/incident whisper text:hello @everyone & 2*3")).toMatchObject({ ok: true });
    await bot.quiet();
    expect(bot.words("lin").join("\n").replaceAll("\u200b", "")).toContain("hello @everyone & 2*3");
    expect(bot.messages("lin").at(-1)).toMatchObject({ ephemeral: true, pings: false });
    expect(bot.words("ada")).toEqual([]);
  });

  it("is answered to everybody where the command says so", async () => {
    await using bot = await startDiscordBot();
    await bot.types("lin", "/incident say text:all is well");
    await bot.quiet();
    expect(bot.words("ada")).toEqual(["all is well"]);
  });

  it("opens an incident", async () => {
    await using bot = await startDiscordBot();
    await bot.types("lin", "/incident open severity:sev1 title:checkout down");
    await bot.quiet();
    expect(bot.words("lin").at(-1)).toContain("INC-1");
    expect(await bot.rows(sql`select number, title from incidents`)).toEqual([{ number: 1, title: "checkout down" }]);
    expect(await bot.receipts()).toEqual([{ kind: "command", state: "done", attempts: 0 }]);
    expect(controlsOf(bot.messages("lin").at(-1)).length).toBeGreaterThan(0);
  });
});
