import type { Block, Control, Inline, Message } from "../presentation/message.ts";
import { briefly } from "../presentation/say.ts";
import { withoutControls } from "./plain-text.ts";

/** What can be done from a message that has no buttons: a line to type in chat, or an address to open. */
export type Way =
  | { readonly kind: "command"; readonly label: string; readonly command: string }
  | { readonly kind: "link"; readonly label: string; readonly url: string };

/** A message in plain words, a block a paragraph. A button becomes the line to type in chat; times are in the zone. */
export const written = (message: Message, zone: string): string =>
  message.blocks
    .map((block) => blockWords(block, zone))
    .filter((text) => text !== "")
    .join("\n\n");

/** Everything that can be done from a message, in order; what must be chosen first is left out. */
export const waysIn = (message: Message): readonly Way[] =>
  message.blocks.flatMap((block) => {
    if (block.kind === "controls") return block.controls.flatMap(wayOf);
    return block.kind === "paragraph" && block.control !== undefined ? wayOf(block.control) : [];
  });

export const wayOf = (control: Control): readonly Way[] => {
  switch (control.kind) {
    case "button":
      return [{ kind: "command", label: control.label, command: `/${control.line}` }];
    case "link-button":
      return [{ kind: "link", label: control.label, url: control.url }];
    case "select":
      return [];
  }
};

const blockWords = (block: Block, zone: string): string => {
  switch (block.kind) {
    case "heading":
    case "preformatted":
      return withoutControls(block.text).trim();
    case "paragraph":
      return [
        inlineWords(block.content, zone),
        ...(block.control === undefined ? [] : wayOf(block.control).map(wayWords)),
      ]
        .filter((text) => text !== "")
        .join("\n");
    case "quote":
      return inlineWords(block.content, zone)
        .split("\n")
        .map((line) => `> ${line}`)
        .join("\n");
    case "list":
      return block.items.map((item) => `- ${inlineWords(item, zone).replaceAll("\n", "\n  ")}`).join("\n");
    case "fields":
      return block.fields.map(({ label, value }) => `${label}: ${inlineWords(value, zone)}`).join("\n");
    case "note":
      return inlineWords(block.content, zone);
    case "controls":
      return block.controls.flatMap(wayOf).map(wayWords).join("\n");
    case "divider":
      return "";
  }
};

export const wayWords = (way: Way): string =>
  withoutControls(way.kind === "command" ? `${way.label}: ${way.command}` : `${way.label}: ${way.url}`);

/** Runs of text without their looks. */
export const inlineWords = (content: readonly Inline[], zone: string): string =>
  withoutControls(content.map((part) => partWords(part, zone)).join("")).trim();

const partWords = (part: Inline, zone: string): string => {
  switch (part.kind) {
    case "text":
    case "code":
      return part.text;
    case "person":
      return part.name;
    case "chat":
      return `#${part.name}`;
    case "group":
      return `@${part.name}`;
    case "time":
      return timeWords(part.at, part.as, zone);
    case "duration":
      return briefly(part.of);
    case "link":
      return part.text === part.url || part.text === "" ? part.url : `${part.text} (${part.url})`;
    case "break":
      return "\n";
  }
};

/** "2026-01-05 10:00 Europe/Vienna": a mail is read whenever it is read, so nothing is said relative to now. */
export const timeWords = (at: Temporal.Instant, as: "moment" | "relative" | "date" | "clock", zone: string): string => {
  const local = at.toZonedDateTimeISO(zone);
  const date = local.toPlainDate().toString();
  const clock = local.toPlainTime().toString({ smallestUnit: "minute" });
  return as === "date" ? date : `${as === "clock" ? "" : `${date} `}${clock} ${zone}`;
};
