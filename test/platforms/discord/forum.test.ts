import { describe, expect, it } from "vitest";
import type { Message } from "../../../src/presentation/message.ts";
import { answer, button, controls, heading, paragraph } from "../../../src/presentation/say.ts";
import { type DiscordBot, messengerOf, startDiscordBot } from "./support.ts";

const forum = (bot: DiscordBot) => ({ connection: bot.connection, chat: bot.server.idOf("#war-room") });

const card = (status: string, severity: readonly string[], title = "INC-1 · checkout down"): Message => ({
  summary: title,
  colour: "#E94444",
  filed: { status, severity },
  blocks: [heading(title), paragraph(status), controls(button("Acknowledge", "incident ack inc-1", { occurrence: 1 }))],
});

const postOf = (bot: DiscordBot, id: string) => bot.server.state("ada").channels.find((one) => one.id === id);
const tagsOf = (bot: DiscordBot, id: string) => {
  const tags = bot.server.state("ada").channels.find(({ name }) => name === "war-room")?.tags ?? [];
  return (postOf(bot, id)?.thread?.tags ?? []).map((tag) => tags.find((one) => one.id === tag)?.name).toSorted();
};

describe("a forum", () => {
  it("has a post per incident, with its status and severity as far as it has tags for them", async () => {
    await using bot = await startDiscordBot();
    const messenger = messengerOf(bot);
    const ref = await messenger.post(forum(bot), card("Open", ["sev2", "High", "SEV2 High"]), "card:1");
    expect(postOf(bot, ref.message)).toMatchObject({ name: "INC-1 · checkout down", kind: "thread" });
    expect(tagsOf(bot, ref.message)).toEqual(["High", "Open"]);
    await messenger.edit(ref, card("Resolved", ["sev4", "Low", "SEV4 Low"], "INC-1 · checkout slow"));
    expect(bot.words("ada", "#war-room", ref.message)).toEqual(["INC-1 · checkout slow\nResolved"]);
    expect(postOf(bot, ref.message)?.name).toBe("INC-1 · checkout slow");
    expect(tagsOf(bot, ref.message)).toEqual(["Low", "Resolved"]);
    expect(await messenger.permalink(ref)).toBe(
      `https://discord.com/channels/${bot.server.guild.id}/${ref.message}/${ref.message}`,
    );
  });

  it("leaves the tags alone that say something else", async () => {
    await using bot = await startDiscordBot();
    const messenger = messengerOf(bot);
    const ref = await messenger.post(forum(bot), card("Open", ["sev2", "High"]), "card:1");
    const renames = () => bot.server.calls.filter(({ route }) => route === "PATCH /channels/:channel").length;
    const before = renames();
    await messenger.edit(ref, card("Working", ["sev2", "High"]));
    expect(tagsOf(bot, ref.message)).toEqual(["High"]);
    await messenger.edit(ref, card("Working", ["sev2", "High"]));
    expect(renames()).toBe(before + 1);
  });

  it("hears what is said in the post, below the card", async () => {
    await using bot = await startDiscordBot();
    const messenger = messengerOf(bot);
    const ref = await messenger.post(forum(bot), card("Open", []), "card:1");
    const line = await messenger.reply(ref, answer("a line"), "line:1");
    expect(line.place).toEqual({ ...ref.place, thread: ref.message });
    expect(bot.words("ada", "#war-room", ref.message).at(-1)).toBe("a line");
    await messenger.edit(line, answer("another line"));
    expect(bot.words("ada", "#war-room", ref.message).at(-1)).toBe("another line");
  });

  it("opens a post again that was archived before it is edited", async () => {
    await using bot = await startDiscordBot();
    const messenger = messengerOf(bot);
    const ref = await messenger.post(forum(bot), card("Open", []), "card:1");
    await bot.server.act("ada", { kind: "archive", channel: ref.message });
    await messenger.edit(ref, card("Resolved", []));
    expect(bot.words("ada", "#war-room", ref.message)[0]).toContain("Resolved");
    expect(postOf(bot, ref.message)?.thread?.archived).toBe(false);
  });

  it("gets no second post after a crash: the first is known by its buttons", async () => {
    await using bot = await startDiscordBot();
    const messenger = messengerOf(bot);
    const since = bot.clock.now();
    const ref = await messenger.post(forum(bot), card("Open", []), "card:1");
    await messenger.post(forum(bot), card("Open", []), "card:2");
    expect(await messenger.find(forum(bot), "card:1", since)).toEqual(ref);
    await bot.server.act("ada", { kind: "archive", channel: ref.message });
    expect(await messenger.find(forum(bot), "card:1", since)).toEqual(ref);
    expect(await messenger.find(forum(bot), "card:3", since)).toBeNull();
  });

  it("pins a post, and lets it go", async () => {
    await using bot = await startDiscordBot();
    const messenger = messengerOf(bot);
    const ref = await messenger.post(forum(bot), answer("banner"), "banner");
    await messenger.pins?.pin(ref);
    await messenger.pins?.unpin(ref);
    await messenger.remove(ref);
    await messenger.remove(ref);
    expect(postOf(bot, ref.message)).toBeUndefined();
  });
});
