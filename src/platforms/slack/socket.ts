import type { SocketModeReceiver } from "@slack/bolt";
import type { Logger } from "pino";
import { ConfigError } from "../../domain/refusal.ts";
import { deliveryError, slackCode } from "./errors.ts";

type Client = SocketModeReceiver["client"];

/** A socket that is kept open: closed or dead, it is opened again. */
export interface KeptSocket {
  /** Resolves once it is open, or while Slack cannot be reached; throws a ConfigError when the token is refused. */
  open(): Promise<void>;
  /** Why it is not open, or null. */
  problem(): string | null;
  close(): Promise<void>;
}

/** The first attempt follows at once, later ones after up to half a minute. */
const pauses = [0, 200, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000] as const;
const closingTakesAtMost = 2_000;

/**
 * Keeps a Socket Mode client connected. The client's own way of reconnecting waits five seconds at best, and ends the
 * process when `apps.connections.open` is refused; so it is switched off, and this stands in its place.
 */
export const keepSocket = (client: Client, log: Logger): KeptSocket => {
  let problem: string | null = "not connected yet";
  let stopping = false;
  let pausing: { readonly end: () => void } | null = null;
  let running: Promise<void> = Promise.resolve();

  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      pausing = { end };
    });

  const connect = async (): Promise<{ readonly closed: Promise<void> }> => {
    const closed = new Promise<void>((resolve) => client.once("disconnected", () => resolve())).then(() => {
      problem ??= "the socket has closed";
    });
    await client.start();
    problem = null;
    return { closed };
  };

  const failed = (error: unknown, failures: number): void => {
    problem = `the socket cannot be opened: ${error instanceof Error ? error.message : "it closed at once"}`;
    log.warn({ err: error, failures }, "the Slack socket could not be opened");
  };

  const stay = async (first: { readonly closed: Promise<void> } | null): Promise<void> => {
    let failures = first === null ? 1 : 0;
    for (let socket = first; !stopping; ) {
      await socket?.closed;
      if (stopping) return;
      if (socket !== null) log.info("the Slack socket has closed; it is opened again");
      await pause(pauses[Math.min(failures, pauses.length - 1)] ?? 0);
      if (stopping) return;
      try {
        socket = await connect();
        failures = 0;
      } catch (error) {
        socket = null;
        failures += 1;
        failed(error, failures);
      }
    }
  };

  return {
    async open() {
      try {
        running = stay(await connect());
      } catch (error) {
        const refusal = slackCode(error);
        if (refusal !== undefined && deliveryError(error).permanent) {
          throw new ConfigError([
            `SLACK_APP_TOKEN is refused by Slack (${refusal}). Give an app-level token with connections:write.`,
          ]);
        }
        failed(error, 1);
        running = stay(null);
      }
    },
    problem: () => problem,
    async close() {
      stopping = true;
      problem = "stopping";
      pausing?.end();
      const end = client.disconnect().catch(() => {});
      const late = new Promise<void>((resolve) => setTimeout(resolve, closingTakesAtMost).unref());
      await Promise.race([Promise.all([end, running]), late]);
    },
  };
};
