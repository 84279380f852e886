import type { Block, Control, Inline, Message } from "../../presentation/message.ts";
import { bold, newline, paragraph as paragraphOf } from "../../presentation/say.ts";
import { pack } from "../plain-text.ts";
import { counting, element, type Json, label, plainText } from "./controls.ts";
import { atoms, mrkdwn, type Naming } from "./inline.ts";
import { escapeText } from "./markup.ts";

/** Slack's numbers, in characters unless they count things; texts of a message stay well under what it refuses. */
const limits = {
  blocks: 50,
  viewBlocks: 100,
  characters: 12_000,
  section: 3_000,
  context: 2_000,
  fields: 10,
  field: 2_000,
  header: 150,
  actions: 25,
  text: 4_000,
} as const;

/** One message as Slack takes it. */
export interface Rendered {
  /** What a notification says. */
  readonly text: string;
  readonly blocks?: readonly Json[];
  readonly attachments?: readonly Json[];
}

/** A message as Slack takes it: the first, and what does not fit it in messages that follow. Nothing is cut. */
export const render = (message: Message, naming: Naming): readonly [Rendered, ...Rendered[]] => {
  const text = label(message.summary, limits.text);
  const said: readonly Block[] = message.blocks.length > 0 ? message.blocks : [paragraphOf(message.summary)];
  const [first = [], ...more] = portions(blocksOf(said, naming));
  const dressed = (blocks: readonly Json[], words: string): Rendered => {
    if (message.colour === undefined) return { text: words, blocks };
    // With a bar, the words above it would be shown as well: they go where only notifications read them.
    return { text: "", attachments: [{ color: message.colour, fallback: words, blocks }] };
  };
  return [dressed(first, text), ...more.map((blocks) => dressed(blocks, text))];
};

/** What a view shows: a form's or the home's blocks. */
export const blocksOf = (blocks: readonly Block[], naming: Naming): readonly Json[] => {
  const next = counting();
  return blocks.flatMap((block) => rendered(block, naming, next));
};

/** A home or a modal shows at most a hundred blocks; the rest is a command away. */
export const viewBlocks = (message: Message, naming: Naming, rest: string): readonly Json[] => {
  const all = blocksOf(message.blocks, naming);
  if (all.length <= limits.viewBlocks) return all;
  const more = { type: "mrkdwn", text: `There is more than fits here: type ${rest}.` };
  return [...all.slice(0, limits.viewBlocks - 1), { type: "context", elements: [more] }];
};

const portions = (blocks: readonly Json[]): readonly (readonly Json[])[] => {
  const portioned: Json[][] = [];
  let size = 0;
  for (const block of blocks) {
    const length = JSON.stringify(block).length;
    const current = portioned.at(-1);
    if (current === undefined || current.length === limits.blocks || size + length > limits.characters) {
      portioned.push([block]);
      size = length;
    } else {
      current.push(block);
      size += length;
    }
  }
  return portioned;
};

const rendered = (block: Block, naming: Naming, next: () => number): readonly Json[] => {
  switch (block.kind) {
    case "heading":
      return escapeText(block.text).length <= limits.header
        ? [{ type: "header", text: plainText(block.text, limits.header) }]
        : sections([bold(block.text)], naming);
    case "paragraph":
      return paragraph(block.content, block.control, naming, next);
    case "quote":
      return quoted(block.content, naming);
    case "list":
      return listed(block.items, naming);
    case "fields":
      return fields(block.fields, naming);
    case "note":
      return mrkdwn(block.content, limits.context, naming).map((text) => ({
        type: "context",
        elements: [{ type: "mrkdwn", text }],
      }));
    case "preformatted":
      return preformatted(block.text);
    case "controls":
      return controls(block.controls, next);
    case "divider":
      return [{ type: "divider" }];
  }
};

const section = (text: string): Json => ({ type: "section", text: { type: "mrkdwn", text } });

const sections = (content: readonly Inline[], naming: Naming): readonly Json[] =>
  mrkdwn(content, limits.section, naming).map(section);

const paragraph = (
  content: readonly Inline[],
  control: Control | undefined,
  naming: Naming,
  next: () => number,
): readonly Json[] => {
  const [first, ...rest] = sections(content, naming);
  if (control === undefined) return first === undefined ? [] : [first, ...rest];
  const drawn = element(control, next);
  if (first === undefined) return controls([control], next);
  const named = drawn.blockId === undefined ? {} : { block_id: drawn.blockId };
  return [{ ...first, ...named, accessory: drawn.element }, ...rest];
};

/** A mark before each line; pieces are shorter by what the marks may take. */
const quoted = (content: readonly Inline[], naming: Naming): readonly Json[] =>
  mrkdwn(content, limits.section / 2, naming)
    .flatMap((text) =>
      pack(
        text.split("\n").map((line) => `> ${line}\n`),
        limits.section,
      ),
    )
    .map((text) => section(text.replace(/\n$/, "")));

const listed = (items: readonly (readonly Inline[])[], naming: Naming): readonly Json[] => {
  const texts = items.flatMap((item) =>
    mrkdwn(item, limits.section - 4, naming).map((text, i) => `${i === 0 ? "• " : ""}${text}\n`),
  );
  return pack(texts, limits.section).map((text) => section(text.replace(/\n$/, "")));
};

const fields = (all: Extract<Block, { kind: "fields" }>["fields"], naming: Naming): readonly Json[] => {
  const blocks: Json[] = [];
  let row: Json[] = [];
  const flush = () => {
    if (row.length > 0) blocks.push({ type: "section", fields: row });
    row = [];
  };
  for (const { label: name, value } of all) {
    const texts = mrkdwn([bold(name), newline, ...value], limits.field, naming);
    if (texts.length > 1) {
      flush();
      blocks.push(...texts.map(section));
      continue;
    }
    row.push(...texts.map((text) => ({ type: "mrkdwn", text })));
    if (row.length === limits.fields) flush();
  }
  flush();
  return blocks;
};

const fence = "```";

const preformatted = (text: string): readonly Json[] => {
  const inner = text.replaceAll("```", "ˋˋˋ");
  const room = limits.section - 2 * fence.length - 2;
  return pack(
    atoms(inner, room).map((piece) => escapeText(piece)),
    room,
  ).map((piece) => section(`${fence}\n${piece}\n${fence}`));
};

/** Selects whose choices are asked for stand alone, because their block says what is asked. */
const controls = (all: readonly Control[], next: () => number): readonly Json[] => {
  const blocks: Json[] = [];
  let row: Json[] = [];
  const flush = () => {
    if (row.length > 0) blocks.push({ type: "actions", elements: row });
    row = [];
  };
  for (const control of all) {
    const { element: drawn, blockId } = element(control, next);
    if (blockId !== undefined) {
      flush();
      blocks.push({ type: "actions", block_id: blockId, elements: [drawn] });
      continue;
    }
    row.push(drawn);
    if (row.length === limits.actions) flush();
  }
  flush();
  return blocks;
};
