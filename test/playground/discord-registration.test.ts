import { expect, it } from "vitest";
import { declare, everything, incident, menus, text } from "./support/discord-declared.ts";
import { letters, refusalBy } from "./support/discord-forms.ts";
import { startDiscordWorld } from "./support/discord-world.ts";
import { holdClock } from "./support/world.ts";

it("keeps ids and versions of what did not change when commands are overwritten", async () => {
  await using world = await startDiscordWorld({ bot: false });
  const first = await declare(world, [incident, ...menus]);
  const again = await declare(world, [incident, ...menus]);
  expect(again.map(({ id, version }) => [id, version])).toEqual(first.map(({ id, version }) => [id, version]));
  const [changed, ...rest] = await declare(world, [{ ...incident, description: "All incidents" }, everything]);
  expect(changed?.id).toBe(first[0]?.id);
  expect(changed?.version).not.toBe(first[0]?.version);
  expect(rest.map(({ name }) => name)).toEqual(["everything"]);
  expect(
    world.discord
      .state("lin")
      .commands.map(({ name }) => name)
      .toSorted(),
  ).toEqual(["everything", "incident"]);
  await declare(world, []);
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
  const refused = await refusalBy(declare(world, [command]));
  expect([refused.status, refused.code]).toEqual([400, 50035]);
  expect(refused.mistakes).toContain(mistake);
});

it("refuses the 101st command, the 16th menu, a name twice, and two hundred new ones in a day", async () => {
  const clock = holdClock();
  await using world = await startDiscordWorld({ bot: false, now: clock.now });
  const commands = (count: number, prefix = "c") =>
    Array.from({ length: count }, (_, index) => ({ name: `${prefix}${index}`, description: "d" }));
  expect((await refusalBy(declare(world, commands(101)))).mistakes).toEqual(["APPLICATION_COMMANDS_MAX"]);
  expect(
    (
      await refusalBy(
        declare(
          world,
          commands(16).map(({ name }) => ({ name, type: 3 })),
        ),
      )
    ).code,
  ).toBe(50035);
  expect((await refusalBy(declare(world, [incident, incident]))).mistakes).toEqual([
    "1 APPLICATION_COMMANDS_DUPLICATE_NAME",
  ]);
  await declare(world, commands(100));
  await declare(world, commands(100, "d"));
  expect((await refusalBy(declare(world, commands(1, "e")))).code).toBe(30034);
  clock.advance({ hours: 25 });
  expect(await declare(world, commands(1, "e"))).toHaveLength(1);
});
