import { Client, Events, GatewayIntentBits, Partials } from "discord.js";
import type { InstallOptions } from "../../../src/playground/discord/core.ts";
import type { DiscordSeed } from "../../../src/playground/discord/seed.ts";
import { startPlayground } from "../../../src/playground/playground.ts";

export interface DiscordWorldOptions extends InstallOptions {
  readonly now?: () => Temporal.Instant;
  readonly dataDir?: string;
  readonly discordSeed?: DiscordSeed;
  readonly patience?: number;
  readonly heartbeat?: number;
  /** Without a bot only the server runs, and the client knows REST only. */
  readonly bot?: boolean;
  /** What the client asks for; all that a chat bot wants, if absent. */
  readonly clientIntents?: number;
}

export const usualIntents =
  GatewayIntentBits.Guilds |
  GatewayIntentBits.GuildMembers |
  GatewayIntentBits.GuildMessages |
  GatewayIntentBits.GuildMessageReactions |
  GatewayIntentBits.DirectMessages |
  GatewayIntentBits.DirectMessageReactions |
  GatewayIntentBits.MessageContent;

export type Discord = Awaited<ReturnType<typeof startPlayground>>["discord"];

/** A playground with a real discord.js client at its gateway. */
export async function startDiscordWorld(options: DiscordWorldOptions = {}) {
  const { now = () => Temporal.Now.instant(), bot = true, clientIntents = usualIntents, ...rest } = options;
  const { interactionsUrl, intents, permissions, ...served } = rest;
  const playground = await startPlayground({ now, ...served });
  const { discord } = playground;
  discord.install({
    ...(interactionsUrl === undefined ? {} : { interactionsUrl }),
    ...(intents === undefined ? {} : { intents }),
    ...(permissions === undefined ? {} : { permissions }),
  });
  const clients: Client[] = [];
  const begin = async (wanted = clientIntents): Promise<Client<true>> => {
    const client = makeClient(discord, wanted);
    clients.push(client);
    await login(client, discord.token);
    return client as Client<true>;
  };
  const client = bot ? await begin() : (makeClient(discord, clientIntents) as Client<true>);
  if (!bot) client.rest.setToken(discord.token);
  return {
    playground,
    discord,
    client,
    rest: client.rest,
    begin,
    [Symbol.asyncDispose]: async () => {
      await Promise.all([client, ...clients].map((each) => each.destroy()));
      await playground.stop();
    },
  };
}

export type DiscordWorld = Awaited<ReturnType<typeof startDiscordWorld>>;

export function makeClient({ apiUrl }: Discord, intents: number = usualIntents): Client {
  return new Client({
    intents,
    partials: [Partials.Channel, Partials.Message, Partials.Reaction],
    rest: { api: apiUrl, version: "10", retries: 0 },
    failIfNotExists: true,
  });
}

export async function login(client: Client, token: string): Promise<void> {
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  await client.login(token);
  await ready;
}
