import { resolve } from "node:path";
import { z } from "zod";
import { ConfigError } from "./domain/refusal.ts";
import { readSender, type Sender, senderOf } from "./platforms/email/sender.ts";
import { type Network, readNetwork } from "./platforms/webhook/networks.ts";
import { type Secret, secret } from "./secret.ts";

/** Set to nothing is not set. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const hidden = (pattern: RegExp, remedy: string) =>
  optional(
    z
      .string()
      .regex(pattern, remedy)
      .transform((value) => secret(value)),
  );

const address = (protocols: RegExp, remedy: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.test(text), remedy);

const knownZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
};

const isKey = (text: string): boolean =>
  text.split(",").every((part) => Buffer.from(part.trim(), "base64").length === 32);

const environment = z.object({
  DATABASE_URL: optional(
    address(
      /^postgres(ql)?:\/\//,
      "is not a PostgreSQL address. Write postgres://user:password@host:5432/name",
    ).transform((value) => secret(value)),
  ),
  TOCSIN_DATA_DIR: optional(z.string()).transform((path) => resolve(path ?? ".tocsin")),
  HOST: optional(z.string()).transform((host) => host ?? "127.0.0.1"),
  PORT: optional(
    z
      .string()
      .regex(/^\d+$/, "is not a port. Give a number from 0 to 65535")
      .transform(Number)
      .refine((port) => port <= 65_535, "is not a port. Give a number from 0 to 65535"),
  ).transform((port) => port ?? 3000),
  TOCSIN_URL: optional(
    address(/^https?:\/\//, "is not an address people can open. Write https://tocsin.example.com").transform((url) =>
      url.replace(/\/+$/, ""),
    ),
  ),
  TOCSIN_TIMEZONE: optional(
    z.string().refine(knownZone, "is not a time zone. Write one such as Europe/Vienna"),
  ).transform((zone) => zone ?? "UTC"),
  TOCSIN_KEY: optional(
    z
      .string()
      .refine(isKey, "is not 32 bytes in base64. Make one with: openssl rand -base64 32")
      .transform((keys) => keys.split(",").map((key) => secret(key.trim()))),
  ),
  LOG_LEVEL: optional(
    z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], {
      error: "is not a level. Give one of trace, debug, info, warn, error, fatal, silent",
    }),
  ).transform((level) => level ?? "info"),
  SLACK_BOT_TOKEN: optional(
    z
      .string()
      .regex(/^xoxb-/, 'does not begin with "xoxb-". It is the Bot User OAuth Token under OAuth & Permissions')
      .regex(/^[^\s,]+$/, "is more than one token. Give one; further workspaces join with `/tocsin connect`")
      .transform((value) => secret(value)),
  ),
  SLACK_APP_TOKEN: hidden(/^xapp-/, 'does not begin with "xapp-". It is the App-Level Token under Basic Information'),
  SLACK_SIGNING_SECRET: hidden(/^\S+$/, "contains spaces. It is the Signing Secret under Basic Information"),
  SLACK_CLIENT_ID: optional(
    z.string().regex(/^[\w.-]+$/, "is not a client id. It is the Client ID under Basic Information, such as 123.456"),
  ),
  SLACK_CLIENT_SECRET: hidden(/^\S+$/, "contains spaces. It is the Client Secret under Basic Information"),
  SLACK_API_URL: optional(address(/^https?:\/\//, "is not an address. Write https://slack.com/api/")),
  DISCORD_TOKEN: hidden(/^\S+$/, "contains spaces. It is the bot's token under Bot in the developer portal"),
  // Nothing signs in through Discord yet. Whoever sets it is told what is wrong with it, and it stays out of the log.
  DISCORD_CLIENT_SECRET: hidden(
    /^\S+$/,
    "contains spaces. It is the Client Secret under OAuth2 in the developer portal",
  ),
  DISCORD_API_URL: optional(address(/^https?:\/\//, "is not an address. Write https://discord.com/api")),
  DISCORD_MODE: optional(z.enum(["gateway", "http"], { error: "is not a mode. Give gateway or http" })),
  DISCORD_COMMANDS: optional(z.enum(["global", "guild"], { error: "is not a scope. Give global or guild" })),
  SLACK_MODE: optional(z.enum(["socket", "http"], { error: "is not a mode. Give socket or http" })),
  SMTP_URL: hidden(
    /^smtps?:\/\/(?:[^@\s]*@)?[^@\s/]+/,
    "is not a mail server's address. Write smtp://user:password@host:587, or smtps:// for one that begins in secret",
  ),
  SMTP_FROM: optional(
    z
      .string()
      .refine((text) => readSender(text) !== undefined, "is not a sender. Write Tocsin <tocsin@example.com>")
      .transform(readSender),
  ),
  TOCSIN_PRIVATE_TARGETS: optional(
    z
      .string()
      .refine(
        (text) => text.split(",").every((part) => readNetwork(part) !== undefined),
        "is not a list of networks. Write such as 10.1.0.0/16, 192.168.7.9",
      )
      .transform((text) => text.split(",").flatMap((part) => [readNetwork(part)].filter((one) => one !== undefined))),
  ).transform((networks) => networks ?? []),
});

type Environment = z.infer<typeof environment>;

export type SlackConfig = {
  readonly botToken: Secret;
  readonly apiUrl: string | undefined;
  /** The app itself: with it other Slack workspaces can join. */
  readonly app: { readonly id: string; readonly secret: Secret } | undefined;
} & (
  | { readonly mode: "socket"; readonly appToken: Secret }
  | { readonly mode: "http"; readonly signingSecret: Secret }
);

export interface DiscordConfig {
  readonly token: Secret;
  readonly apiUrl: string | undefined;
  readonly mode: "gateway" | "http";
  /** Where commands are registered: once for all servers, or server by server. */
  readonly commands: "global" | "guild";
}

export interface Config {
  /** Absent = PGlite in the data directory. */
  readonly databaseUrl: Secret | undefined;
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  /** Where people's browsers reach this server. */
  readonly url: string | undefined;
  /** IANA zone of a new workspace. */
  readonly zone: string;
  /** The newest first; absent = the one in the data directory. */
  readonly keys: readonly Secret[] | undefined;
  readonly logLevel: Environment["LOG_LEVEL"];
  readonly slack: SlackConfig | undefined;
  readonly discord: DiscordConfig | undefined;
  /** Absent = no mail is sent. */
  readonly smtp: { readonly url: Secret; readonly from: Sender } | undefined;
  /** Networks that targets may lead into besides the open internet. */
  readonly privateTargets: readonly Network[];
  /** A local Slack and Discord stand in for the real ones: asked for, or no platform is configured. */
  readonly playground: boolean;
  /** Everything that must never be written down. */
  readonly secrets: readonly Secret[];
}

/** Reads the environment. Throws a ConfigError with every problem at once. */
export const readConfig = (
  env: Readonly<Record<string, string | undefined>>,
  options: { readonly playground?: boolean } = {},
): Config => {
  const read = environment.safeParse(env);
  const problems = read.success ? [] : read.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}.`);
  problems.push(...slackProblems(env), ...discordProblems(env));
  if (!read.success || problems.length > 0) throw new ConfigError(problems);
  const known = read.data;
  return {
    databaseUrl: known.DATABASE_URL,
    dataDir: known.TOCSIN_DATA_DIR,
    host: known.HOST,
    port: known.PORT,
    url: known.TOCSIN_URL,
    zone: known.TOCSIN_TIMEZONE,
    keys: known.TOCSIN_KEY,
    logLevel: known.LOG_LEVEL,
    slack: slackOf(known),
    discord: discordOf(known),
    smtp: smtpOf(known),
    privateTargets: known.TOCSIN_PRIVATE_TARGETS,
    playground: options.playground === true || (!known.SLACK_BOT_TOKEN && !known.DISCORD_TOKEN),
    secrets: [
      known.DATABASE_URL,
      known.SLACK_BOT_TOKEN,
      known.SLACK_APP_TOKEN,
      known.SLACK_SIGNING_SECRET,
      known.SLACK_CLIENT_SECRET,
      known.DISCORD_TOKEN,
      known.DISCORD_CLIENT_SECRET,
      known.SMTP_URL,
      passwordIn(known.SMTP_URL),
      ...(known.TOCSIN_KEY ?? []),
    ].filter((one) => one !== undefined),
  };
};

const slackProblems = (env: Readonly<Record<string, string | undefined>>): string[] => {
  const {
    SLACK_BOT_TOKEN: bot,
    SLACK_APP_TOKEN: app,
    SLACK_SIGNING_SECRET: signing,
    SLACK_MODE: mode,
    SLACK_API_URL: api,
    SLACK_CLIENT_ID: client,
    SLACK_CLIENT_SECRET: secret,
  } = env;
  if (!bot && (app || signing || mode || api || client || secret))
    return ["SLACK_BOT_TOKEN is missing, but other Slack settings are there. Set it, or remove all of them."];
  if (!bot) return [];
  if (client && !secret)
    return ["SLACK_CLIENT_SECRET is missing. SLACK_CLIENT_ID needs it, to let other workspaces in."];
  if (secret && !client)
    return ["SLACK_CLIENT_ID is missing. SLACK_CLIENT_SECRET needs it, to let other workspaces in."];
  if (mode === "socket" && !app) return ["SLACK_APP_TOKEN is missing. SLACK_MODE=socket needs it."];
  if (mode === "http" && !signing) return ["SLACK_SIGNING_SECRET is missing. SLACK_MODE=http needs it."];
  if (!app && !signing)
    return ["SLACK_APP_TOKEN is missing. Set it for Socket Mode, or set SLACK_SIGNING_SECRET to be called over HTTP."];
  return [];
};

/** Socket Mode wherever there is a token for it, unless SLACK_MODE says otherwise. */
const slackOf = (known: Environment): SlackConfig | undefined => {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = known;
  if (!botToken) return undefined;
  const { SLACK_CLIENT_ID: id, SLACK_CLIENT_SECRET: secret } = known;
  const common = { botToken, apiUrl: known.SLACK_API_URL, app: id && secret ? { id, secret } : undefined };
  if (appToken && known.SLACK_MODE !== "http") return { ...common, mode: "socket", appToken };
  return signingSecret && { ...common, mode: "http", signingSecret };
};

/** Mail comes from the account at the server, unless somebody else is named. */
const smtpOf = ({ SMTP_URL: url, SMTP_FROM: from }: Environment): Config["smtp"] =>
  url && { url, from: from ?? senderOf(url.reveal()) };

/** The password alone may stand in an error where the whole address does not. */
const passwordIn = (url: Secret | undefined): Secret | undefined => {
  const password = url === undefined ? "" : decodeURIComponent(URL.parse(url.reveal())?.password ?? "");
  return password === "" ? undefined : secret(password);
};

const discordProblems = ({
  DISCORD_TOKEN: token,
  DISCORD_CLIENT_SECRET: clientSecret,
  DISCORD_MODE: mode,
  DISCORD_API_URL: api,
  DISCORD_COMMANDS: commands,
}: Readonly<Record<string, string | undefined>>): string[] =>
  !token && (clientSecret || mode || api || commands)
    ? ["DISCORD_TOKEN is missing, but other Discord settings are there. Set it, or remove all of them."]
    : [];

const discordOf = ({
  DISCORD_TOKEN: token,
  DISCORD_API_URL: apiUrl,
  DISCORD_MODE: mode,
  DISCORD_COMMANDS: commands,
}: Environment): DiscordConfig | undefined =>
  token && { token, apiUrl, mode: mode ?? "gateway", commands: commands ?? "global" };
