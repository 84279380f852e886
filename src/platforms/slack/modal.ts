import { z } from "zod";
import type { Form, Input } from "../../presentation/form.ts";
import type { Account, Inbound } from "../inbound.ts";
import { withoutControls } from "../plain-text.ts";
import type { SubmittedView } from "./body.ts";
import { type Json, optionOf, plainText } from "./controls.ts";
import type { Who } from "./who.ts";

const limits = { title: 24, label: 2_000, placeholder: 150, text: 3_000, metadata: 3_000, options: 100 } as const;

/** What a modal carries unseen: which command it is, what is known, and how its answer is given. */
const carried = z.object({
  path: z.string(),
  known: z.record(z.string(), z.string()).optional(),
  /** Where `known` is kept when it is too long to be carried. */
  kept: z.string().optional(),
  about: z.string().optional(),
  chat: z.string(),
  thread: z.string().optional(),
  reach: z.record(z.string(), z.string()),
});
export type Carried = z.infer<typeof carried>;

export const fitsModal = (carrying: Carried): boolean => JSON.stringify(carrying).length <= limits.metadata;

/** A form as a modal. Its inputs are blocks by the names of their arguments. */
export const modalOf = (form: Form, carrying: Carried): Json => ({
  type: "modal",
  callback_id: "form",
  title: plainText(form.title, limits.title),
  submit: plainText(form.submit, limits.title),
  close: plainText("Cancel", limits.title),
  private_metadata: JSON.stringify(carrying),
  blocks: form.inputs.flatMap(blocks),
});

/** A text longer than Slack lets one box hold goes on in further boxes, which come back as one text. */
const blocks = (input: Input): readonly Json[] => {
  const [first, ...rest] = input.kind === "text" && input.long === true ? portions(input.initial ?? "") : [];
  if (input.kind !== "text" || first === undefined) return [block(input, input.name)];
  return [
    block({ ...input, initial: first }, input.name),
    ...rest.map((initial, i) =>
      block({ ...input, initial, label: `${input.label} (${i + 2})`, optional: true }, `${input.name}~${i + 2}`),
    ),
  ];
};

const portions = (text: string): readonly string[] =>
  Array.from({ length: Math.ceil(text.length / limits.text) }, (_, i) =>
    text.slice(i * limits.text, (i + 1) * limits.text),
  );

const block = (input: Input, id: string): Json => ({
  type: "input",
  block_id: id,
  label: plainText(input.label, limits.label),
  optional: input.optional === true,
  ...(input.hint === undefined ? {} : { hint: plainText(input.hint, limits.label) }),
  element: element(input),
});

const element = (input: Input): Json => {
  switch (input.kind) {
    case "text": {
      const initial = withoutControls(input.initial ?? "").slice(0, input.max ?? limits.text);
      return {
        type: "plain_text_input",
        action_id: "text",
        multiline: input.long === true,
        max_length: Math.min(input.max ?? limits.text, limits.text),
        ...(initial === "" ? {} : { initial_value: initial }),
        ...(input.placeholder === undefined ? {} : { placeholder: plainText(input.placeholder, limits.placeholder) }),
      };
    }
    case "choice": {
      const initial = input.options.find(({ value }) => value === input.initial);
      return {
        type: "static_select",
        action_id: "choice",
        options: input.options.slice(0, limits.options).map(optionOf),
        ...(initial === undefined ? {} : { initial_option: optionOf(initial) }),
      };
    }
    case "search": {
      const initial = (input.initial ?? []).map(optionOf);
      const common = { action_id: input.complete, min_query_length: 0 };
      if (input.many === true) {
        return {
          type: "multi_external_select",
          ...common,
          ...(initial.length === 0 ? {} : { initial_options: initial }),
        };
      }
      return {
        type: "external_select",
        ...common,
        ...(initial[0] === undefined ? {} : { initial_option: initial[0] }),
      };
    }
  }
};

/** A modal that was sent off; null for one that is none of ours. */
export const submitted = (view: SubmittedView, once: string, account: Account, who: Who): Inbound | null => {
  if (view.callback_id !== "form") return null;
  const carrying = carriedBy(view);
  if (carrying === null) return null;
  const { path, known = {}, kept, about, chat, thread, reach } = carrying;
  return {
    kind: "form",
    key: `form:${view.id}:${once}`,
    path,
    given: { ...known, ...answered(view) },
    place: { connection: who.connection, chat, ...(thread === undefined ? {} : { thread }) },
    account,
    reach: { ...reach, view: view.id },
    ...(kept === undefined ? {} : { kept }),
    ...(about === undefined ? {} : { about }),
  };
};

export const carriedBy = (view: SubmittedView): Carried | null => {
  try {
    return carried.parse(JSON.parse(view.private_metadata ?? ""));
  } catch {
    return null;
  }
};

const answered = (view: SubmittedView): Readonly<Record<string, string | readonly string[]>> => {
  const given: Record<string, string | readonly string[]> = {};
  for (const [id, elements] of Object.entries(view.state?.values ?? {})) {
    const [entered] = Object.values(elements);
    const value =
      entered?.selected_options?.map((one) => one.value) ?? entered?.selected_option?.value ?? entered?.value ?? "";
    const name = id.replace(/~\d+$/, "");
    const before = given[name];
    given[name] = typeof before === "string" && typeof value === "string" ? before + value : value;
  }
  return given;
};

/** Where a refusal is shown: at the question it is about, else at the first. */
export const errorsOf = (view: SubmittedView, sentence: string, field: string | undefined): Json => {
  const names = Object.keys(view.state?.values ?? {});
  const at = field !== undefined && names.includes(field) ? field : names[0];
  return at === undefined ? {} : { [at]: sentence };
};
