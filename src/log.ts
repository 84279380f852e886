import { type DestinationStream, destination, type Logger, pino } from "pino";
import type { Config } from "./config.ts";
import { blot } from "./secret.ts";

export type { Logger } from "pino";

/** How Slack's tokens look: those of teams that let the bot in over the web are not in the configuration. */
const slackTokens = /\bxox[a-z]-[\w-]+/g;

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
      hooks: { streamWrite: (line) => blot(line, secrets).replaceAll(slackTokens, "[secret]") },
    },
    to,
  );

/** Names under which clients carry credentials that are not ours to know in advance. */
const credentials = ["token", "authorization", "headers.authorization", "headers.Authorization", "password"].flatMap(
  (name) => [name, `*.${name}`, `err.config.${name}`],
);
