import {
  type APIApplicationCommand,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  Events,
  ApplicationCommandOptionType as Kind,
  Routes,
} from "discord.js";
import { expect, it } from "vitest";
import type { DiscordInvocation } from "../../src/playground/discord/protocol.ts";
import { letters, refusalBy } from "./support/discord-forms.ts";
import { type DiscordWorld, startDiscordWorld } from "./support/discord-world.ts";
import { holdClock } from "./support/world.ts";

const text = (name: string, more: object = {}) => ({ type: Kind.String, name, description: "A text", ...more });

const incident = {
  name: "incident",
  description: "Incidents",
  options: [
    {
      type: Kind.Subcommand,
      name: "open",
      description: "Open one",
      options: [
        text("title", { required: true, max_length: 20 }),
        text("severity", { autocomplete: true }),
        { type: Kind.User, name: "who", description: "Whom?" },
      ],
    },
    {
      type: Kind.SubcommandGroup,
      name: "role",
      description: "Roles",
      options: [{ type: Kind.Subcommand, name: "list", description: "All" }],
    },
  ],
};

const everything = {
  name: "everything",
  description: "One of each",
  options: [
    text("s", { required: true, choices: [{ name: "One", value: "1" }] }),
    { type: Kind.Integer, name: "i", description: "d", min_value: 1, max_value: 9 },
    { type: Kind.Number, name: "n", description: "d" },
    { type: Kind.Boolean, name: "b", description: "d" },
    { type: Kind.User, name: "u", description: "d" },
    { type: Kind.Channel, name: "c", description: "d", channel_types: [0] },
    { type: Kind.Role, name: "r", description: "d" },
    { type: Kind.Mentionable, name: "m", description: "d" },
    { type: Kind.Attachment, name: "f", description: "d" },
  ],
};

const menus = [
  { name: "Add to incident", type: 3 },
  { name: "Page this person", type: 2 },
];

async function register(
  { rest, discord }: DiscordWorld,
  body: readonly object[],
  everywhere = false,
): Promise<APIApplicationCommand[]> {
  const { applicationId, guild } = discord;
  const path = everywhere
    ? Routes.applicationCommands(applicationId)
    : Routes.applicationGuildCommands(applicationId, guild.id);
  return (await rest.put(path, { body })) as APIApplicationCommand[];
}

const invoke = (name: string, more: Partial<DiscordInvocation> = {}) =>
  ({ kind: "command", channel: "#incidents", name, ...more }) as const;

it("keeps ids and versions of what did not change when commands are overwritten", async () => {
  await using world = await startDiscordWorld({ bot: false });
  const first = await register(world, [incident, ...menus]);
  const again = await register(world, [incident, ...menus]);
  expect(again.map(({ id, version }) => [id, version])).toEqual(first.map(({ id, version }) => [id, version]));
  const [changed, ...rest] = await register(world, [{ ...incident, description: "All incidents" }, everything]);
  expect(changed?.id).toBe(first[0]?.id);
  expect(changed?.version).not.toBe(first[0]?.version);
  expect(rest.map(({ name }) => name)).toEqual(["everything"]);
  expect(
    world.discord
      .state("lin")
      .commands.map(({ name }) => name)
      .toSorted(),
  ).toEqual(["everything", "incident"]);
  await register(world, []);
  expect(world.discord.state("lin").commands).toEqual([]);
});

it("lists, makes, changes and removes single commands", async () => {
  await using world = await startDiscordWorld();
  const { client } = world;
  const made = await client.application.commands.create({ name: "oncall", description: "Who is on call" });
  const edited = await client.application.commands.edit(made.id, { description: "Who?" });
  expect([edited.id, edited.description]).toEqual([made.id, "Who?"]);
  expect((await client.application.commands.fetch()).map(({ name }) => name)).toEqual(["oncall"]);
  await client.application.commands.delete(made.id);
  expect((await refusalBy(client.application.commands.fetch(made.id))).code).toBe(10063);
});

const many = (count: number, prefix = "o") => Array.from({ length: count }, (_, index) => text(`${prefix}${index}`));
const slash = (more: object) => ({ name: "x", description: "d", ...more });

it.each([
  ["capitals in a name", slash({ name: "Incident" }), "0.name APPLICATION_COMMAND_INVALID_NAME"],
  ["blanks in a name", slash({ name: "in cident" }), "0.name APPLICATION_COMMAND_INVALID_NAME"],
  ["33 letters", slash({ name: letters(33) }), "0.name APPLICATION_COMMAND_INVALID_NAME"],
  ["no description", { name: "x" }, "0.description BASE_TYPE_REQUIRED"],
  ["101 characters of description", slash({ description: letters(101) }), "0.description BASE_TYPE_MAX_LENGTH"],
  ["26 options", slash({ options: many(26) }), "0.options BASE_TYPE_MAX_LENGTH"],
  [
    "26 choices",
    slash({ options: [text("a", { choices: many(26).map(({ name }) => ({ name, value: name })) })] }),
    "0.options.0.choices BASE_TYPE_MAX_LENGTH",
  ],
  [
    "one name twice",
    slash({ options: [text("a"), text("a")] }),
    "0.options.1.name APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
  ],
  [
    "a required option last",
    slash({ options: [text("a"), text("b", { required: true })] }),
    "0.options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
  ],
  [
    "choices and autocomplete",
    slash({ options: [text("a", { autocomplete: true, choices: [{ name: "a", value: "a" }] })] }),
    "0.options.0.choices APPLICATION_COMMAND_OPTIONS_CHOICES_AND_AUTOCOMPLETE",
  ],
  [
    "autocomplete of a person",
    slash({ options: [{ ...text("a"), type: 6, autocomplete: true }] }),
    "0.options.0.autocomplete APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_TYPE",
  ],
  [
    "a text among numbers",
    slash({ options: [{ ...text("a"), type: 4, choices: [{ name: "a", value: "a" }] }] }),
    "0.options.0.choices.0.value APPLICATION_COMMAND_OPTIONS_CHOICE_VALUE_TYPE",
  ],
  [
    "a sub-command beside an option",
    slash({ options: [{ type: 1, name: "a", description: "d" }, text("b")] }),
    "0.options APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
  ],
  [
    "a group in a group",
    slash({ options: [{ type: 2, name: "a", description: "d", options: [{ type: 2, name: "b", description: "d" }] }] }),
    "0.options.0.options.0.type APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
  ],
  [
    "more than 8000 characters",
    slash({
      options: many(25).map((each) => ({
        ...each,
        description: letters(100),
        choices: many(25).map(({ name }) => ({ name: letters(90), value: name })),
      })),
    }),
    "0 APPLICATION_COMMAND_TOO_LARGE",
  ],
  ["an unknown type of option", slash({ options: [{ ...text("a"), type: 12 }] }), "0.options.0.type NUMBER_TYPE_MAX"],
] as const)("refuses a command with %s", async (_, command, mistake) => {
  await using world = await startDiscordWorld({ bot: false });
  const refused = await refusalBy(register(world, [command]));
  expect([refused.status, refused.code]).toEqual([400, 50035]);
  expect(refused.mistakes).toContain(mistake);
});

it("refuses the 101st command, the 16th menu, a name twice, and two hundred new ones in a day", async () => {
  const clock = holdClock();
  await using world = await startDiscordWorld({ bot: false, now: clock.now });
  const commands = (count: number, prefix = "c") =>
    Array.from({ length: count }, (_, index) => ({ name: `${prefix}${index}`, description: "d" }));
  expect((await refusalBy(register(world, commands(101)))).mistakes).toEqual(["APPLICATION_COMMANDS_MAX"]);
  expect(
    (
      await refusalBy(
        register(
          world,
          commands(16).map(({ name }) => ({ name, type: 3 })),
        ),
      )
    ).code,
  ).toBe(50035);
  expect((await refusalBy(register(world, [incident, incident]))).mistakes).toEqual([
    "1 APPLICATION_COMMANDS_DUPLICATE_NAME",
  ]);
  await register(world, commands(100));
  await register(world, commands(100, "d"));
  expect((await refusalBy(register(world, commands(1, "e")))).code).toBe(30034);
  clock.advance({ hours: 25 });
  expect(await register(world, commands(1, "e"))).toHaveLength(1);
});

it("brings typed options with what they stand for", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  await register(world, [everything]);
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
  await register(world, [incident]);
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
  await register(world, [incident, everything]);
  expect(await world.discord.act("lin", act)).toEqual({ ok: false, error });
});

it("asks the app for suggestions while an option is typed", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  await register(world, [incident]);
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
  await register(world, menus, true);
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
  await register(world, [
    { name: "admin", description: "d", default_member_permissions: 8 },
    { name: "here", description: "d" },
  ]);
  await register(
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
