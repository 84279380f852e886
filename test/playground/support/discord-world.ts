import { Client, DefaultRestOptions, Events, GatewayIntentBits, Partials, type RESTOptions } from "discord.js";
import type { InstallOptions } from "../../../src/playground/discord/core.ts";
import type { DiscordSeed } from "../../../src/playground/discord/seed.ts";
import { startPlayground } from "../../../src/playground/playground.ts";
import { problemsOf } from "./openapi.ts";

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
  if (!bot) {
    clients.push(client);
    client.rest.setToken(discord.token);
  }
  return {
    playground,
    discord,
    client,
    rest: client.rest,
    begin,
    [Symbol.asyncDispose]: async () => {
      const problems = clients.flatMap(problemsWith);
      await Promise.all(clients.map((each) => each.destroy()));
      await playground.stop();
      if (problems.length > 0) throw new Error(`not as Discord describes it:\n${problems.join("\n")}`);
    },
  };
}

export type DiscordWorld = Awaited<ReturnType<typeof startDiscordWorld>>;

const compared = new WeakMap<Client, string[]>();

/** What every exchange of a client so far got wrong. */
function problemsWith(client: Client): readonly string[] {
  return compared.get(client) ?? [];
}

/** A client whose every request and answer is compared with Discord's own description. */
export function makeClient({ apiUrl }: Discord, intents: number = usualIntents): Client {
  const problems: string[] = [];
  const makeRequest: RESTOptions["makeRequest"] = async (url, init) => {
    const response = await DefaultRestOptions.makeRequest(url, init);
    const bytes = await response.arrayBuffer();
    const text = Buffer.from(bytes).toString();
    const path = new URL(url).pathname.replace(/^\/api\/v10/, "");
    const exchange = { method: init.method ?? "GET", path, sent: sentIn(init.body), status: response.status };
    problems.push(...problemsOf({ ...exchange, received: jsonIn(text) }));
    const { status, statusText, ok, headers } = response;
    const json = async (): Promise<unknown> => JSON.parse(text);
    return {
      status,
      statusText,
      ok,
      headers,
      body: null,
      bodyUsed: true,
      json,
      text: async () => text,
      arrayBuffer: async () => bytes,
    };
  };
  const client = new Client({
    intents,
    partials: [Partials.Channel, Partials.Message, Partials.Reaction],
    rest: { api: apiUrl, version: "10", retries: 0, makeRequest },
    failIfNotExists: true,
    // The client waits five seconds between one IDENTIFY and the next; tests do not.
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => {} }) },
  });
  compared.set(client, problems);
  return client;
}

function sentIn(body: unknown): unknown {
  const text = body instanceof FormData ? body.get("payload_json") : body;
  return typeof text === "string" ? jsonIn(text) : undefined;
}

function jsonIn(text: string): unknown {
  return text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : undefined;
}

export async function login(client: Client, token: string): Promise<void> {
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  await client.login(token);
  await ready;
}
