import type { SlackMessage, SlackView } from "../../src/playground/slack/protocol.ts";

type Json = Readonly<Record<string, unknown>>;

/** A control a person could press or choose from. */
export interface Control {
  readonly type: string;
  readonly label: string;
  readonly action_id: string;
  readonly block_id: string;
  readonly value?: string;
  readonly options: readonly { readonly label: string; readonly value: string }[];
  readonly confirm: boolean;
}

/** All words of a message as a person reads them, a block a line. */
export const wordsOf = (message: Pick<SlackMessage, "text" | "blocks" | "attachments" | "files">): string => {
  const blocks = blocksOf(message);
  const files = (message.files ?? []).map((file) => file.name);
  return readable([...(blocks.length === 0 ? [message.text] : blocks.map(blockWords)), ...files].join("\n"));
};

export const viewWords = (view: SlackView): string =>
  readable([view.title?.text ?? "", ...view.blocks.map(blockWords)].join("\n"));

export const controlsOf = (blocks: readonly Json[]): readonly Control[] =>
  blocks.flatMap((block) => {
    const elements = [
      ...listOf(block["elements"]),
      ...(isJson(block["accessory"]) ? [block["accessory"]] : []),
      ...(isJson(block["element"]) ? [block["element"]] : []),
    ];
    return elements
      .filter((element) => typeof element["action_id"] === "string")
      .map((element) => ({
        type: String(element["type"]),
        label: textOf(element["text"]) || textOf(element["placeholder"]) || textOf(block["label"]),
        action_id: String(element["action_id"]),
        block_id: String(block["block_id"] ?? ""),
        ...(typeof element["value"] === "string" ? { value: element["value"] } : {}),
        options: listOf(element["options"]).map((option) => ({
          label: textOf(option["text"]),
          value: String(option["value"]),
        })),
        confirm: element["confirm"] !== undefined,
      }));
  });

export const blocksOf = (message: Pick<SlackMessage, "blocks" | "attachments">): readonly Json[] => [
  ...(message.blocks ?? []),
  ...(message.attachments ?? []).flatMap((attachment) => listOf(attachment["blocks"])),
];

const blockWords = (block: Json): string =>
  [
    textOf(block["label"]),
    textOf(block["text"]),
    ...listOf(block["fields"]).map(textOf),
    ...listOf(block["elements"]).map(elementWords),
    isJson(block["accessory"]) ? elementWords(block["accessory"]) : "",
    isJson(block["element"]) ? elementWords(block["element"]) : "",
    textOf(block["hint"]),
  ]
    .filter((words) => words !== "")
    .join(" | ");

const elementWords = (element: Json): string => {
  if (Array.isArray(element["elements"])) return listOf(element["elements"]).map(elementWords).join("");
  const label = textOf(element["text"]) || textOf(element["placeholder"]);
  return element["type"] === "button" ? `[${label}]` : label;
};

const textOf = (value: unknown): string =>
  typeof value === "string" ? value : isJson(value) && typeof value["text"] === "string" ? value["text"] : "";

const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isJson) : []);

const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

/** Slack's marks as they look: no asterisks, a link is its text, a time its fallback. */
const readable = (marked: string): string =>
  marked
    .replaceAll(/<!date\^[^|>]*\|([^>]*)>/g, "$1")
    .replaceAll(/<(?:https?:|mailto:)[^|>]*\|([^>]*)>/g, "$1")
    .replaceAll(/(?<![\p{L}\p{N}])[*_~`]|[*_~`](?![\p{L}\p{N}])/gu, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
