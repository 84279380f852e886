import { type ChatInputCommandInteraction, Events, MessageFlags, Routes } from "discord.js";
import { expect, it } from "vitest";
import { codeOf, talkIn } from "./support/discord-forms.ts";
import { handle, onCommand, register, run } from "./support/discord-handlers.ts";
import { startDiscordWorld } from "./support/discord-world.ts";
import { eventually, holdClock } from "./support/world.ts";

it("thinks, then says what it has to say in place of the promise, unedited", async () => {
  await using world = await startDiscordWorld();
  const { discord } = world;
  await register(world);
  let go = () => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  const work = handle(
    world,
    onCommand(async (interaction) => {
      await interaction.deferReply();
      await held;
      const edited = await interaction.editReply("INC-1 is open");
      expect(edited.flags.has(MessageFlags.Loading)).toBe(false);
      await interaction.followUp({ content: "only for you", flags: MessageFlags.Ephemeral });
    }),
  );
  expect(await discord.act("lin", run)).toEqual({ ok: true });
  expect(discord.messages("ada", "#incidents")).toMatchObject([{ content: "", thinking: true, ephemeral: false }]);
  go();
  await work.done();
  expect(discord.messages("ada", "#incidents")).toMatchObject([{ content: "INC-1 is open", thinking: false }]);
  expect(discord.messages("ada", "#incidents")[0]?.edited).toBeUndefined();
  expect(discord.messages("lin", "#incidents")).toMatchObject([
    { content: "INC-1 is open" },
    { content: "only for you", ephemeral: true, type: 19 },
  ]);
});

it("keeps an ephemeral promise between the two of them, whatever the answer asks for", async () => {
  await using world = await startDiscordWorld();
  const { discord, client, rest } = world;
  await register(world);
  const heard: string[] = [];
  client.on(Events.MessageCreate, ({ content }) => void heard.push(content));
  const work = handle(
    world,
    onCommand(async (interaction) => {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      const said = await interaction.followUp("psst");
      const path = Routes.channelMessage(interaction.channelId, said.id);
      expect([await codeOf(rest.get(path)), await codeOf(rest.patch(path, { body: { content: "x" } }))]).toEqual([
        10008, 10008,
      ]);
      expect((await interaction.fetchReply()).content).toBe("psst");
      await interaction.editReply("psst!");
    }),
  );
  await discord.act("lin", run);
  await work.done();
  expect(discord.messages("lin", "#incidents")).toMatchObject([{ content: "psst!", ephemeral: true, thinking: false }]);
  expect(discord.messages("ada", "#incidents")).toEqual([]);
  const [mine] = discord.messages("lin", "#incidents");
  await discord.act("lin", { kind: "delete", channel: "#incidents", message: mine?.id ?? "" });
  expect([discord.messages("lin", "#incidents"), heard]).toEqual([[], []]);
});

it("gives the answer back when asked for it", async () => {
  await using world = await startDiscordWorld();
  await register(world);
  const work = handle(
    world,
    onCommand(async (interaction) => {
      const { resource, interaction: about } = await interaction.reply({ content: "hi", withResponse: true });
      expect([resource?.message?.content, about.responseMessageId, about.responseMessageLoading]).toEqual([
        "hi",
        resource?.message?.id,
        false,
      ]);
      await interaction.deleteReply();
    }),
  );
  await world.discord.act("lin", run);
  await work.done();
  expect(world.discord.messages("lin", "#incidents")).toEqual([]);
});

it("lets an app answer once", async () => {
  await using world = await startDiscordWorld();
  await register(world);
  const codes: number[] = [];
  const work = handle(
    world,
    onCommand(async ({ id, token }) => {
      const answer = () =>
        world.rest.post(Routes.interactionCallback(id, token), { body: { type: 4, data: { content: "hi" } } });
      await answer();
      codes.push(await codeOf(answer()));
      codes.push(await codeOf(world.rest.post(Routes.interactionCallback(id, "wrong"), { body: { type: 5 } })));
    }),
  );
  await world.discord.act("lin", run);
  await work.done();
  expect(codes).toEqual([40060, 10062]);
});

it("does not wait longer than three seconds for the first answer", async () => {
  const clock = holdClock();
  await using world = await startDiscordWorld({ now: clock.now, patience: 30 });
  await register(world);
  let late: ChatInputCommandInteraction | undefined;
  handle(
    world,
    onCommand(async (interaction) => {
      late = interaction;
    }),
  );
  expect(await world.discord.act("lin", run)).toEqual({ ok: false, error: "The application did not respond" });
  const interaction = await eventually(() => late);
  expect(await codeOf(interaction.reply("sorry"))).toBe(10062);
  const path = Routes.webhook(interaction.applicationId, interaction.token);
  expect(await codeOf(world.rest.post(path, { body: { content: "sorry" } }))).toBe(10015);
});

it("counts the three seconds and the fifteen minutes by the clock", async () => {
  const clock = holdClock();
  await using world = await startDiscordWorld({ now: clock.now });
  await register(world);
  const work = handle(
    world,
    onCommand(async (interaction) => {
      clock.advance({ seconds: 3 });
      await interaction.reply("just in time");
      clock.advance({ minutes: 14 });
      await interaction.editReply("still");
      clock.advance({ minutes: 1 });
      expect(await codeOf(interaction.editReply("no more"))).toBe(50027);
    }),
  );
  await world.discord.act("lin", run);
  await work.done();
  expect(world.discord.messages("lin", "#incidents").map(({ content }) => content)).toEqual(["still"]);
});

it("takes no answer when the clock says it is too late", async () => {
  const clock = holdClock();
  await using world = await startDiscordWorld({ now: clock.now, patience: 200 });
  await register(world);
  const work = handle(
    world,
    onCommand(async (interaction) => {
      clock.advance({ seconds: 3, milliseconds: 1 });
      expect(await codeOf(interaction.reply("too late"))).toBe(10062);
    }),
  );
  expect(await world.discord.act("lin", run)).toMatchObject({ ok: false });
  await work.done();
  expect(world.discord.messages("lin", "#incidents")).toEqual([]);
});

it("is not there for a person while no app is connected", async () => {
  await using world = await startDiscordWorld({ bot: false });
  await register(world);
  expect(await world.discord.act("lin", run)).toEqual({ ok: false, error: "The application did not respond" });
});

it("refuses answers that do not fit the interaction", async () => {
  await using world = await startDiscordWorld();
  await register(world);
  const work = handle(
    world,
    onCommand(async ({ id, token }) => {
      const answer = (body: object) => world.rest.post(Routes.interactionCallback(id, token), { body });
      for (const body of [{ type: 6 }, { type: 7, data: {} }, { type: 8, data: { choices: [] } }, { type: 2 }]) {
        expect(await codeOf(answer(body))).toBe(50035);
      }
      expect(await codeOf(answer({ type: 4, data: {} }))).toBe(50006);
      await answer({ type: 4, data: { content: "now" } });
    }),
  );
  await world.discord.act("lin", run);
  await work.done();
});

it("works in direct messages too", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  await client.application.commands.create({ name: "incident", description: "Incidents" });
  handle(
    world,
    onCommand(async (interaction) => interaction.reply(`${interaction.inGuild()} ${interaction.user.username}`)),
  );
  expect(await discord.act("lin", { ...run, channel: "@tocsin" })).toEqual({ ok: true });
  expect(discord.messages("lin", "@tocsin").map(({ content }) => content)).toEqual(["false linw"]);
  const lin = await client.users.fetch(discord.idOf("lin"));
  await lin.send("psst");
  await (await talkIn(client, (await lin.createDM()).id)).send("again");
  expect(discord.messages("lin", "@tocsin").map(({ content }) => content)).toEqual(["false linw", "psst", "again"]);
});
