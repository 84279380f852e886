import type { Form, Input } from "../../presentation/form.ts";
import type { Option } from "../../presentation/message.ts";
import { withoutControls } from "../plain-text.ts";
import type { RawInteraction } from "./body.ts";
import type { Json } from "./client.ts";
import { label, optionOf, takeable } from "./controls.ts";

const limits = {
  title: 45,
  label: 45,
  hint: 100,
  placeholder: 100,
  text: 4_000,
  inputs: 5,
  options: 25,
  id: 100,
} as const;

/** Where a form keeps what it carries along: its known arguments, and the message it was opened from. */
export interface Carried {
  readonly kept?: string | undefined;
  readonly about?: string | undefined;
}

/** A form as a modal, or null where more is written already than its boxes hold. Its inputs have their arguments' names. */
export const modalOf = async (
  form: Form,
  carrying: Carried,
  options: (target: string) => Promise<readonly Option[]>,
): Promise<Json | null> => {
  const components = (await Promise.all(form.inputs.map((input) => labels(input, options)))).flat();
  if (components.length > limits.inputs) return null;
  return { custom_id: idOf(form.path, carrying), title: label(form.title, limits.title), components };
};

/** Two names of 24 letters and the longest path fit: a test sees to it. */
const idOf = (path: string, { kept, about }: Carried): string => `form|${path}|${kept ?? ""}|${about ?? ""}`;

const labels = async (
  input: Input,
  options: (target: string) => Promise<readonly Option[]>,
): Promise<readonly Json[]> => {
  switch (input.kind) {
    case "text":
      return boxes(input);
    case "choice":
      return [labelled(input, menu(input, input.options, input.initial === undefined ? [] : [input.initial]))];
    case "search":
      return [labelled(input, await search(input, options))];
  }
};

const labelled = (input: Pick<Input, "label" | "hint">, component: Json): Json => ({
  type: 18,
  label: label(input.label, limits.label),
  ...(input.hint === undefined ? {} : { description: label(input.hint, limits.hint) }),
  component,
});

/** A text longer than Discord lets one box hold goes on in further boxes, which come back as one text. */
const boxes = (input: Extract<Input, { kind: "text" }>): readonly Json[] => {
  const initial = withoutControls(input.initial ?? "");
  const [first = "", ...rest] = portions(initial);
  return [
    labelled(input, box(input, input.name, first)),
    ...rest.map((text, i) => {
      const further = { ...input, optional: true, label: `${input.label} (${i + 2})` };
      return labelled(further, box(further, `${input.name}~${i + 2}`, text));
    }),
  ];
};

const portions = (text: string): readonly string[] =>
  Array.from({ length: Math.ceil(text.length / limits.text) }, (_, i) =>
    text.slice(i * limits.text, (i + 1) * limits.text),
  );

const box = (input: Extract<Input, { kind: "text" }>, id: string, value: string): Json => ({
  type: 4,
  custom_id: id,
  style: input.long === true ? 2 : 1,
  required: input.optional !== true,
  max_length: Math.min(input.max ?? limits.text, limits.text),
  ...(value === "" ? {} : { value: value.slice(0, input.max ?? limits.text) }),
  ...(input.placeholder === undefined ? {} : { placeholder: label(input.placeholder, limits.placeholder) }),
});

const menu = (input: Input, options: readonly Option[], initial: readonly string[], many = false): Json => {
  const all = takeable(options);
  return {
    type: 3,
    custom_id: input.name,
    required: input.optional !== true,
    min_values: input.optional === true ? 0 : 1,
    max_values: many ? Math.max(1, all.length) : 1,
    options: all.map((one) => optionOf(one, initial.includes(one.value))),
  };
};

/** A menu where all there is fits one; where there is more, a name is typed. */
const search = async (
  input: Extract<Input, { kind: "search" }>,
  options: (target: string) => Promise<readonly Option[]>,
): Promise<Json> => {
  const initial = input.initial ?? [];
  const found = await options(input.complete);
  const all = takeable([...initial, ...found]);
  if (found.length < limits.options && all.length > 0) {
    const chosen = initial.map(({ value }) => value);
    return menu(input, all, chosen, input.many === true);
  }
  const value = initial.map((one) => one.label).join(", ");
  const placeholder = input.many === true ? "Names, with commas between them" : "A name";
  const { name, label: asked, optional = false } = input;
  return box({ kind: "text", name, label: asked, optional, placeholder }, name, value);
};

/** What came back with a modal; null for one that is none of ours. */
export const submitted = (
  data: Extract<RawInteraction, { type: 5 }>["data"],
): {
  readonly path: string;
  readonly given: Readonly<Record<string, string | readonly string[]>>;
  readonly kept?: string;
  readonly about?: string;
} | null => {
  const [form, path, kept = "", about = ""] = data.custom_id.split("|");
  if (form !== "form" || path === undefined) return null;
  return {
    path,
    given: answered(data.components),
    ...(kept === "" ? {} : { kept }),
    ...(about === "" ? {} : { about }),
  };
};

const answered = (
  rows: Extract<RawInteraction, { type: 5 }>["data"]["components"],
): Readonly<Record<string, string | readonly string[]>> => {
  const given: Record<string, string | readonly string[]> = {};
  for (const entered of rows.flatMap((row) => [...(row.components ?? []), ...(row.component ? [row.component] : [])])) {
    const value = entered.values ?? entered.value ?? "";
    const name = entered.custom_id.replace(/~\d+$/, "");
    const before = given[name];
    given[name] = typeof before === "string" && typeof value === "string" ? before + value : value;
  }
  return given;
};

/** All texts that were typed: a refusal gives them back, because Discord closes the modal. */
export const typedIn = (given: Readonly<Record<string, string | readonly string[]>>): readonly string[] =>
  Object.values(given).flatMap((value) => (typeof value === "string" && value.length > 60 ? [value] : []));
