import { afterAll, beforeAll, expect, it } from "vitest";
import { startWorld } from "./support/world.ts";

let world: Awaited<ReturnType<typeof startWorld>>;

beforeAll(async () => {
  world = await startWorld({ bot: false });
});
afterAll(() => world[Symbol.asyncDispose]());

const plain = (length: number) => ({ type: "plain_text", text: "x".repeat(length) });
const mrkdwn = (length: number) => ({ type: "mrkdwn", text: "x".repeat(length) });
const section = (length: number) => ({ type: "section", text: mrkdwn(length) });
const button = (over: object = {}) => ({ type: "button", action_id: "a", text: plain(75), ...over });
const actions = (...elements: object[]) => ({ type: "actions", elements });
const many = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));
const option = (text: number, value: number) => ({ text: plain(text), value: "v".repeat(value) });
const select = (options: object[]) => ({ type: "static_select", action_id: "s", options });

async function post(blocks: readonly object[]) {
  const response = await fetch(`${world.slack.apiUrl}chat.postMessage`, {
    method: "POST",
    headers: { authorization: `Bearer ${world.slack.botToken}`, "content-type": "application/json" },
    body: JSON.stringify({ channel: world.slack.idOf("#incidents"), text: "x", blocks }),
  });
  return (await response.json()) as { readonly ok: boolean; readonly error?: string; readonly errors?: string[] };
}

it.each<[string, readonly object[]]>([
  ["50 blocks", many(50, () => ({ type: "divider" }))],
  ["3000 characters in a section", [section(3000)]],
  ["10 fields of 2000", [{ type: "section", fields: many(10, () => mrkdwn(2000)) }]],
  ["25 buttons", [actions(...many(25, (index) => button({ action_id: `a${index}` })))]],
  ["10 context elements", [{ type: "context", elements: many(10, () => mrkdwn(10)) }]],
  ["150 characters in a header", [{ type: "header", text: plain(150) }]],
  ["2000 characters in a button's value", [actions(button({ value: "v".repeat(2000), action_id: "a".repeat(255) }))]],
  ["100 options of 75 and 150", [actions(select(many(100, () => option(75, 150))))]],
])("takes %s", async (_name, blocks) => {
  expect(await post(blocks)).toMatchObject({ ok: true });
});

it.each<[string, readonly object[], string]>([
  ["51 blocks", many(51, () => ({ type: "divider" })), "no more than 50 items allowed [json-pointer:/blocks]"],
  ["3001 in a section", [section(3001)], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"],
  [
    "11 fields",
    [{ type: "section", fields: many(11, () => mrkdwn(1)) }],
    "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
  ],
  [
    "a field of 2001",
    [{ type: "section", fields: [mrkdwn(2001)] }],
    "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
  ],
  [
    "26 buttons",
    [actions(...many(26, (index) => button({ action_id: `a${index}` })))],
    "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
  ],
  [
    "11 context elements",
    [{ type: "context", elements: many(11, () => mrkdwn(1)) }],
    "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
  ],
  [
    "a header of 151",
    [{ type: "header", text: plain(151) }],
    "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
  ],
  ["mrkdwn in a header", [{ type: "header", text: mrkdwn(1) }], "invalid value [json-pointer:/blocks/0/text/type]"],
  [
    "a button of 76",
    [actions(button({ text: plain(76) }))],
    "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
  ],
  [
    "a value of 2001",
    [actions(button({ value: "v".repeat(2001) }))],
    "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
  ],
  [
    "an action_id of 256",
    [actions(button({ action_id: "a".repeat(256) }))],
    "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
  ],
  [
    "101 options",
    [actions(select(many(101, () => option(1, 1))))],
    "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
  ],
  [
    "an option of 76",
    [actions(select([option(76, 1)]))],
    "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]",
  ],
  [
    "an option value of 151",
    [actions(select([option(1, 151)]))],
    "must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]",
  ],
  ["empty text", [section(0)], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"],
  ["an unknown block", [{ type: "banner" }], "unsupported type: banner [json-pointer:/blocks/0/type]"],
  [
    "an unknown element",
    [actions({ type: "slider" })],
    "unsupported type: slider [json-pointer:/blocks/0/elements/0/type]",
  ],
  [
    "an unknown property",
    [{ type: "divider", colour: "red" }],
    "invalid additional property: colour [json-pointer:/blocks/0]",
  ],
  ["a missing field", [{ type: "actions" }], "missing required field: elements [json-pointer:/blocks/0]"],
  [
    "a repeated block_id",
    many(2, () => ({ type: "divider", block_id: "b" })),
    "block_id already exists: b [json-pointer:/blocks/1/block_id]",
  ],
  ["a repeated action_id", [actions(button(), button())], "action_id already exists [json-pointer:/blocks/0/elements]"],
])("refuses %s", async (_name, blocks, problem) => {
  expect(await post(blocks)).toMatchObject({ ok: false, error: "invalid_blocks", errors: [problem] });
});

it.each<[string, object, string]>([
  ["a title of 25", { title: plain(25) }, "must be less than 25 characters [json-pointer:/view/title/text]"],
  [
    "private_metadata of 3001",
    { private_metadata: "x".repeat(3001) },
    "must be less than 3001 characters [json-pointer:/view/private_metadata]",
  ],
  [
    "101 blocks",
    { blocks: many(101, () => ({ type: "divider" })) },
    "no more than 100 items allowed [json-pointer:/view/blocks]",
  ],
  [
    "a form without a submit button",
    { blocks: [{ type: "input", label: plain(1), element: { type: "plain_text_input" } }] },
    "missing required field: submit [json-pointer:/view]",
  ],
])("refuses a view with %s", async (_name, over, problem) => {
  const view = { type: "modal", title: plain(24), blocks: [], ...over };
  const call = world.client.apiCall("views.open", { trigger_id: "1.2.3", view });
  const wanted = { error: "invalid_arguments", response_metadata: { messages: [`[ERROR] ${problem}`] } };
  await expect(call).rejects.toMatchObject({ data: wanted });
});
