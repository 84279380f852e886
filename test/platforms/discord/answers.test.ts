import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { rest } from "../../../src/commands/arguments/plain.ts";
import { command } from "../../../src/commands/command.ts";
import { answer } from "../../../src/presentation/say.ts";
import { sampleCommands } from "../sample-commands.ts";
import { type DiscordBot, eventually, startDiscordBot } from "./support.ts";
import { wordsOf } from "./words.ts";

/** A command that waits until it is let go. */
const slow = (visible: "private" | "public") => {
  const gate = Promise.withResolvers<void>();
  const declared = command({
    path: "incident slow",
    summary: "Take your time",
    permission: "incident.view",
    answer: visible,
    args: { text: rest("What to say in the end") },
    run: async (_ctx, { text }) => {
      await gate.promise;
      return answer(text);
    },
  });
  return { declared, go: () => gate.resolve() };
};

const thinking = (bot: DiscordBot, name: string) => eventually(() => bot.messages(name).find((one) => one.thinking));

describe("an answer that takes its time", () => {
  it("is promised within three seconds, to those who will see it, and then given", async () => {
    for (const visible of ["private", "public"] as const) {
      const { declared, go } = slow(visible);
      await using bot = await startDiscordBot({ commands: [...sampleCommands, declared], patience: 50 });
      const typing = bot.types("lin", "/incident slow text:done at last");
      const promise = await thinking(bot, "lin");
      expect(promise.ephemeral).toBe(visible === "private");
      expect(bot.messages("ada").length).toBe(visible === "private" ? 0 : 1);
      go();
      expect(await typing).toMatchObject({ ok: true });
      await bot.quiet();
      expect(bot.words("lin")).toEqual(["done at last"]);
    }
  });

  it("that cannot be promised or given leaves neither its address nor its words in the log", async () => {
    const { declared, go } = slow("private");
    await using bot = await startDiscordBot({ commands: [...sampleCommands, declared], patience: 50 });
    const refusing = (times: number) =>
      bot.server.faults.fail("POST /interactions/:interaction/:token/callback", { times, status: 500 });
    refusing(1);
    await bot.types("lin", "/incident slow text:done at last");
    await eventually(() => bot.logged.some(({ msg }) => msg === "an answer could not be promised"));
    go();
    await bot.quiet();
    const beta = bot.server.admin.secondGuild({
      guild: "Beta",
      people: [{ handle: "zoe", name: "Zoe", owner: true }],
      channels: [{ name: "general" }],
    });
    refusing(1);
    await bot.server.act("zoe", {
      kind: "command",
      channel: beta.idOf("#general"),
      name: "incident",
      path: ["whisper"],
      options: { text: "hello" },
    });
    await eventually(() => bot.logged.some(({ msg }) => msg === "an answer did not arrive"));
    const lines = JSON.stringify(bot.logged.filter(({ level }) => Number(level) >= 40));
    expect(lines).not.toMatch(/interactions\/\d+|requestBody|not connected/);
  });

  it("is written down before anything is promised", async () => {
    await using bot = await startDiscordBot({ deadline: 400 });
    await bot.database.transact(
      async (tx) => void (await tx.execute(sql`alter table receipts rename to receipts_away`)),
    );
    const outcome = await bot.types("lin", "/incident whisper text:hello");
    await bot.database.transact(
      async (tx) => void (await tx.execute(sql`alter table receipts_away rename to receipts`)),
    );
    expect(outcome).toMatchObject({ ok: false });
    expect(bot.words("lin").filter((words) => words.includes("hello"))).toEqual([]);
  });

  it("that turns out to be a refusal is shown to the asker alone, and the public promise taken back", async () => {
    const gate = Promise.withResolvers<void>();
    const declared = command({
      path: "incident slow",
      summary: "Take your time",
      permission: "incident.view",
      answer: "public",
      args: { text: rest("What") },
      run: async () => {
        await gate.promise;
        throw new Error("a secret of the inside");
      },
    });
    await using bot = await startDiscordBot({ commands: [...sampleCommands, declared], patience: 50 });
    const typing = bot.types("lin", "/incident slow text:x");
    await thinking(bot, "ada");
    gate.resolve();
    await typing;
    await bot.quiet();
    expect(bot.words("ada")).toEqual([]);
    expect(bot.words("lin").at(-1)).toContain("Sorry, something broke");
    expect(bot.words("lin").at(-1)).not.toContain("secret");
  });

  it("comes directly when the interaction's time is over", async () => {
    await using bot = await startDiscordBot();
    await bot.types("lin", "/incident whisper text:first");
    await bot.quiet();
    await bot.database.transact(async (tx) => {
      await tx.execute(sql`insert into receipts (id, workspace_id, connection_id, key, kind, payload, state, attempts, created_at)
        select gen_random_uuid(), workspace_id, connection_id, key || 'x', kind,
          jsonb_set(jsonb_set(payload, '{given,text}', '"second"'), '{reach,token}', '"gone"'), 'received', 0, created_at from receipts`);
    });
    await bot.restart();
    await bot.takeUpAll();
    await bot.takeUpAll();
    expect(
      bot
        .direct("lin")
        .map(wordsOf)
        .filter((words) => words.includes("second")),
    ).toHaveLength(1);
  });

  it("of a promise that a crash broke is kept from its receipt", async () => {
    const { declared, go } = slow("private");
    await using bot = await startDiscordBot({ commands: [...sampleCommands, declared], patience: 50 });
    const typing = bot.types("lin", "/incident slow text:after all");
    await thinking(bot, "lin");
    await using second = await bot.another();
    go();
    for (const { id } of await bot.rows<{ id: string }>(sql`select id from receipts where state = 'received'`)) {
      await second.discord.takeUp(id as Parameters<typeof second.discord.takeUp>[0]);
    }
    await typing;
    await bot.quiet();
    expect(bot.words("lin")).toEqual(["after all"]);
  });
});

describe("a long answer", () => {
  it("goes on in further messages, as private as the first", async () => {
    await using bot = await startDiscordBot();
    const text = Array.from({ length: 900 }, (_, i) => `word${i}`)
      .join(" ")
      .slice(0, 5_900);
    await bot.types("lin", `/incident whisper text:${text}`);
    await bot.quiet();
    const shown = bot.messages("lin");
    expect(shown.every(({ ephemeral }) => ephemeral)).toBe(true);
    expect(shown.map(wordsOf).join(" ").replaceAll(/\s+/g, " ")).toBe(text);
  });
});

describe("autocompletion", () => {
  it("offers what could be meant, as whoever types may see it", async () => {
    await using bot = await startDiscordBot();
    const ask = (options: Readonly<Record<string, string>>, path: readonly string[], focused: string) =>
      bot.server.act("lin", {
        kind: "autocomplete",
        channel: bot.server.idOf("#incidents"),
        name: "incident",
        path,
        options,
        focused,
      });
    expect(await ask({ severity: "be" }, ["comment"], "severity")).toMatchObject({
      ok: true,
      choices: [{ name: "beta", value: "beta" }],
    });
    await bot.types("ada", "/incident open title:checkout down");
    await bot.quiet();
    const { choices = [] } = await ask({ incident: "check" }, ["ack"], "incident");
    expect(choices).toHaveLength(1);
    expect(String(choices[0]?.name)).toContain("checkout down");
    expect((await bot.receipts()).length).toBe(1);
  });

  it("answers with nothing rather than not at all when something breaks", async () => {
    await using bot = await startDiscordBot();
    await bot.types("lin", "/incident whisper text:x");
    await bot.quiet();
    await bot.database.transact(
      async (tx) => void (await tx.execute(sql`alter table incidents rename to incidents_away`)),
    );
    const asked = await bot.server.act("lin", {
      kind: "autocomplete",
      channel: bot.server.idOf("#incidents"),
      name: "incident",
      path: ["ack"],
      options: { incident: "1" },
      focused: "incident",
    });
    await bot.database.transact(
      async (tx) => void (await tx.execute(sql`alter table incidents_away rename to incidents`)),
    );
    expect(asked).toMatchObject({ ok: true, choices: [] });
  });
});

describe("help", () => {
  it("is a command of its own on Discord", async () => {
    await using bot = await startDiscordBot();
    await bot.types("lin", "/incident help topic:ack");
    await bot.quiet();
    expect(bot.words("lin").at(-1)).toContain("/incident ack");
  });
});
