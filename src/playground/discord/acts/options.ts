import { type Json, listOf, textOf, tidy } from "../../json.ts";
import type { Core } from "../core.ts";
import type { DiscordInvocation, DiscordValue } from "../protocol.ts";
import { findChannel, findPerson, findRole } from "../state/people.ts";
import { type Channel, type Command, kinds, type Person } from "../state/records.ts";
import { stop } from "./place.ts";

export interface Filled {
  /** In Discord's shape, sub-commands around them. */
  readonly options: readonly Json[];
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly channels: readonly Channel[];
  readonly files: readonly string[];
}

const types = {
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  file: 11,
} as const;

export interface Filling {
  readonly person: Person;
  readonly guild: string;
  readonly invocation: DiscordInvocation;
  /** The option being typed: nothing else needs to be there or right yet. */
  readonly focused?: string;
}

/** What a person filled in, as typed options; refuses what Discord's client would not let them send. */
export function fill(core: Core, command: Command, filling: Filling): Filled {
  const { path = [], options = {} } = filling.invocation;
  const found = {
    users: new Set<string>(),
    roles: new Set<string>(),
    channels: new Map<string, Channel>(),
    files: new Set<string>(),
  };
  const declared = descend(command, path);
  const unknown = Object.keys(options).find((name) => !declared.some((each) => each.name === name));
  if (unknown !== undefined) stop(`There is no option called ${unknown}.`);
  const values = declared.flatMap((option) => {
    const name = textOf(option.name) ?? "";
    const given = options[name];
    const isFocused = name === filling.focused;
    if (given === undefined && !isFocused)
      return option.required && filling.focused === undefined ? stop("This option is required. Specify a value.") : [];
    const raw = given ?? "";
    const value = filling.focused === undefined ? readValue(core, option, raw, { ...filling, found }) : raw;
    return [tidy({ name, type: option.type, value, focused: isFocused ? true : undefined })];
  });
  return {
    options: path
      .toReversed()
      .reduce<readonly Json[]>((inner, name, depth) => [{ name, type: depth + 1, options: inner }], values),
    users: [...found.users],
    roles: [...found.roles],
    channels: [...found.channels.values()],
    files: [...found.files],
  };
}

/** The options at the end of a path of groups and sub-commands. */
function descend(command: Command, path: readonly string[]): readonly Json[] {
  let options = listOf(command.body.options);
  for (const name of path) {
    const next = options.find(
      (each) => each.name === name && (each.type === types.subcommand || each.type === types.group),
    );
    if (next === undefined) return stop(`/${command.name} has no sub-command ${name}.`);
    options = listOf(next.options);
  }
  if (options.some((each) => each.type === types.subcommand || each.type === types.group))
    return stop(`Choose a sub-command of /${command.name}.`);
  return options;
}

interface Found extends Filling {
  readonly found: {
    readonly users: Set<string>;
    readonly roles: Set<string>;
    readonly channels: Map<string, Channel>;
    readonly files: Set<string>;
  };
}

function readValue(core: Core, option: Json, raw: DiscordValue, { guild, person, found }: Found): DiscordValue {
  const text = String(raw);
  const named = () => keep(found.users, findPerson(core, text));
  const role = () => keep(found.roles, findRole(core, guild, text));
  switch (option.type) {
    case types.boolean:
      return raw === true || text === "true";
    case types.integer:
    case types.number:
      return numberOf(option, raw);
    case types.user:
      return named() ?? stop("There is no such person.");
    case types.role:
      return role() ?? stop("There is no such role.");
    case types.mentionable:
      return named() ?? role() ?? stop("There is no such person or role.");
    case types.channel: {
      const channel = findChannel(core, text, person) ?? stop("There is no such channel.");
      const allowed = option.channel_types;
      if (Array.isArray(allowed) && !allowed.includes(channel.type)) stop("This kind of channel cannot be chosen.");
      if (channel.type === kinds.dm) stop("A direct message cannot be chosen.");
      found.channels.set(channel.id, channel);
      return channel.id;
    }
    case types.file:
      if (core.files.get(text)?.by !== person.id) stop("There is no such file.");
      found.files.add(text);
      return text;
    default:
      return stringOf(option, text);
  }
}

/** Remembers what an option names; its id, if there is such a thing. */
function keep(found: Set<string>, known: { readonly id: string } | undefined): string | undefined {
  if (known !== undefined) found.add(known.id);
  return known?.id;
}

function numberOf(option: Json, raw: DiscordValue): number {
  const value = Number(raw);
  const isWhole = option.type !== types.integer || Number.isInteger(value);
  if (raw === "" || Number.isNaN(value) || !isWhole) return stop("Input a valid number.");
  const { min_value: least, max_value: most } = option;
  if (typeof least === "number" && value < least) stop(`The number must be at least ${least}.`);
  if (typeof most === "number" && value > most) stop(`The number must be at most ${most}.`);
  return choose(option, value);
}

function stringOf(option: Json, text: string): string {
  const { min_length: least = 0, max_length: most = 6_000 } = option;
  if (text.length < Number(least) || text.length > Number(most))
    stop(`The text must be between ${least} and ${most} in length.`);
  return choose(option, text);
}

/** Where there are choices, only they can be sent, by value or name. */
function choose<T extends string | number>(option: Json, value: T): T {
  const choices = listOf(option.choices);
  if (choices.length === 0) return value;
  const chosen = choices.find((each) => each.value === value || each.name === value);
  return chosen === undefined ? stop("Choose one of the options.") : (chosen.value as T);
}
