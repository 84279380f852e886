import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { type DiscordBot, startDiscordBot } from "./support.ts";
import { controlsOf } from "./words.ts";

const knock = (bot: DiscordBot, headers: Readonly<Record<string, string>>, body = '{"type":1}') =>
  fetch(`${bot.url}/discord/interactions`, { method: "POST", headers, body });

describe("over HTTP", () => {
  it("commands, forms and buttons come in all the same", async () => {
    await using bot = await startDiscordBot({ mode: "http" });
    expect(bot.bot.ready()).toBeNull();
    expect(await bot.types("lin", "/incident whisper text:hello")).toMatchObject({ ok: true });
    await bot.quiet();
    expect(bot.words("lin")).toEqual(["hello"]);
    const message = bot.messages("lin").at(-1);
    await bot.server.act("lin", {
      kind: "press",
      channel: message?.channel ?? "",
      message: message?.id ?? "",
      custom_id: controlsOf(message)[0]?.custom_id ?? "",
    });
    await bot.quiet();
    expect(bot.words("lin")).toEqual(["hello"]);
    await bot.types("lin", "/incident comment");
    await bot.quiet();
    const modal = bot.server.state("lin").modal;
    expect(
      await bot.server.act("lin", { kind: "submit", modal: modal?.id ?? "", values: { text: "yes" } }),
    ).toMatchObject({ ok: true });
    await bot.quiet();
    expect(bot.words("lin").at(-1)).toBe("noted yes (nothing)");
    expect((await bot.receipts()).map(({ state }) => state)).toEqual(["done", "done", "done", "done"]);
  });

  it("an answer that takes its time is promised and then given", async () => {
    await using bot = await startDiscordBot({ mode: "http", patience: 0 });
    expect(await bot.types("lin", "/incident open title:checkout down")).toMatchObject({ ok: true });
    await bot.quiet();
    expect(bot.words("lin").at(-1)).toContain("INC-1");
  });

  it("Discord's own questions are answered, so that it takes the address", async () => {
    await using bot = await startDiscordBot({ mode: "http" });
    expect(await bot.server.verifyUrl()).toBe(true);
  });

  it("what is not signed by Discord, or is old, is refused", async () => {
    await using bot = await startDiscordBot({ mode: "http" });
    const now = String(Math.floor(Temporal.Now.instant().epochMilliseconds / 1000));
    const forged = { "x-signature-ed25519": "0".repeat(128), "x-signature-timestamp": now };
    expect((await knock(bot, {})).status).toBe(401);
    expect((await knock(bot, forged)).status).toBe(401);
    expect((await knock(bot, { ...forged, "x-signature-ed25519": "zz" })).status).toBe(401);
    expect((await knock(bot, { ...forged, "x-signature-timestamp": "1" })).status).toBe(401);
    expect((await knock(bot, forged, "x".repeat(1_100_000))).status).toBe(413);
    expect((await fetch(`${bot.url}/discord/interactions`)).status).toBe(405);
  });

  it("what cannot be written down is answered with an error", async () => {
    await using bot = await startDiscordBot({ mode: "http" });
    await bot.database.transact(
      async (tx) => void (await tx.execute(sql`alter table receipts rename to receipts_away`)),
    );
    const outcome = await bot.types("lin", "/incident whisper text:hello");
    await bot.database.transact(
      async (tx) => void (await tx.execute(sql`alter table receipts_away rename to receipts`)),
    );
    expect(outcome.ok).toBe(false);
    expect(bot.words("lin")).toHaveLength(0);
  });
});
