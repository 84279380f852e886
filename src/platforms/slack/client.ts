import {
  LogLevel,
  type Logger as SlackLogger,
  type WebAPICallResult,
  WebClient,
  type WebClientOptions,
} from "@slack/web-api";
import type { Logger } from "pino";
import { isTokenRefused } from "./errors.ts";
import type { Rendered } from "./render.ts";

/**
 * How Slack is called: once. On a 429 the client would hold back every other call as well, and a call whose answer is
 * lost would be sent again, so that a message appears twice; pacing and repeating are the queue's.
 */
export const clientOptions = (apiUrl: string | undefined, log: Logger): WebClientOptions => ({
  logger: quietly(log),
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: 15_000,
  ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
});

/** Slack as one team's bot calls it; `refused` is told whenever Slack does not take its token. */
export class TeamClient extends WebClient {
  readonly #refused: () => void;

  constructor(token: string, options: WebClientOptions, refused: () => void) {
    super(token, options);
    this.#refused = refused;
  }

  override async apiCall(method: string, given?: Record<string, unknown>): Promise<WebAPICallResult> {
    try {
      return await super.apiCall(method, given);
    } catch (error) {
      if (isTokenRefused(error)) this.#refused();
      throw error;
    }
  }
}

/** Plain values as the client's types want them: Block Kit's rules were kept where they were made. */
export const wire = (part: Rendered): { text: string; blocks: never[] } =>
  part as unknown as { text: string; blocks: never[] };

/** The packages' chatter is debug to us: what goes wrong reaches whoever asked. Their errors are heard. */
export const quietly = (log: Logger): SlackLogger => {
  const words = (message: unknown[]) => message.map(String).join(" ");
  return {
    debug: () => {},
    info: (...message) => log.debug(words(message)),
    warn: (...message) => log.debug(words(message)),
    error: (...message) => log.error(words(message)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
};
