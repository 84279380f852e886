import { controlId } from "../../commands/press.ts";
import type { Control, Message, Option } from "../../presentation/message.ts";
import { mapControls } from "../fit-controls.ts";
import { withoutControls } from "../plain-text.ts";
import type { Json } from "./client.ts";

const limits = { id: 100, label: 80, option: 100, options: 25, placeholder: 150, url: 512 } as const;

/** At most so many characters; what is longer ends in an ellipsis. For labels only: Discord reads no marks in them. */
export const label = (text: string, most: number): string => {
  const one = withoutControls(text).replaceAll(/\s+/g, " ").trim();
  if (one.length <= most && one !== "") return one;
  if (one === "") return "…";
  const whole = [...one];
  while (whole.join("").length > most - 1) whole.pop();
  return `${whole.join("").trimEnd()}…`;
};

export const optionOf = (option: Option, isDefault: boolean): Json => ({
  label: label(option.label, limits.option),
  value: option.value,
  ...(option.detail === undefined || option.detail.trim() === ""
    ? {}
    : { description: label(option.detail, limits.option) }),
  ...(isDefault ? { default: true } : {}),
});

/** At most 25 that Discord takes: each value once, and none longer than it may be. */
export const takeable = (options: readonly Option[]): readonly Option[] =>
  [...new Map(options.map((one) => [one.value, one])).values()]
    .filter(({ value }) => value !== "" && value.length <= limits.option)
    .slice(0, limits.options);

const styles = { primary: 1, danger: 4 } as const;

/** What Discord can open itself. */
export const isLinkable = (url: string): boolean => /^https?:\/\/\S+$/i.test(url) && url.length <= limits.url;

/** Lines that are longer are kept elsewhere before: one that comes here is a mistake of ours. */
const idOf = (n: number, control: { readonly line: string; readonly occurrence?: number }): string => {
  const id = controlId(n, control);
  if (id.length > limits.id) throw new Error(`"${id}" is longer than the ${limits.id} characters Discord takes.`);
  return id;
};

/** A control as a component, and how much of a row it fills; null where there is nothing to choose from. */
export const component = (control: Control, n: number): { readonly wide: boolean; readonly json: Json } | null => {
  switch (control.kind) {
    case "button":
      return {
        wide: false,
        json: {
          type: 2,
          style: control.style === undefined ? 2 : styles[control.style],
          label: label(control.label, limits.label),
          custom_id: idOf(n, control),
        },
      };
    case "link-button":
      return { wide: false, json: { type: 2, style: 5, label: label(control.label, limits.label), url: control.url } };
    case "select": {
      const options = "complete" in control.options ? [] : takeable(control.options);
      if (options.length === 0) return null;
      return {
        wide: true,
        json: {
          type: 3,
          custom_id: idOf(n, control),
          placeholder: label(control.placeholder, limits.placeholder),
          options: options.map((one) => optionOf(one, one.value === control.initial)),
        },
      };
    }
  }
};

export interface Fitting {
  /** Keeps a line that does not fit a control, with what is asked before it counts; gives the line that does. */
  keep(line: string, confirm?: { readonly question: string; readonly label: string }): Promise<string>;
  /** What can be chosen for an argument: Discord's menus cannot ask for it while somebody types. */
  options(target: string): Promise<readonly Option[]>;
}

/** The longest number that a control is given. */
const longestNumber = 999_999_999;

/** Lines that do not fit a control are kept elsewhere, and so is what Discord cannot ask by itself. */
export const fitControls = (message: Message, { keep, options }: Fitting): Promise<Message> =>
  mapControls(message, async (control) => {
    if (control.kind === "link-button") return control;
    if (control.kind === "select") {
      const known = "complete" in control.options ? await options(control.options.complete) : control.options;
      return { ...control, options: known, line: await fitted(control, keep) };
    }
    if (control.confirm === undefined) return { ...control, line: await fitted(control, keep) };
    return { ...control, line: await keep(control.line, { question: control.confirm, label: control.label }) };
  });

const fitted = async (
  control: { readonly line: string; readonly occurrence?: number },
  keep: Fitting["keep"],
): Promise<string> => (controlId(longestNumber, control).length <= limits.id ? control.line : keep(control.line));
