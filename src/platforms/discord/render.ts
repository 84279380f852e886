import type { PersonId } from "../../domain/ids.ts";
import type { Block, Control, Inline, Message } from "../../presentation/message.ts";
import { bold, link, plain, paragraph as said } from "../../presentation/say.ts";
import { pack, piecesOf, withoutControls } from "../plain-text.ts";
import type { Json } from "./client.ts";
import { component, isLinkable } from "./controls.ts";
import { isRoleHere, markdown, type Naming } from "./inline.ts";
import { type Laid, longestText, longestTitle, makeLayout, type Part } from "./layout.ts";
import { literal, width } from "./markup.ts";

/** One message as Discord takes it. What is empty is said to be so, because an edit must empty it. */
export interface Rendered extends Laid {
  readonly flags: number;
  /** Exactly who is meant; everybody else is only named. */
  readonly allowed_mentions: {
    readonly parse: readonly never[];
    readonly users: readonly string[];
    readonly roles?: readonly string[];
  };
}

/** Previews of addresses are not asked for; with embeds of our own the flag would hide those. */
const withoutPreviews = 4;

const field = { name: 256, value: 1_024, inline: 80 } as const;
const mostPings = 100;

/** The people that a message names. */
export const peopleIn = (message: Message): readonly PersonId[] => [
  ...new Set(message.blocks.flatMap(inlines).flatMap((one) => (one.kind === "person" ? [one.person] : []))),
];

const inlines = (block: Block): readonly Inline[] => {
  if ("content" in block) return block.content;
  if (block.kind === "list") return block.items.flat();
  return block.kind === "fields" ? block.fields.flatMap(({ value }) => value) : [];
};

/**
 * A message as Discord takes it: the first, and what does not fit it in messages that follow. Nothing is cut. `mark`
 * begins the numbers of its controls.
 */
export const render = (message: Message, naming: Naming, mark = 0): readonly [Rendered, ...Rendered[]] => {
  const blocks: readonly Block[] = message.blocks.length > 0 ? message.blocks : [said(message.summary)];
  const plainly = message.colour === undefined && !blocks.some(({ kind }) => kind === "fields");
  const short = plainly ? laid(blocks, { framed: false, colour: undefined, naming, mark }) : [];
  const all = short.length === 1 ? short : laid(blocks, { framed: true, colour: message.colour, naming, mark });
  const pinged = { users: accountsOf(message, naming), roles: rolesOf(message, naming) };
  const [first = empty, ...rest] = all.length === 0 ? [{ ...empty, content: literal(message.summary) || "…" }] : all;
  return [dressed(withPings(first, pinged), pinged), ...rest.map((one) => dressed(one, nobody))];
};

const empty: Laid = { content: "", embeds: [], components: [] };

const accountsOf = (message: Message, { accounts }: Naming): readonly string[] => {
  const named = new Set(peopleIn(message));
  return (message.pings ?? [])
    .filter((person) => named.has(person))
    .flatMap((person) => accounts.get(person) ?? [])
    .slice(0, mostPings);
};

/** A role that a message of ours names is meant to be called: people cannot write one into it. */
const rolesOf = (message: Message, naming: Naming): readonly string[] =>
  message.blocks
    .flatMap(inlines)
    .flatMap((one) => (one.kind === "group" && isRoleHere(one, naming) ? [one.group] : []))
    .slice(0, mostPings);

interface Pinged {
  readonly users: readonly string[];
  readonly roles: readonly string[];
}

const nobody: Pinged = { users: [], roles: [] };

/** What stands in an embed calls nobody: whoever may be called is named above it. */
const withPings = (one: Laid, { users, roles }: Pinged): Laid => {
  const called = [...users.map((account) => `<@${account}>`), ...roles.map((role) => `<@&${role}>`)];
  return one.embeds.length === 0 || called.length === 0 ? one : { ...one, content: called.join(" ") };
};

const dressed = (one: Laid, { users, roles }: Pinged): Rendered => ({
  ...one,
  content: one.content === "" && one.embeds.length === 0 ? "\u200b" : one.content,
  flags: one.embeds.length === 0 ? withoutPreviews : 0,
  allowed_mentions: { parse: [], users, ...(roles.length === 0 ? {} : { roles }) },
});

interface Drawing {
  readonly framed: boolean;
  readonly colour: string | undefined;
  readonly naming: Naming;
  readonly mark: number;
}

const laid = (blocks: readonly Block[], drawing: Drawing): readonly Laid[] => {
  const layout = makeLayout(drawing.framed, drawing.colour);
  const beside = blocks.filter((block) => block.kind === "paragraph" && block.control !== undefined).length;
  let n = drawing.mark * 100;
  const control = (one: Control): readonly Part[] => {
    n += 1;
    if (one.kind === "link-button" && !isLinkable(one.url)) return texts([link(one.label, one.url)], drawing);
    const drawn = component(one, n);
    return drawn === null ? [] : [{ kind: "control", ...drawn }];
  };
  for (const block of orderly(blocks, drawing.framed)) {
    if (block.kind === "controls") {
      for (const one of block.controls) layout.add(control(one));
    } else if (block.kind === "paragraph" && block.control !== undefined) {
      const one = beside > 1 ? told(block.control, block.content) : block.control;
      layout.add([...texts(block.content, drawing), ...control(one)]);
    } else {
      for (const part of parts(block, drawing)) layout.add([part]);
    }
  }
  return layout.laid();
};

/** An embed shows its fields last: what follows the last of them goes with what came before. */
const orderly = (blocks: readonly Block[], framed: boolean): readonly Block[] => {
  const last = blocks.findLastIndex(({ kind }) => kind === "fields");
  if (!framed || last === -1) return blocks;
  const first = blocks.findIndex(({ kind }) => kind === "fields");
  if (first !== last) return blocks;
  const fields = blocks[last];
  const after = blocks.slice(last + 1);
  return fields === undefined ? blocks : [...blocks.slice(0, last), ...after, fields];
};

/** Below a message nothing shows what a button stands beside: its label says so, in what is bold, else in the first line. */
const told = (control: Control, content: readonly Inline[]): Control => {
  if (control.kind === "select") return control;
  const key = content.find((one) => one.kind === "text" && one.style === "bold");
  return { ...control, label: `${control.label}: ${plain(key === undefined ? content : [key]).split("\n")[0]}` };
};

const texts = (content: readonly Inline[], { framed, naming }: Drawing): readonly Part[] =>
  markdown(content, framed ? longestText.framed : longestText.plain, naming).map((text) => ({ kind: "text", text }));

const parts = (block: Block, drawing: Drawing): readonly Part[] => {
  const most = drawing.framed ? longestText.framed : longestText.plain;
  const text = (one: string): Part => ({ kind: "text", text: one });
  switch (block.kind) {
    case "heading": {
      const title = literal(block.text.replaceAll(/\s+/g, " "));
      if (title.trim() === "") return [];
      if (drawing.framed && title.length <= longestTitle) return [{ kind: "title", text: title }];
      return texts([bold(block.text)], drawing);
    }
    case "paragraph":
      return texts(block.content, drawing);
    case "quote":
      return marked(block.content, "> ", most, drawing.naming).map(text);
    case "note":
      return marked(block.content, "-# ", most, drawing.naming).map(text);
    case "list":
      return listed(block.items, most, drawing.naming).map(text);
    case "fields":
      return block.fields.flatMap(({ label, value }) => fieldsOf(label, value, drawing.naming));
    case "preformatted":
      return preformatted(block.text, most).map(text);
    case "divider":
    case "controls":
      return [];
  }
};

/** A mark before each line; pieces are shorter by what the marks may take. */
const marked = (content: readonly Inline[], mark: string, most: number, naming: Naming): readonly string[] =>
  markdown(content, most / 2, naming)
    .flatMap((one) =>
      pack(
        one.split("\n").map((line) => `${mark}${line}\n`),
        most,
      ),
    )
    .map((one) => one.replace(/\n$/, ""));

const listed = (items: readonly (readonly Inline[])[], most: number, naming: Naming): readonly string[] => {
  const lines = items.flatMap((item) =>
    markdown(item, most / 2, naming).map((one, i) => `${i === 0 ? "- " : "  "}${one.replaceAll("\n", "\n  ")}\n`),
  );
  return pack(lines, most).map((one) => one.replace(/\n$/, ""));
};

const fieldsOf = (label: string, value: readonly Inline[], naming: Naming): readonly Part[] => {
  const [name = "", ...more] = piecesOf(label, field.name, width).map(literal);
  const values = markdown([...more.map(bold), ...value], field.value, naming);
  return (values.length === 0 ? ["\u200b"] : values).map((one, i) => ({
    kind: "field",
    field: {
      name: i === 0 && name.trim() !== "" ? name : "\u200b",
      value: one,
      inline: values.length === 1 && plain(value).length <= field.inline,
    },
  }));
};

const fence = "```";

const preformatted = (text: string, most: number): readonly string[] => {
  const inner = withoutControls(text).replaceAll(fence, "ˋˋˋ");
  const room = most - 2 * fence.length - 2;
  return piecesOf(inner, room, (piece) => piece.length).map((piece) => `${fence}\n${piece}\n${fence}`);
};

/** The parts of a message that Discord reads on posting and on editing alike. */
export const bodyOf = ({ content, embeds, components, allowed_mentions, flags }: Rendered): Json => ({
  content,
  embeds,
  components,
  allowed_mentions,
  flags,
});
