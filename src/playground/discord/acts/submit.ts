import { isJson, type Json, jsonOr, listOf, tidy } from "../../json.ts";
import type { Core } from "../core.ts";
import { causeOf, interactionKinds, type OpenModal } from "../interactions/interactions.ts";
import { resolve } from "../interactions/payload.ts";
import type { DiscordAct, DiscordOutcome } from "../protocol.ts";
import type { Person } from "../state/records.ts";
import { wireAttachment } from "../wire/message.ts";
import { done } from "./outcome.ts";
import { stop } from "./place.ts";
import { choose } from "./press.ts";

export type Submit = Extract<DiscordAct, { kind: "submit" }>;

/** A form sent off; what Discord's client would not send never reaches the app, and the form stays until the app answers. */
export async function submit(core: Core, person: Person, act: Submit): Promise<DiscordOutcome> {
  const open = modalOf(core, person, act.modal);
  const { from, modal } = open;
  const known = new Set(inputsOf(modal).map((input) => input.custom_id));
  const stray = Object.keys(act.values).find((id) => !known.has(id));
  if (stray !== undefined) stop(`The form has no field ${stray}.`);
  const parts: Json[] = [];
  const components = modal.components.map((each): Json => {
    const enter = (input: Json): Json => {
      const { resolved, ...entered } = enterIn(core, input, act.values[String(input.custom_id)], {
        person,
        guild: from.guild,
      });
      if (resolved !== undefined) parts.push(resolved);
      return tidy({ type: input.type, id: input.id, custom_id: input.custom_id, ...entered });
    };
    if (each.type === 1)
      return { type: 1, id: each.id ?? 0, components: each.components.map((input) => enter({ ...input })) };
    if (each.type === 18) return { type: 18, id: each.id ?? 0, component: enter({ ...each.component }) };
    return { type: each.type, id: each.id ?? 0 };
  });
  const resolved = parts.length === 0 ? undefined : parts.reduce(merge);
  const asked = {
    type: interactionKinds.modal,
    person: person.id,
    channel: from.channel,
    guild: from.guild,
    trigger: causeOf(from),
    ...(from.name === undefined ? {} : { name: from.name }),
    ...(from.source === undefined ? {} : { source: from.source }),
  };
  const outcome = await core.carry(asked, tidy({ custom_id: modal.custom_id, components, resolved }));
  if (!outcome.ok) return { ok: false, error: "Something went wrong. Try again." };
  close(core, open);
  return outcome;
}

export function dismiss(core: Core, person: Person, id: string): DiscordOutcome {
  close(core, modalOf(core, person, id));
  return done;
}

function modalOf(core: Core, person: Person, id: string): OpenModal {
  const open = core.interactions.modals.get(person.id);
  return open?.id === id ? open : stop("That form is not open.");
}

/** Unless the app has put another form in its place. */
function close(core: Core, open: OpenModal): void {
  if (core.interactions.modals.get(open.person) !== open) return;
  core.interactions.modals.delete(open.person);
  core.news.tell([open.person], { kind: "modal" });
}

function inputsOf({ components }: OpenModal["modal"]): readonly Json[] {
  return components.flatMap((each): readonly Json[] => {
    if (each.type === 1) return each.components.map((input) => ({ ...input }));
    return each.type === 18 ? [{ ...each.component }] : [];
  });
}

interface Entered {
  readonly value?: unknown;
  readonly values?: readonly string[];
  readonly resolved?: Json;
}

function enterIn(
  core: Core,
  input: Json,
  given: Submit["values"][string] | undefined,
  who: Parameters<typeof choose>[3],
): Entered {
  switch (input.type) {
    case 4:
      return { value: textIn(input, given) };
    case 23:
      return { value: given ?? input.default ?? false };
    case 21: {
      const chosen = given === undefined ? defaultsOf(input)[0] : String(given);
      if (chosen === undefined) return input.required === false ? { value: null } : stop("Choose one.");
      return { value: choose(core, { ...input, type: 3 }, [chosen], who).values[0] };
    }
    case 19:
      return files(core, input, given, who.person);
    default: {
      const asked = given === undefined ? defaultsOf(input) : [given].flat().map(String);
      const isOptional = input.required === false && asked.length === 0;
      const most = input.type === 22 ? (input.max_values ?? listOf(input.options).length) : input.max_values;
      const menu = {
        ...input,
        max_values: most,
        type: input.type === 22 ? 3 : input.type,
        ...(isOptional ? { min_values: 0 } : {}),
      };
      return choose(core, tidy(menu), asked, who);
    }
  }
}

function defaultsOf({ options, default_values: named }: Json): readonly string[] {
  const marked = listOf(options).filter((each) => each.default === true);
  return [...marked.map((each) => String(each.value)), ...listOf(named).map((each) => String(each.id))];
}

function textIn(input: Json, given: unknown): string {
  const text = String(given ?? input.value ?? "");
  const { min_length: least = 0, max_length: most = 4_000, required } = input;
  if (text === "" && required !== false) stop("This field is required.");
  if (text.length > Number(most)) stop(`Must be ${most} or fewer in length.`);
  if (text !== "" && text.length < Number(least)) stop(`Must be ${least} or more in length.`);
  return text;
}

function files(core: Core, input: Json, given: unknown, person: Person): Entered {
  const ids = given === undefined ? [] : [given].flat().map(String);
  const { min_values: least = 1, max_values: most = 1, required } = input;
  if (ids.length < (required === false ? 0 : Number(least)) || ids.length > Number(most))
    stop(`Choose between ${least} and ${most} files.`);
  if (ids.some((id) => core.files.get(id)?.by !== person.id)) stop("There is no such file.");
  const wired = ids
    .flatMap((id) => core.files.get(id) ?? [])
    .map((file) => wireAttachment(core, { channel: "0" }, file));
  const resolved = resolve(core, undefined, person.id, { files: wired });
  return { values: ids, ...(resolved === undefined ? {} : { resolved }) };
}

function merge(one: Json, other: Json): Json {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries(
    [...names].map((name) => [name, { ...jsonOr(one[name]), ...(isJson(other[name]) ? other[name] : {}) }]),
  );
}
