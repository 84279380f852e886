import { DiscordAPIError, type REST, Routes } from "discord.js";
import { z } from "zod";
import { ConfigError } from "../../domain/refusal.ts";
import { calling } from "./errors.ts";

/** Whose bot this is, as Discord says. */
export interface Identity {
  readonly application: string;
  readonly bot: string;
  /** What the bot is called. */
  readonly name: string;
  /** Hex; what Discord calls us with is signed by its other half. */
  readonly publicKey: string;
  /** Which privileged intents are switched on, among others. */
  readonly flags: number;
}

const applicationShape = z.object({ id: z.string(), verify_key: z.string(), flags: z.number().nullish() });
const userShape = z.object({ id: z.string(), username: z.string() });

/** Asks Discord who we are. Throws a ConfigError when the token is refused. */
export const askWho = async (rest: REST): Promise<Identity> => {
  try {
    const [application, user] = await Promise.all([rest.get(Routes.currentApplication()), rest.get(Routes.user())]);
    const { id, verify_key: publicKey, flags } = applicationShape.parse(application);
    const { id: bot, username: name } = userShape.parse(user);
    return { application: id, bot, name, publicKey, flags: flags ?? 0 };
  } catch (error) {
    if (!(error instanceof DiscordAPIError) || error.status !== 401) return calling(() => Promise.reject(error));
    throw new ConfigError(["DISCORD_TOKEN is refused by Discord. Copy the token under Bot in the Developer Portal."]);
  }
};
