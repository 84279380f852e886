import { type AutocompleteInteraction, type ChatInputCommandInteraction, Events } from "discord.js";
import { expect, it } from "vitest";
import type { DiscordInvocation } from "../../src/playground/discord/protocol.ts";
import { declare, everything, incident, menus } from "./support/discord-declared.ts";
import { letters, refusalBy } from "./support/discord-forms.ts";
import { startDiscordWorld } from "./support/discord-world.ts";

const invoke = (name: string, more: Partial<DiscordInvocation> = {}) =>
  ({ kind: "command", channel: "#incidents", name, ...more }) as const;

it("brings typed options with what they stand for", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  await declare(world, [everything]);
  const heard: ChatInputCommandInteraction[] = [];
  client.on(Events.InteractionCreate, async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    heard.push(interaction);
    await interaction.reply("thanks");
  });
  const { id: file = "" } = await discord.act("lin", {
    kind: "upload",
    name: "a.txt",
    mediaType: "text/plain",
    base64: "aGk=",
  });
  const options = { s: "One", i: 3, n: 1.5, b: true, u: "grace", c: "#payments", r: "on-call", m: "sam", f: file };
  expect(await discord.act("lin", invoke("everything", { options }))).toEqual({ ok: true });
  const {
    options: given,
    member,
    channel,
    guild,
  } = heard[0] ??
  (() => {
    throw new Error("nothing was heard");
  })();
  expect([given.getString("s"), given.getInteger("i"), given.getNumber("n"), given.getBoolean("b")]).toEqual([
    "1",
    3,
    1.5,
    true,
  ]);
  expect([given.getUser("u")?.username, given.getChannel("c")?.name, given.getRole("r")?.name]).toEqual([
    "grace.n",
    "payments",
    "on-call",
  ]);
  expect(given.getMember("u")).toMatchObject({ displayName: "Grace Nilsson" });
  expect([given.getMentionable("m") !== null, given.getAttachment("f")?.name]).toEqual([true, "a.txt"]);
  expect(await (await fetch(given.getAttachment("f")?.url ?? "")).text()).toBe("hi");
  expect([channel?.id, guild?.name, member?.user.username]).toEqual([discord.idOf("#incidents"), "Acme", "linw"]);
  expect(discord.messages("ada", "#incidents")[0]).toMatchObject({
    type: 20,
    command: { name: "everything", user: { name: "Lin" } },
  });
});

it("sends sub-commands and groups by their path", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  await declare(world, [incident]);
  client.on(Events.InteractionCreate, (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    const { options } = interaction;
    void interaction.reply(
      [options.getSubcommandGroup(false), options.getSubcommand(), options.getString("title")]
        .filter(Boolean)
        .join(" "),
    );
  });
  await discord.act("lin", invoke("incident", { path: ["open"], options: { title: "down" } }));
  await discord.act("lin", invoke("incident", { path: ["role", "list"] }));
  expect(discord.messages("lin", "#incidents").map(({ content }) => content)).toEqual(["open down", "role list"]);
});

it.each([
  ["a missing option", invoke("incident", { path: ["open"] }), "This option is required. Specify a value."],
  [
    "too long a text",
    invoke("incident", { path: ["open"], options: { title: letters(21) } }),
    "The text must be between 0 and 20 in length.",
  ],
  [
    "an unknown option",
    invoke("incident", { path: ["open"], options: { title: "a", x: 1 } }),
    "There is no option called x.",
  ],
  ["an unknown sub-command", invoke("incident", { path: ["close"] }), "/incident has no sub-command close."],
  ["no sub-command", invoke("incident"), "Choose a sub-command of /incident."],
  [
    "an unknown person",
    invoke("incident", { path: ["open"], options: { title: "a", who: "nobody" } }),
    "There is no such person.",
  ],
  ["an unknown command", invoke("page"), "There is no command /page."],
  ["a choice there is none of", invoke("everything", { options: { s: "2" } }), "Choose one of the options."],
  ["too large a number", invoke("everything", { options: { s: "1", i: 10 } }), "The number must be at most 9."],
  ["half a whole number", invoke("everything", { options: { s: "1", i: 1.5 } }), "Input a valid number."],
  [
    "the wrong kind of channel",
    invoke("everything", { options: { s: "1", c: "#war-room" } }),
    "This kind of channel cannot be chosen.",
  ],
] as const)("does not send %s", async (_, act, error) => {
  await using world = await startDiscordWorld({ bot: false });
  await declare(world, [incident, everything]);
  expect(await world.discord.act("lin", act)).toEqual({ ok: false, error });
});

it("asks the app for suggestions while an option is typed", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  await declare(world, [incident]);
  let answer = async (interaction: AutocompleteInteraction) => {
    const typed = interaction.options.getFocused();
    await interaction.respond(
      ["sev1", "sev2"].map((value) => ({ name: `${typed}:${value}:${interaction.options.getString("title")}`, value })),
    );
  };
  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isAutocomplete()) void answer(interaction).catch(() => {});
  });
  const typing = {
    ...invoke("incident", { path: ["open"], options: { title: "down", severity: "se" } }),
    kind: "autocomplete",
    focused: "severity",
  } as const;
  expect(await discord.act("lin", typing)).toEqual({
    ok: true,
    choices: [
      { name: "se:sev1:down", value: "sev1" },
      { name: "se:sev2:down", value: "sev2" },
    ],
  });
  const refused: unknown[] = [];
  answer = async (interaction) => {
    const choices = Array.from({ length: 26 }, (_, index) => ({ name: `${index}`, value: `${index}` }));
    refused.push(await refusalBy(interaction.respond(choices)));
    await interaction.respond([]);
  };
  expect(await discord.act("lin", typing)).toEqual({ ok: true, choices: [] });
  expect(refused).toMatchObject([{ code: 50035, mistakes: ["data.choices BASE_TYPE_MAX_LENGTH"] }]);
});

it("runs menu commands on a message and on a person", async () => {
  await using world = await startDiscordWorld({ intents: { messageContent: false }, clientIntents: 1 | (1 << 9) });
  const { discord, client } = world;
  await declare(world, menus, true);
  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isMessageContextMenuCommand())
      void interaction.reply(`${interaction.targetMessage.author.username}: ${interaction.targetMessage.content}`);
    if (interaction.isUserContextMenuCommand())
      void interaction.reply({ content: interaction.targetUser.username, flags: 64 });
  });
  const { id = "" } = await discord.act("lin", { kind: "say", channel: "#incidents", content: "checkout is down" });
  await discord.act("ada", { kind: "context", channel: "#incidents", name: "Add to incident", message: id });
  await discord.act("ada", { kind: "context", channel: "#incidents", name: "Page this person", person: "grace" });
  expect(
    discord.messages("ada", "#incidents").map(({ content, type, ephemeral }) => [content, type, ephemeral]),
  ).toEqual([
    ["checkout is down", 0, false],
    ["linw: checkout is down", 23, false],
    ["grace.n", 23, true],
  ]);
});

it("offers commands only where they are meant to be", async () => {
  await using world = await startDiscordWorld({ bot: false });
  const { discord } = world;
  await declare(world, [
    { name: "admin", description: "d", default_member_permissions: 8 },
    { name: "here", description: "d" },
  ]);
  await declare(
    world,
    [
      { name: "nodm", description: "d", contexts: [0] },
      { name: "both", description: "d", contexts: [0, 1] },
    ],
    true,
  );
  const names = (who: string) =>
    discord
      .state(who)
      .commands.map(({ name }) => name)
      .toSorted();
  expect([names("lin"), names("ada")]).toEqual([
    ["both", "here", "nodm"],
    ["admin", "both", "here", "nodm"],
  ]);
  expect(await discord.act("lin", { ...invoke("nodm"), channel: "@tocsin" })).toMatchObject({
    error: "There is no command /nodm.",
  });
});
