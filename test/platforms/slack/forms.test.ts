import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { SlackView } from "../../../src/playground/slack/protocol.ts";
import { button, controls, paragraph } from "../../../src/presentation/say.ts";
import { blocksOf, controlsOf } from "../../support/visible.ts";
import { type SlackBot, startSlackBot } from "./support.ts";

const modalOf = (bot: SlackBot, name: string): SlackView | undefined => bot.server.state(name).modals.at(-1);

const submit = async (bot: SlackBot, name: string, text: string, severity?: string) => {
  const view = modalOf(bot, name);
  const outcome = await bot.server.act(name, {
    kind: "submit",
    view: view?.id ?? "",
    values: {
      text: { text: { type: "plain_text_input", value: text } },
      ...(severity === undefined ? {} : { severity: { "incident comment severity": severity } }),
    },
  });
  await bot.quiet();
  return outcome;
};

const press = async (bot: SlackBot, name: string, label: string) => {
  const message = bot.messages(name).at(-1);
  const control = controlsOf(blocksOf(message ?? {})).find((one) => one.label === label);
  await bot.server.act(name, {
    kind: "press",
    channel: "#incidents",
    ts: message?.ts ?? "",
    action_id: control?.action_id ?? "",
    block_id: control?.block_id ?? "",
  });
  await bot.quiet();
};

describe("a form", () => {
  it("opens for a command that lacks something, and comes back as that command", async () => {
    await using bot = await startSlackBot();
    await bot.types("lin", "/incident comment");
    await bot.quiet();
    expect(modalOf(bot, "lin")).toMatchObject({ title: { text: "Comment" }, submit: { text: "Add" } });
    const options = await bot.server.act("lin", {
      kind: "suggest",
      view: modalOf(bot, "lin")?.id ?? "",
      block_id: "severity",
      action_id: "incident comment severity",
      value: "be",
    });
    expect(options.options).toEqual([{ text: { type: "plain_text", text: "beta", emoji: false }, value: "beta" }]);
    expect(await submit(bot, "lin", "all <of> it", "beta")).toEqual({ ok: true });
    expect(modalOf(bot, "lin")).toBeUndefined();
    expect(bot.words("lin")).toEqual(["noted all &lt;of&gt; it (beta)"]);
  });

  it("shows a refusal at the question it is about, and keeps what was typed", async () => {
    await using bot = await startSlackBot();
    await bot.types("lin", "/incident comment");
    await bot.quiet();
    await submit(bot, "lin", "no");
    expect(modalOf(bot, "lin")?.errors).toEqual({ text: "Not that word. Choose another." });
    await submit(bot, "lin", "yes");
    expect(bot.words("lin")).toEqual(["noted yes (nothing)"]);
  });

  it("is done once, although Slack sends it twice", async () => {
    await using bot = await startSlackBot();
    await bot.types("lin", "/incident comment");
    await bot.quiet();
    await submit(bot, "lin", "yes");
    await bot.server.faults.redeliver(1);
    await bot.quiet();
    expect(bot.words("lin")).toHaveLength(1);
  });

  it("becomes a button when its trigger has expired", async () => {
    await using bot = await startSlackBot();
    bot.server.faults.fail("views.open", { times: 1, error: "expired_trigger_id" });
    await bot.types("lin", "/incident comment");
    await bot.quiet();
    expect(modalOf(bot, "lin")).toBeUndefined();
    expect(bot.words("lin").at(-1)).toContain("could not be shown in time");
    await press(bot, "lin", "Comment");
    expect(modalOf(bot, "lin")).toMatchObject({ title: { text: "Comment" } });
  });

  it("becomes a button when it was taken up late", async () => {
    await using bot = await startSlackBot();
    await bot.types("lin", "/incident comment");
    await bot.quiet();
    await bot.rows(sql`update receipts set state = 'received' returning id`);
    await bot.clock.advance("1m");
    await bot.takeUpAll();
    await press(bot, "lin", "Comment");
    expect(modalOf(bot, "lin")).toMatchObject({ title: { text: "Comment" } });
  });
});

describe("a message shortcut", () => {
  const point = async (bot: SlackBot, shortcut: string) => {
    const { ts = "" } = await bot.server.act("ada", { kind: "say", channel: "#incidents", text: "*payments* fail" });
    await bot.quiet();
    await bot.server.act("lin", { kind: "shortcut", callback_id: shortcut, channel: "#incidents", ts });
    await bot.quiet();
    return ts;
  };

  it("hands on the message, who wrote it, when and where", async () => {
    await using bot = await startSlackBot();
    const ts = await point(bot, "add-to-incident");
    expect(JSON.stringify(modalOf(bot, "lin")?.blocks)).toContain('"initial_value":"**payments** fail"');
    await submit(bot, "lin", "see this");
    const chat = bot.server.idOf("#incidents");
    expect(bot.words("lin").at(-1)).toBe(
      `noted see this (nothing) about Ada Okafor's https://acme.slack.com/archives/${chat}/p${ts.replace(".", "")}`,
    );
  });

  it("opens the incident it is asked to, with its source", async () => {
    await using bot = await startSlackBot();
    const ts = await point(bot, "open-from-message");
    const view = modalOf(bot, "lin");
    await bot.server.act("lin", {
      kind: "submit",
      view: view?.id ?? "",
      values: { title: { text: { type: "plain_text_input", value: "payments fail" } } },
    });
    await bot.quiet();
    const [incident] = await bot.rows<{ source: { author: string; url: string; at: string } }>(
      sql`select source from incidents`,
    );
    expect(incident?.source).toMatchObject({ author: "Ada Okafor", url: expect.stringContaining(ts.replace(".", "")) });
  });

  it("keeps the message when its trigger has expired", async () => {
    await using bot = await startSlackBot();
    bot.server.faults.fail("views.open", { times: 1, error: "expired_trigger_id" });
    await point(bot, "add-to-incident");
    await press(bot, "lin", "Comment");
    expect(JSON.stringify(modalOf(bot, "lin")?.blocks)).toContain("**payments** fail");
  });
});

describe("a press from before a reopening", () => {
  it("changes nothing and shows how things stand", async () => {
    await using bot = await startSlackBot();
    for (const line of ["open checkout down", "resolve inc-1", "reopen inc-1"]) {
      await bot.types("lin", `/incident ${line}`);
      await bot.quiet();
    }
    const place = { connection: bot.connection, chat: bot.server.idOf("#incidents") };
    await bot.messenger.post(
      place,
      {
        summary: "old",
        blocks: [paragraph("old"), controls(button("Acknowledge", "incident ack inc-1", { occurrence: 1 }))],
      },
      "old",
    );
    await press(bot, "lin", "Acknowledge");
    expect(await bot.rows(sql`select status from incidents`)).toEqual([{ status: "open" }]);
    expect(bot.words("lin").at(-1)).toMatch(/has been reopened since[\s\S]*this is inc-1/);
  });
});
