import type { Block, Control, Message } from "../../src/presentation/message.ts";
import { plain } from "../../src/presentation/say.ts";

/** The words of a message as a person reads them, a block a line, controls in brackets. */
export const wordsOf = (message: Message): string => message.blocks.map(blockWords).join("\n");

/** The lines its buttons carry, by their labels. */
export const buttonsOf = (message: Message): Readonly<Record<string, string>> =>
  Object.fromEntries(
    message.blocks
      .flatMap((block) =>
        block.kind === "controls"
          ? block.controls
          : block.kind === "paragraph" && block.control !== undefined
            ? [block.control]
            : [],
      )
      .flatMap((control) => (control.kind === "button" ? [[control.label, control.line]] : [])),
  );

const blockWords = (block: Block): string => {
  switch (block.kind) {
    case "heading":
    case "preformatted":
      return block.text;
    case "paragraph":
      return `${plain(block.content)}${block.control === undefined ? "" : ` ${controlWords(block.control)}`}`;
    case "quote":
    case "note":
      return plain(block.content);
    case "list":
      return block.items.map((item) => `- ${plain(item)}`).join("\n");
    case "fields":
      return block.fields.map(({ label, value }) => `${label}: ${plain(value)}`).join("\n");
    case "controls":
      return block.controls.map(controlWords).join(" ");
    case "divider":
      return "---";
  }
};

const controlWords = (control: Control): string =>
  control.kind === "select"
    ? `[${control.placeholder}: ${Array.isArray(control.options) ? control.options.map(({ label }) => label).join(" | ") : "…"}]`
    : `[${control.label}]`;
