import { type Given, kinds, settingsOf, type TargetKind } from "../domain/target/kinds.ts";
import type { Setting } from "../domain/target/setting.ts";
import type { Form, Input } from "./form.ts";

/** Asks for what a new target needs to know; what may be a secret is asked for here alone. */
export const addTargetForm = (
  kind: TargetKind,
  asked: readonly Setting[],
  { given, known }: { readonly given: Given; readonly known: Form["known"] },
): Form => ({
  path: "tocsin target add",
  title: `Add: ${kinds[kind].name}`,
  submit: "Add",
  known,
  inputs: asked.map((setting) => inputFor(setting, { initial: given[setting.name] })),
});

/** Asks for all of a target's settings again: secrets are left empty and stay as they are. */
export const editTargetForm = (key: string, kind: TargetKind, values: Given): Form => ({
  path: "tocsin target edit",
  title: `Change: ${kinds[kind].name}`,
  submit: "Save",
  known: { target: key },
  inputs: settingsOf(kind).map((setting) => inputFor(setting, { initial: values[setting.name], keeps: true })),
});

const inputFor = (
  { name, label, hint, placeholder, optional, secret, long, choices }: Setting,
  { initial, keeps = false }: { readonly initial: string | undefined; readonly keeps?: boolean },
): Input => {
  const note = keeps && secret === true ? "Left empty, it stays as it is." : hint;
  const common = {
    name,
    label,
    ...(note === undefined ? {} : { hint: note }),
    ...(optional === true || keeps ? { optional: true } : {}),
  };
  if (choices !== undefined) {
    return {
      ...common,
      kind: "choice",
      options: choices.map((value) => ({ label: value, value })),
      ...(initial === undefined ? {} : { initial }),
    };
  }
  return {
    ...common,
    kind: "text",
    ...(initial === undefined ? {} : { initial }),
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(long === true ? { long } : {}),
  };
};
