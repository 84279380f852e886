import { type Interaction, type ModalSubmitInteraction, Routes } from "discord.js";
import { expect, it } from "vitest";
import { button, letters, menu, refusalBy, row } from "./support/discord-forms.ts";
import { card, handle, onCommand, register, run } from "./support/discord-handlers.ts";
import { startDiscordWorld } from "./support/discord-world.ts";

const input = (custom_id: string, more: object = {}) => ({ type: 4, custom_id, style: 1, ...more });
const label = (text: string, component: object) => ({ type: 18, label: text, component });
const form = {
  custom_id: "open",
  title: "Open an incident",
  components: [
    row(input("title", { label: "Title", max_length: 20 })),
    label("Severity", menu("severity", ["sev1", "sev2"], { required: false })),
    label("Who", { type: 5, custom_id: "who", max_values: 2, required: false }),
    label("Why", { ...input("why", { required: false, min_length: 3 }), style: 2 }),
    { type: 10, content: "Everybody is told." },
  ],
};

const openForm = (interaction: Interaction) =>
  "showModal" in interaction
    ? interaction.client.rest.post(Routes.interactionCallback(interaction.id, interaction.token), {
        body: { type: 9, data: form },
      })
    : null;

it("opens a form, refuses what its fields do not take, and hands in the rest", async () => {
  await using world = await startDiscordWorld();
  const { discord } = world;
  await register(world);
  const submitted: ModalSubmitInteraction[] = [];
  handle(world, async (interaction) => {
    if (interaction.isChatInputCommand()) await openForm(interaction);
    if (!interaction.isModalSubmit()) return;
    submitted.push(interaction);
    await interaction.reply("open");
  });
  await discord.act("lin", run);
  const { modal } = discord.state("lin");
  expect([modal?.title, discord.state("ada").modal]).toEqual(["Open an incident", null]);
  const id = modal?.id ?? "";
  const submit = (values: object) => discord.act("lin", { kind: "submit", modal: id, values: { ...values } });
  expect(await submit({})).toEqual({ ok: false, error: "This field is required." });
  expect(await submit({ title: letters(21) })).toEqual({ ok: false, error: "Must be 20 or fewer in length." });
  expect(await submit({ title: "a", why: "x" })).toEqual({ ok: false, error: "Must be 3 or more in length." });
  expect(await submit({ title: "a", severity: ["sev9"] })).toEqual({ ok: false, error: "There is no such option." });
  expect(await submit({ title: "a", wrong: "b" })).toEqual({ ok: false, error: "The form has no field wrong." });
  expect(discord.state("lin").modal?.id).toBe(id);
  expect(await submit({ title: "down", severity: ["sev1"], who: ["ada", "sam"], why: "because" })).toEqual({
    ok: true,
  });
  const { fields, customId } =
    submitted[0] ??
    (() => {
      throw new Error("nothing was handed in");
    })();
  expect([customId, fields.getTextInputValue("title"), fields.getTextInputValue("why")]).toEqual([
    "open",
    "down",
    "because",
  ]);
  expect(fields.getStringSelectValues("severity")).toEqual(["sev1"]);
  expect(fields.getSelectedUsers("who")?.map(({ username }) => username)).toEqual(["ada", "sam_ortiz"]);
  expect(discord.state("lin").modal).toBeNull();
  expect(await submit({ title: "again" })).toEqual({ ok: false, error: "That form is not open." });
});

it("keeps a form open that the app does not answer, until it is dismissed", async () => {
  await using world = await startDiscordWorld({ patience: 100 });
  const { discord } = world;
  const at = await card(world, row(button("form")));
  handle(world, async (interaction) => interaction.isButton() && openForm(interaction));
  await discord.act("lin", { kind: "press", ...at, custom_id: "form" });
  const id = discord.state("lin").modal?.id ?? "";
  const act = { kind: "submit", modal: id, values: { title: "down" } } as const;
  expect(await discord.act("lin", act)).toEqual({ ok: false, error: "Something went wrong. Try again." });
  expect(discord.state("lin").modal?.id).toBe(id);
  expect(await discord.act("lin", { kind: "dismiss", modal: id })).toEqual({ ok: true });
  expect(discord.state("lin").modal).toBeNull();
});

it("lets a form opened from a message change that message", async () => {
  await using world = await startDiscordWorld();
  const { discord } = world;
  const at = await card(world, row(button("form")));
  handle(world, async (interaction) => {
    if (interaction.isButton()) await openForm(interaction);
    if (interaction.isModalSubmit() && interaction.isFromMessage())
      await interaction.update({ content: interaction.fields.getTextInputValue("title") });
  });
  await discord.act("lin", { kind: "press", ...at, custom_id: "form" });
  await discord.act("lin", {
    kind: "submit",
    modal: discord.state("lin").modal?.id ?? "",
    values: { title: "renamed" },
  });
  expect(discord.messages("ada", "#incidents")[0]?.content).toBe("renamed");
});

const rows = (count: number) => Array.from({ length: count }, (_, index) => row(input(`i${index}`, { label: "L" })));

it.each([
  ["a title of 46 characters", { ...form, title: letters(46) }, "data.title BASE_TYPE_MAX_LENGTH"],
  ["six components", { ...form, components: rows(6) }, "data.components BASE_TYPE_MAX_LENGTH"],
  ["no component", { ...form, components: [] }, "data.components BASE_TYPE_REQUIRED"],
  [
    "a label of 46 characters",
    { ...form, components: [row(input("a", { label: letters(46) }))] },
    "data.components.0.components.0.label BASE_TYPE_MAX_LENGTH",
  ],
  [
    "two fields of one name",
    { ...form, components: [...rows(1), ...rows(1)] },
    "data.components.1 COMPONENT_CUSTOM_ID_DUPLICATED",
  ],
  [
    "a text of 4001",
    { ...form, components: [row(input("a", { label: "L", value: letters(4001) }))] },
    "data.components.0.components.0.value BASE_TYPE_MAX_LENGTH",
  ],
  ["no custom id", { ...form, custom_id: "" }, "data.custom_id BASE_TYPE_REQUIRED"],
] as const)("refuses a form with %s", async (_, data, mistake) => {
  await using world = await startDiscordWorld();
  await register(world);
  const work = handle(
    world,
    onCommand(async ({ id, token }) => {
      const refused = await refusalBy(
        world.rest.post(Routes.interactionCallback(id, token), { body: { type: 9, data } }),
      );
      expect(refused.mistakes).toContain(mistake);
      await world.rest.post(Routes.interactionCallback(id, token), { body: { type: 5 } });
    }),
  );
  await world.discord.act("lin", run);
  await work.done();
});
