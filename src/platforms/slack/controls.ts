import { controlId } from "../../commands/press.ts";
import type { Control, Message, Option } from "../../presentation/message.ts";
import { mapControls } from "../fit-controls.ts";
import { atoms } from "./inline.ts";
import { escapeText } from "./markup.ts";

export type Json = Readonly<Record<string, unknown>>;

const limits = {
  id: 255,
  button: 75,
  option: 75,
  value: 150,
  options: 100,
  placeholder: 150,
  confirm: 300,
  yes: 30,
  url: 3000,
} as const;

/** At most so many characters once escaped; what is longer ends in an ellipsis. For labels only. */
export const label = (text: string, most: number): string => {
  const one = text.replaceAll(/\s+/g, " ").trim();
  const escaped = escapeText(one);
  if (escaped.length <= most && escaped !== "") return escaped;
  return `${escapeText(atoms(one === "" ? "…" : one, most - 1)[0] ?? "").trimEnd()}…`;
};

export const plainText = (text: string, most: number): Json => ({
  type: "plain_text",
  text: label(text, most),
  emoji: false,
});

export const optionOf = (option: Option): Json => ({
  text: plainText(option.label, limits.option),
  value: option.value.slice(0, limits.value),
  ...(option.detail === undefined || option.detail.trim() === ""
    ? {}
    : { description: plainText(option.detail, limits.option) }),
});

/** Numbers the controls of one message, so that their ids are unique in it. */
export const counting = () => {
  let last = 0;
  return (): number => {
    last += 1;
    return last;
  };
};

/** The `block_id` under which a select asks for what can be chosen. */
const completed = /^\d+\|complete\|(.+)$/;

export const completionOf = (blockId: string): string | undefined => completed.exec(blockId)?.[1];

/** A control as a Block Kit element, and the block_id it needs where its choices are asked for. */
export const element = (
  control: Control,
  next: () => number,
): { readonly element: Json; readonly blockId?: string } => {
  const n = next();
  switch (control.kind) {
    case "button":
      return {
        element: {
          type: "button",
          text: plainText(control.label, limits.button),
          action_id: controlId(n, control),
          ...(control.style === undefined ? {} : { style: control.style }),
          ...(control.confirm === undefined ? {} : { confirm: confirm(control.confirm, control.label) }),
        },
      };
    case "link-button":
      return {
        element: {
          type: "button",
          text: plainText(control.label, limits.button),
          action_id: `${n}|link`,
          url: control.url.slice(0, limits.url),
        },
      };
    case "select":
      return select(control, n);
  }
};

const select = (
  control: Extract<Control, { kind: "select" }>,
  n: number,
): { readonly element: Json; readonly blockId?: string } => {
  const common = {
    action_id: controlId(n, control),
    placeholder: plainText(control.placeholder, limits.placeholder),
  };
  if ("complete" in control.options) {
    return {
      element: { type: "external_select", ...common, min_query_length: 0 },
      blockId: `${n}|complete|${control.options.complete}`,
    };
  }
  const options = control.options.slice(0, limits.options);
  const initial = options.find(({ value }) => value === control.initial);
  return {
    element: {
      type: "static_select",
      ...common,
      options: options.map(optionOf),
      ...(initial === undefined ? {} : { initial_option: optionOf(initial) }),
    },
  };
};

const confirm = (question: string, yes: string): Json => ({
  title: plainText("Are you sure?", 100),
  text: plainText(question, limits.confirm),
  confirm: plainText(yes, limits.yes),
  deny: plainText("Cancel", limits.yes),
});

/** Lines that do not fit a control are kept elsewhere; the control names where. */
export const fitControls = (message: Message, keep: (line: string) => Promise<string>): Promise<Message> =>
  mapControls(message, async (control) => {
    if (control.kind === "link-button" || controlId(99, control).length <= limits.id) return control;
    return { ...control, line: await keep(control.line) };
  });
