import { type DestinationStream, destination, type Logger, pino } from "pino";
import type { Config } from "./config.ts";
import { blot } from "./secret.ts";

export type { Logger } from "pino";

/** How Slack's tokens look: those of teams that let the bot in over the web are not in the configuration. */
const slackTokens = /\bxox[a-z]-[\w-]+/g;

/** In the addresses of Discord's interactions and webhooks: whoever has one answers in our name. */
const discordTokens = /\b(interactions|webhooks)\/(\d+)\/[\w.-]{20,}/g;

/** JSON lines on stderr, so that stdout is the command's result. No secret of ours survives in a line. */
export const openLog = (
  { logLevel, secrets }: Pick<Config, "logLevel" | "secrets">,
  to: DestinationStream = destination({ dest: 2, sync: true }),
): Logger =>
  pino(
    {
      level: logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: credentials, censor: "[secret]" },
      hooks: {
        streamWrite: (line) =>
          blot(line, secrets).replaceAll(slackTokens, "[secret]").replaceAll(discordTokens, "$1/$2/[secret]"),
      },
    },
    to,
  );

/** Names under which clients carry credentials that are not ours to know in advance, and what people said. */
const credentials = [
  "token",
  "authorization",
  "headers.authorization",
  "headers.Authorization",
  "password",
  "requestBody",
].flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `err.aggregateErrors[*].${name}`]);
