import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { menu } from "../../../src/commands/menu.ts";
import type { DiscordModal } from "../../../src/playground/discord/protocol.ts";
import { button, controls, paragraph, select } from "../../../src/presentation/say.ts";
import { showIncident } from "./card.ts";
import { type DiscordBot, startDiscordBot } from "./support.ts";
import { controlsOf } from "./words.ts";

const modalOf = (bot: DiscordBot, name: string): DiscordModal | null => bot.server.state(name).modal;

const submit = async (bot: DiscordBot, name: string, values: Readonly<Record<string, string | readonly string[]>>) => {
  const outcome = await bot.server.act(name, { kind: "submit", modal: modalOf(bot, name)?.id ?? "", values });
  await bot.quiet();
  return outcome;
};

const press = async (bot: DiscordBot, name: string, label: string, channel = "#incidents") => {
  const message = bot
    .messages(name, channel)
    .findLast((one) => controlsOf(one).some((control) => control.label === label));
  const control = controlsOf(message).find((one) => one.label === label);
  const outcome = await bot.server.act(name, {
    kind: "press",
    channel: message?.channel ?? "",
    message: message?.id ?? "",
    custom_id: control?.custom_id ?? "",
  });
  await bot.quiet();
  return outcome;
};

describe("a form", () => {
  it("opens for a command that lacks something, and comes back as that command", async () => {
    await using bot = await startDiscordBot();
    expect(await bot.types("lin", "/incident comment")).toMatchObject({ ok: true });
    await bot.quiet();
    expect(modalOf(bot, "lin")).toMatchObject({ title: "Comment" });
    expect(JSON.stringify(modalOf(bot, "lin"))).toContain('"value":"beta"');
    expect(await submit(bot, "lin", { text: "all <of> it", severity: ["beta"] })).toMatchObject({ ok: true });
    expect(modalOf(bot, "lin")).toBeNull();
    expect(bot.words("lin")).toEqual(["noted all <of> it (beta)"]);
  });

  it("that is refused gives back what somebody took pains to write", async () => {
    await using bot = await startDiscordBot();
    await bot.types("lin", "/incident comment");
    await bot.quiet();
    const long = `no ${"matter ".repeat(20)}`;
    await submit(bot, "lin", { text: "no" });
    expect(bot.words("lin").at(-1)).toBe("Not that word. Choose another.");
    await bot.types("lin", "/incident comment");
    await bot.quiet();
    await bot.database.transact(async (tx) => void (await tx.execute(sql`alter table people rename to people_away`)));
    await submit(bot, "lin", { text: long });
    await bot.database.transact(async (tx) => void (await tx.execute(sql`alter table people_away rename to people`)));
    expect(bot.words("lin").at(-1)).toContain(long.trim());
  });

  it("takes a text away that is emptied in it", async () => {
    await using bot = await startDiscordBot({ commands: menu().commands });
    await bot.types("lin", "/incident open description:502 since the deploy title:checkout down");
    await bot.quiet();
    const described = () => bot.rows(sql`select 1 from incidents where description_id is not null`);
    expect(await described()).toHaveLength(1);
    await bot.types("lin", "/incident edit details incident:inc-1");
    await bot.quiet();
    expect(JSON.stringify(modalOf(bot, "lin"))).toContain("502 since the deploy");
    expect(await submit(bot, "lin", { description: "" })).toMatchObject({ ok: true });
    expect(await described()).toHaveLength(0);
  });

  it("holds a text longer than one box in several, and gives way to the command where even those are too few", async () => {
    await using bot = await startDiscordBot({ commands: menu().commands });
    await bot.types("lin", "/incident open title:checkout down");
    await bot.quiet();
    const edit = async (words: string) => {
      await bot.database.transact(async (tx) => {
        await tx.execute(sql`insert into texts (id, workspace_id, salt, body)
          select gen_random_uuid(), workspace_id, 's', ${words} from incidents`);
        await tx.execute(sql`update incidents set description_id = (select id from texts where body = ${words})`);
      });
      await bot.types("lin", "/incident edit description incident:inc-1");
      await bot.quiet();
    };
    await edit("word ".repeat(1_500).trim());
    const { components = [] } = modalOf(bot, "lin") ?? {};
    expect(components).toHaveLength(2);
    await bot.server.act("lin", { kind: "dismiss", modal: modalOf(bot, "lin")?.id ?? "" });
    await edit("word ".repeat(5_000).trim());
    expect(modalOf(bot, "lin")).toBeNull();
    expect(bot.words("lin").at(-1)).toContain("too long for a form");
  });

  it("becomes a button when it could not be shown in time", async () => {
    await using bot = await startDiscordBot({ patience: 0 });
    await bot.types("lin", "/incident comment severity:beta");
    await bot.quiet();
    expect(bot.words("lin").join()).toContain("could not be shown in time");
  });

  it("is done once, although it comes in twice", async () => {
    await using bot = await startDiscordBot();
    await bot.types("lin", "/incident comment");
    await bot.quiet();
    await submit(bot, "lin", { text: "yes" });
    bot.server.faults.redeliver(2);
    await bot.types("lin", "/incident whisper text:afterwards");
    await bot.quiet();
    expect((await bot.receipts()).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      "command done",
      "form done",
      "command done",
    ]);
  });
});

describe("a message command", () => {
  it("opens an incident from a message: its words, its source", async () => {
    await using bot = await startDiscordBot();
    const { id = "" } = await bot.says("sam", "the database is on fire");
    const context = { kind: "context", channel: bot.server.idOf("#incidents"), message: id } as const;
    await bot.server.act("lin", { ...context, name: "Open incident from this message" });
    await bot.quiet();
    expect(JSON.stringify(modalOf(bot, "lin"))).toContain("the database is on fire");
    await submit(bot, "lin", { title: "database on fire" });
    const [incident] = await bot.rows(sql`select title, source_name from incidents`);
    expect(incident).toEqual({ title: "database on fire", source_name: "the database is on fire" });
  });

  it("adds a message to an incident, saying whose it was and where", async () => {
    await using bot = await startDiscordBot();
    const { id = "" } = await bot.says("sam", "it began at noon");
    const context = { kind: "context", channel: bot.server.idOf("#incidents"), message: id } as const;
    await bot.server.act("lin", { ...context, name: "Add to incident" });
    await bot.quiet();
    await submit(bot, "lin", { text: "it began at noon" });
    expect(bot.words("lin").at(-1)).toContain(
      `noted it began at noon (nothing) about Sam Ortiz's https://discord.com/channels/${bot.server.guild.id}/`,
    );
  });
});

describe("a button", () => {
  it("runs its line; in a private answer, the next answer takes its place", async () => {
    await using bot = await startDiscordBot();
    await bot.types("lin", "/incident whisper text:hello");
    await bot.quiet();
    expect(await press(bot, "lin", "Again")).toMatchObject({ ok: true });
    expect(bot.words("lin")).toEqual(["hello"]);
    expect(bot.messages("lin").at(-1)?.edited).toBeDefined();
  });

  it("keeps elsewhere a line that is too long for it", async () => {
    await using bot = await startDiscordBot();
    const long = "many words ".repeat(30).trim();
    await bot.types("lin", `/incident whisper text:${long}`);
    await bot.quiet();
    expect(controlsOf(bot.messages("lin").at(-1))[0]?.custom_id.length).toBeLessThan(60);
    await press(bot, "lin", "Again");
    expect(bot.words("lin").at(-1)).toContain(long);
  });

  it("that asks first does nothing until it is answered", async () => {
    await using bot = await startDiscordBot();
    await showIncident(bot, {
      card: {
        summary: "card",
        blocks: [
          paragraph("the card"),
          controls(button("Resolve", "incident resolve inc-1", { confirm: "Is it really fixed?", occurrence: 1 })),
        ],
      },
    });
    const status = async () => (await bot.rows<{ status: string }>(sql`select status from incidents`))[0]?.status;
    await press(bot, "lin", "Resolve");
    expect(bot.words("lin").at(-1)).toBe("Is it really fixed?");
    expect(await status()).toBe("open");
    await press(bot, "lin", "Resolve");
    expect(await status()).toBe("resolved");
  });

  it("from before a reopening changes nothing and shows how things stand", async () => {
    await using bot = await startDiscordBot();
    await showIncident(bot, {
      card: {
        summary: "card",
        blocks: [paragraph("the card"), controls(button("Resolve", "incident resolve inc-1", { occurrence: 1 }))],
      },
    });
    await bot.types("ada", "/incident resolve incident:inc-1");
    await bot.quiet();
    await bot.types("ada", "/incident reopen incident:inc-1");
    await bot.quiet();
    await press(bot, "lin", "Resolve");
    expect(bot.words("lin").at(-1)).toContain("has been reopened since that button was drawn");
  });
});

describe("a select", () => {
  it("runs its line with what was chosen", async () => {
    await using bot = await startDiscordBot();
    await showIncident(bot, {
      card: {
        summary: "card",
        blocks: [
          paragraph("the card"),
          controls(
            select({
              line: "incident show which:",
              placeholder: "Which?",
              options: [{ label: "One", value: "the one" }],
            }),
          ),
        ],
      },
    });
    const message = bot.messages("lin").find((one) => controlsOf(one).length > 0);
    const [menu] = controlsOf(message);
    await bot.server.act("lin", {
      kind: "select",
      channel: message?.channel ?? "",
      message: message?.id ?? "",
      custom_id: menu?.custom_id ?? "",
      values: ["the one"],
    });
    await bot.quiet();
    expect(bot.words("lin").at(-1)).toBe("this is the one");
  });
});
