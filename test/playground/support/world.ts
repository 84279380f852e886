import { App, LogLevel, SocketModeReceiver } from "@slack/bolt";
import { startPlayground } from "../../../src/playground/playground.ts";
import type { SlackMessage } from "../../../src/playground/slack/protocol.ts";
import { manifest } from "./manifest.ts";

export interface WorldOptions {
  readonly now?: () => Temporal.Instant;
  readonly dataDir?: string;
  readonly manifest?: object;
  readonly patience?: number;
  /** Without a bot only the server runs. */
  readonly bot?: boolean;
}

/** A playground with a real Bolt app connected to it by Socket Mode. */
export async function startWorld(options: WorldOptions = {}) {
  const { now = () => Temporal.Now.instant(), bot = true, manifest: asked = manifest, ...rest } = options;
  const playground = await startPlayground({ now, ...rest });
  const { slack } = playground;
  slack.install(asked);
  const apps: Awaited<ReturnType<typeof connect>>[] = [];
  const begin = async () => {
    const connected = await connect(slack);
    apps.push(connected);
    return connected;
  };
  const first = await (bot ? begin() : connectless(slack));
  return {
    playground,
    slack,
    app: first.app,
    client: first.app.client,
    begin,
    end: first.stop,
    [Symbol.asyncDispose]: async () => {
      await Promise.all(apps.map((each) => each.stop()));
      await playground.stop();
    },
  };
}

type Slack = Awaited<ReturnType<typeof startPlayground>>["slack"];

async function connectless(slack: Slack) {
  const app = new App({ token: slack.botToken, signingSecret: "unused", ...common(slack) });
  return { app, stop: async () => {} };
}

async function connect(slack: Slack) {
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    logger: quiet,
    clientPingTimeout: 300,
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } } },
  });
  const app = new App({ token: slack.botToken, receiver, ...common(slack) });
  await app.init();
  await app.start();
  let stopped = false;
  const stop = async () => {
    if (stopped) return;
    stopped = true;
    await app.stop();
  };
  return { app, stop };
}

export const quiet = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

function common({ apiUrl }: Slack) {
  return {
    clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
    deferInitialization: true,
    logger: quiet,
  };
}

/** Waits until something is so; the news of the playground would do, but not everything is news. */
export async function eventually<T>(look: () => T | undefined | null | false, within = 5_000): Promise<T> {
  const deadline = performance.now() + within;
  for (;;) {
    const seen = look();
    if (seen !== undefined && seen !== null && seen !== false) return seen;
    if (performance.now() > deadline) throw new Error(`not so within ${within} ms: ${look}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export function textsOf(messages: readonly SlackMessage[]): readonly string[] {
  return messages.map((message) => message.text);
}

/** The error a Web API call is refused with. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error && "data" in error) return String((error.data as { error?: unknown }).error);
    throw error;
  }
  throw new Error("the call went through");
}

/** A clock that stands until it is moved. */
export function holdClock(start = "2026-03-02T10:00:00Z") {
  let at = Temporal.Instant.from(start);
  return {
    now: () => at,
    advance: (duration: Temporal.DurationLike) => {
      at = at.add(duration);
    },
  };
}
