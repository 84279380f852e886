import { MessageFlags, Routes } from "discord.js";
import { expect, it } from "vitest";
import { button, letters, menu, refusalBy, row } from "./support/discord-forms.ts";
import { startDiscordWorld } from "./support/discord-world.ts";

const many = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const embed = (more: object) => ({ embeds: [{ title: "t", ...more }] });
const components = (...all: readonly object[]) => ({ content: "c", components: all });
const field = (index: number) => ({ name: `n${index}`, value: "v" });
const layout = (...all: readonly object[]) => ({ flags: MessageFlags.IsComponentsV2, components: all });
const text = (content: string) => ({ type: 10, content });
const buttonRow = (count: number, from = 0) => row(...many(count, (index) => button(`b${from + index}`)));

it.each([
  ["2001 characters", { content: letters(2001) }, "content BASE_TYPE_MAX_LENGTH"],
  ["eleven embeds", { embeds: many(11, () => ({ title: "t" })) }, "embeds BASE_TYPE_MAX_LENGTH"],
  ["a title of 257", embed({ title: letters(257) }), "embeds.0.title BASE_TYPE_MAX_LENGTH"],
  ["a description of 4097", embed({ description: letters(4097) }), "embeds.0.description BASE_TYPE_MAX_LENGTH"],
  ["26 fields", embed({ fields: many(26, field) }), "embeds.0.fields BASE_TYPE_MAX_LENGTH"],
  [
    "a field's name of 257",
    embed({ fields: [{ name: letters(257), value: "v" }] }),
    "embeds.0.fields.0.name BASE_TYPE_MAX_LENGTH",
  ],
  ["an empty field", embed({ fields: [{ name: "n", value: "" }] }), "embeds.0.fields.0.value BASE_TYPE_REQUIRED"],
  [
    "a field's value of 1025",
    embed({ fields: [{ name: "n", value: letters(1025) }] }),
    "embeds.0.fields.0.value BASE_TYPE_MAX_LENGTH",
  ],
  ["a footer of 2049", embed({ footer: { text: letters(2049) } }), "embeds.0.footer.text BASE_TYPE_MAX_LENGTH"],
  ["an author of 257", embed({ author: { name: letters(257) } }), "embeds.0.author.name BASE_TYPE_MAX_LENGTH"],
  ["a color that is none", embed({ color: 0x1_00_00_00 }), "embeds.0.color NUMBER_TYPE_MAX"],
  ["an address of another scheme", embed({ url: "javascript:1" }), "embeds.0.url URL_TYPE_INVALID_SCHEME"],
  [
    "6001 characters in its embeds",
    { embeds: [{ description: letters(3000) }, { description: letters(3001) }] },
    "embeds MAX_EMBED_SIZE_EXCEEDED",
  ],
  ["six rows", components(...many(6, (index) => buttonRow(1, index))), "components BASE_TYPE_MAX_LENGTH"],
  ["six buttons in a row", components(buttonRow(6)), "components.0.components COMPONENT_LAYOUT_WIDTH_EXCEEDED"],
  [
    "a button beside a menu",
    components(row<object>(button("a"), menu("m", ["x"]))),
    "components.0.components COMPONENT_LAYOUT_WIDTH_EXCEEDED",
  ],
  ["a button outside a row", components(button("a")), "components.0.type BASE_TYPE_CHOICES"],
  [
    "a label of 81",
    components(row(button("a", { label: letters(81) }))),
    "components.0.components.0.label BASE_TYPE_MAX_LENGTH",
  ],
  [
    "a custom id of 101",
    components(row(button(letters(101), { label: "l" }))),
    "components.0.components.0.custom_id BASE_TYPE_MAX_LENGTH",
  ],
  [
    "a button without a word",
    components(row(button("a", { label: "" }))),
    "components.0.components.0.label BUTTON_COMPONENT_INVALID_LABEL",
  ],
  [
    "a link without an address",
    components(row({ type: 2, style: 5, label: "l" })),
    "components.0.components.0.url BASE_TYPE_REQUIRED",
  ],
  [
    "a link with a custom id",
    components(row(button("a", { style: 5, url: "https://x.example" }))),
    "components.0.components.0.custom_id BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
  ],
  [
    "one custom id twice",
    components(row(button("a")), row(button("a"))),
    "components.1 COMPONENT_CUSTOM_ID_DUPLICATED",
  ],
  [
    "26 options",
    components(row(menu("m", many(26, String)))),
    "components.0.components.0.options BASE_TYPE_MAX_LENGTH",
  ],
  ["no options", components(row(menu("m", []))), "components.0.components.0.options BASE_TYPE_REQUIRED"],
  [
    "one option twice",
    components(row(menu("m", ["x", "x"]))),
    "components.0.components.0.options.1.value SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
  ],
  [
    "an option of 101",
    components(row(menu("m", [letters(101)]))),
    "components.0.components.0.options.0.label BASE_TYPE_MAX_LENGTH",
  ],
  [
    "a placeholder of 151",
    components(row(menu("m", ["x"], { placeholder: letters(151) }))),
    "components.0.components.0.placeholder BASE_TYPE_MAX_LENGTH",
  ],
  ["a nonce of 26", { content: "c", nonce: letters(26) }, "nonce BASE_TYPE_MAX_LENGTH"],
  [
    "words beside a layout",
    { ...layout(text("t")), content: "c" },
    "content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
  ],
  [
    "an embed beside a layout",
    { ...layout(text("t")), ...embed({}) },
    "embeds MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
  ],
  ["41 components", layout(...many(41, () => text("t"))), "components COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"],
  [
    "4001 characters in its layout",
    layout(text(letters(4000)), text("x")),
    "components COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
  ],
] as const)("refuses a message with %s", async (_, body, mistake) => {
  await using world = await startDiscordWorld({ bot: false });
  const channel = world.discord.idOf("#incidents");
  const refused = await refusalBy(world.rest.post(Routes.channelMessages(channel), { body }));
  expect([refused.status, refused.code]).toEqual([400, 50035]);
  expect(refused.mistakes).toContain(mistake);
  expect(world.discord.messages("lin", "#incidents")).toEqual([]);
});

it.each([
  ["nothing", {}],
  ["blanks", { content: " \n " }],
] as const)("refuses a message of %s", async (_, body) => {
  await using world = await startDiscordWorld({ bot: false });
  const refused = await refusalBy(world.rest.post(Routes.channelMessages(world.discord.idOf("#incidents")), { body }));
  expect(refused).toEqual({ status: 400, code: 50006, mistakes: [] });
});

it("takes what just fits", async () => {
  await using world = await startDiscordWorld({ bot: false });
  const path = Routes.channelMessages(world.discord.idOf("#incidents"));
  const fits = [
    { content: letters(2000) },
    { embeds: [{ description: letters(4096), footer: { text: letters(1904) } }] },
    { embeds: [{ fields: many(25, field) }] },
    components(...many(5, (index) => buttonRow(5, index * 5))),
    components(row(menu("m", many(25, String), { max_values: 25 }))),
    layout({
      type: 17,
      accent_color: 255,
      components: [
        text("Title"),
        { type: 14 },
        { type: 9, components: [text("x")], accessory: button("go") },
        buttonRow(2),
      ],
    }),
  ];
  for (const body of fits) await world.rest.post(path, { body });
  expect(world.discord.messages("lin", "#incidents")).toHaveLength(fits.length);
});

it("does not let a person send too much or nothing", async () => {
  await using world = await startDiscordWorld({ bot: false });
  const say = (content: string) => world.discord.act("lin", { kind: "say", channel: "#incidents", content });
  expect(await say(letters(2001))).toEqual({ ok: false, error: "Your message is too long." });
  expect(await say("  ")).toEqual({ ok: false, error: "Cannot send an empty message" });
});
