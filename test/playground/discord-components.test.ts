import { type ButtonInteraction, type Interaction, MessageFlags } from "discord.js";
import { expect, it } from "vitest";
import { button, menu, row } from "./support/discord-forms.ts";
import { card, handle } from "./support/discord-handlers.ts";
import { startDiscordWorld } from "./support/discord-world.ts";

it("tells the app of a button pressed, and shows what it makes of the message", async () => {
  await using world = await startDiscordWorld();
  const { discord } = world;
  const at = await card(world, row(button("0|1|ack inc-1"), button("off", { disabled: true })));
  const pressed: ButtonInteraction[] = [];
  const work = handle(world, async (interaction) => {
    if (!interaction.isButton()) return;
    pressed.push(interaction);
    await interaction.update({ content: "INC-1 acknowledged", components: [] });
    await interaction.followUp({ content: "thanks", flags: MessageFlags.Ephemeral });
    expect((await interaction.fetchReply()).id).toBe(at.message);
  });
  expect(await discord.act("lin", { kind: "press", ...at, custom_id: "0|1|ack inc-1" })).toEqual({ ok: true });
  await work.done();
  expect([pressed[0]?.customId, pressed[0]?.message.id, pressed[0]?.user.username]).toEqual([
    "0|1|ack inc-1",
    at.message,
    "linw",
  ]);
  expect(discord.messages("ada", "#incidents")).toMatchObject([{ content: "INC-1 acknowledged", components: [] }]);
  expect(discord.messages("lin", "#incidents")[1]).toMatchObject({
    content: "thanks",
    reference: { message: at.message },
  });
  expect(await discord.act("lin", { kind: "press", ...at, custom_id: "0|1|ack inc-1" })).toMatchObject({
    ok: false,
    error: "There is no such component.",
  });
});

it("says that an interaction failed, and does not press what is disabled", async () => {
  await using world = await startDiscordWorld({ patience: 20 });
  const at = await card(world, row(button("go"), button("off", { disabled: true })));
  expect(await world.discord.act("lin", { kind: "press", ...at, custom_id: "go" })).toEqual({
    ok: false,
    error: "This interaction failed",
  });
  expect(await world.discord.act("lin", { kind: "press", ...at, custom_id: "off" })).toEqual({
    ok: false,
    error: "That is disabled.",
  });
});

it("tells the app what was chosen from each kind of menu", async () => {
  await using world = await startDiscordWorld();
  const { discord } = world;
  const pick = (type: number, custom_id: string) => row({ type, custom_id, max_values: 2 });
  const at = await card(
    world,
    row(menu("text", ["sev1", "sev2", "sev3"], { max_values: 2 })),
    pick(5, "user"),
    pick(6, "role"),
    pick(7, "any"),
    pick(8, "channel"),
  );
  const chosen: unknown[] = [];
  handle(world, async (interaction) => {
    if (!interaction.isAnySelectMenu()) return;
    chosen.push(interaction.isStringSelectMenu() ? interaction.values : named(interaction));
    await interaction.deferUpdate();
  });
  const choose = (custom_id: string, ...values: string[]) =>
    discord.act("lin", { kind: "select", ...at, custom_id, values });
  for (const outcome of [
    await choose("text", "sev1", "SEV3"),
    await choose("user", "ada", "grace"),
    await choose("role", "on-call"),
    await choose("any", "sam", "on-call"),
    await choose("channel", "#payments"),
  ]) {
    expect(outcome).toEqual({ ok: true });
  }
  expect(chosen).toEqual([["sev1", "sev3"], ["ada", "grace.n"], ["on-call"], ["sam_ortiz", "on-call"], ["payments"]]);
  expect(await choose("text", "sev9")).toMatchObject({ error: "There is no such option." });
  expect(await choose("user", "ada", "sam", "lin")).toMatchObject({ error: "You can choose at most 2." });
  expect(await choose("text")).toMatchObject({ error: "Choose at least 1." });
});

function named(interaction: Interaction): readonly (string | undefined)[] {
  if (interaction.isUserSelectMenu()) return interaction.users.map(({ username }) => username);
  if (interaction.isRoleSelectMenu()) return interaction.roles.map(({ name }) => name);
  if (interaction.isChannelSelectMenu())
    return interaction.channels.map((each) => ("name" in each ? (each.name ?? "") : ""));
  if (!interaction.isMentionableSelectMenu()) return [];
  return [...interaction.users.map(({ username }) => username), ...interaction.roles.map(({ name }) => name)];
}
