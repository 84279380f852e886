import { isJson, type Json, listOf, textOf } from "../json.ts";
import { refuse } from "./refusal.ts";
import type { Values } from "./state/records.ts";

/** An interactive element at its place. */
export interface Field {
  readonly block_id: string;
  readonly action_id: string;
  readonly type: string;
  readonly element: Json;
  /** Is it the element of an input block? */
  readonly input: boolean;
  readonly optional: boolean;
}

/** Every interactive element of some blocks, in order. */
export function fieldsOf(blocks: readonly Json[]): readonly Field[] {
  return blocks.flatMap((block) => {
    const single = block.type === "input" ? block.element : block.accessory;
    const elements = block.type === "actions" ? listOf(block.elements) : isJson(single) ? [single] : [];
    return elements
      .filter((element) => element.type !== "image")
      .map((element) => ({
        block_id: textOf(block.block_id) ?? "",
        action_id: textOf(element.action_id) ?? "",
        type: textOf(element.type) ?? "",
        element,
        input: block.type === "input",
        optional: block.optional === true,
      }));
  });
}

export function findField(blocks: readonly Json[], block_id: string, action_id: string): Field | undefined {
  return fieldsOf(blocks).find((field) => field.block_id === block_id && field.action_id === action_id);
}

/** The key under which Slack's state holds what a field of this type says, and the one for its beginning. */
const shapes: Readonly<Record<string, { readonly key: string; readonly initial: string; readonly many?: true }>> = {
  plain_text_input: { key: "value", initial: "initial_value" },
  email_text_input: { key: "value", initial: "initial_value" },
  url_text_input: { key: "value", initial: "initial_value" },
  number_input: { key: "value", initial: "initial_value" },
  rich_text_input: { key: "rich_text_value", initial: "initial_value" },
  file_input: { key: "files", initial: "", many: true },
  static_select: { key: "selected_option", initial: "initial_option" },
  external_select: { key: "selected_option", initial: "initial_option" },
  radio_buttons: { key: "selected_option", initial: "initial_option" },
  overflow: { key: "selected_option", initial: "" },
  multi_static_select: { key: "selected_options", initial: "initial_options", many: true },
  multi_external_select: { key: "selected_options", initial: "initial_options", many: true },
  checkboxes: { key: "selected_options", initial: "initial_options", many: true },
  users_select: { key: "selected_user", initial: "initial_user" },
  multi_users_select: { key: "selected_users", initial: "initial_users", many: true },
  conversations_select: { key: "selected_conversation", initial: "initial_conversation" },
  multi_conversations_select: { key: "selected_conversations", initial: "initial_conversations", many: true },
  channels_select: { key: "selected_channel", initial: "initial_channel" },
  multi_channels_select: { key: "selected_channels", initial: "initial_channels", many: true },
  datepicker: { key: "selected_date", initial: "initial_date" },
  timepicker: { key: "selected_time", initial: "initial_time" },
  datetimepicker: { key: "selected_date_time", initial: "initial_date_time" },
};

/** What a field says before anybody touches it; nothing for a button. */
export function initialOf({ type, element }: Field): Json | undefined {
  const shape = shapes[type];
  if (shape === undefined || type === "overflow") return undefined;
  return { type, [shape.key]: element[shape.initial] ?? (shape.many ? [] : null) };
}

/** What a field says after a person's entry: a state object, or a plain value, id, date or list of them. */
export function enter(field: Field, given: unknown, suggested: readonly Json[] = []): Json {
  const shape = shapes[field.type];
  if (shape === undefined) return { type: field.type };
  const raw: unknown = isJson(given) && shape.key in given ? given[shape.key] : given;
  const value = raw === undefined || raw === "" ? null : raw;
  const offered = [...optionsOf(field.element), ...initialOptions(field.element), ...suggested];
  const isOption = shape.key.startsWith("selected_option");
  const pick = (each: unknown): unknown => (isOption && each !== null ? choose(each, offered) : each);
  if (!shape.many) return { type: field.type, [shape.key]: pick(value) };
  const list: readonly unknown[] = Array.isArray(value) ? value : value === null ? [] : [value];
  return { type: field.type, [shape.key]: list.map(pick) };
}

/** What is chosen from the start stays a choice, also in a menu whose options only the app knows. */
const initialOptions = (element: Json): readonly Json[] => [
  ...listOf(element.initial_options),
  ...(isJson(element.initial_option) ? [element.initial_option] : []),
];

export function optionsOf(element: Json): readonly Json[] {
  return [...listOf(element.options), ...listOf(element.option_groups).flatMap((group) => listOf(group.options))];
}

function choose(given: unknown, offered: readonly Json[]): Json {
  const value = isJson(given) ? given.value : given;
  return offered.find((option) => option.value === value) ?? refuse("no_such_option");
}

/** Everything filled in, untouched fields included, as Slack's state.values has it. */
export function stateOf(blocks: readonly Json[], entered: Values): Values {
  const values: Record<string, Record<string, Json>> = {};
  for (const field of fieldsOf(blocks)) {
    const said = entered[field.block_id]?.[field.action_id] ?? initialOf(field);
    if (said === undefined) continue;
    values[field.block_id] = { ...values[field.block_id], [field.action_id]: said };
  }
  return values;
}

export function withEntry(values: Values, { block_id, action_id }: Field, said: Json): Values {
  return { ...values, [block_id]: { ...values[block_id], [action_id]: said } };
}

/** Keeps what was entered in fields that are still there. */
export function keepEntries(blocks: readonly Json[], entered: Values): Values {
  return fieldsOf(blocks).reduce<Values>((kept, field) => {
    const said = entered[field.block_id]?.[field.action_id];
    return said === undefined ? kept : withEntry(kept, field, said);
  }, {});
}

const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** What Slack's own client would not let a person submit. */
export function wrongEntry({ element, input, optional, type }: Field, said: Json | undefined): string | null {
  if (!input) return null;
  const value = said?.[shapes[type]?.key ?? ""] ?? null;
  const empty = value === null || value === "" || (Array.isArray(value) && value.length === 0);
  if (empty) return optional ? null : "Please complete this required field.";
  if (typeof value !== "string") return null;
  const least = Number(element.min_length ?? 0);
  const most = Number(element.max_length ?? 3000);
  if (value.length < least) return `Please enter at least ${least} characters.`;
  if (type === "plain_text_input" && value.length > most) return `Please shorten this to ${most} characters or fewer.`;
  if (type === "email_text_input" && !email.test(value)) return "Please enter a valid email address.";
  if (type === "url_text_input" && !URL.canParse(value)) return "Please enter a valid URL.";
  if (type === "number_input" && Number.isNaN(Number(value))) return "Please enter a valid number.";
  return null;
}
