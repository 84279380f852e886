import { type REST, Routes } from "discord.js";
import type { Logger } from "pino";
import type { Json } from "./client.ts";

export interface Registering {
  readonly rest: REST;
  readonly application: string;
  readonly commands: readonly Json[];
  readonly log: Logger;
}

/** Registers the commands, for one guild or for all, where they are others than those Discord has. */
export const registerCommands = async (
  { rest, application, commands, log }: Registering,
  guild: string | undefined,
): Promise<void> => {
  const route =
    guild === undefined ? Routes.applicationCommands(application) : Routes.applicationGuildCommands(application, guild);
  const there = (await rest.get(route)) as readonly Json[];
  if (sameCommands(there, commands)) return;
  await rest.put(route, { body: commands });
  log.info({ commands: commands.length, guild }, "the commands were registered with Discord");
};

export const sameCommands = (there: readonly Json[], wanted: readonly Json[]): boolean =>
  canonical(there) === canonical(wanted);

/** Only what is ours to say, in one order, without what stands for nothing. */
const canonical = (commands: readonly Json[]): string =>
  JSON.stringify(commands.map(plain).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)));

const plain = (one: Json): Json => ({
  name: one["name"],
  type: one["type"] ?? 1,
  description: one["description"] ?? "",
  required: one["required"] === true,
  autocomplete: one["autocomplete"] === true,
  contexts: [...((one["contexts"] as readonly number[] | undefined) ?? [])].toSorted(),
  integration_types: [...((one["integration_types"] as readonly number[] | undefined) ?? [])].toSorted(),
  options: ((one["options"] as readonly Json[] | undefined) ?? []).map(plain),
});
