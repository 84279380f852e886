import type { IncomingMessage, ServerResponse } from "node:http";
import { menu } from "./commands/menu.ts";
import type { Table } from "./commands/table.ts";
import { beats } from "./jobs/beats.ts";
import { handlers } from "./jobs/handlers.ts";
import { beatWith } from "./jobs/heartbeat.ts";
import { paced } from "./jobs/pace.ts";
import { afterPeople, handleWith } from "./jobs/worker.ts";
import type { Logger } from "./log.ts";
import { type Slack, type SlackConfig, startSlack } from "./platforms/slack/app.ts";
import type { Clock, Messengers } from "./ports.ts";
import type { Storage } from "./services/attachment/storage.ts";
import type { Ground } from "./services/ground.ts";
import type { Database } from "./store/database.ts";
import type { Jobs } from "./store/jobs.ts";

/** What the bot stands on. Tests bring a held clock and queue, the app real ones. */
export interface BotParts {
  readonly database: Database;
  readonly jobs: Pick<Jobs, "enqueue" | "work">;
  readonly clock: Clock;
  readonly storage: Storage;
  readonly log: Logger;
  /** The zone of a new workspace. */
  readonly zone: string;
  readonly slack?: SlackConfig | undefined;
  /** Milliseconds without a pong after which a socket counts as dead. */
  readonly pongWithin?: number;
}

/** The platforms and the work behind them, on a given database, queue and clock. */
export interface Bot {
  readonly table: Table;
  readonly slack?: Slack;
  readonly checks: Readonly<Record<string, () => string | null>>;
  readonly mounts: readonly {
    readonly path: string;
    handle(request: IncomingMessage, response: ServerResponse): void;
  }[];
  /** Looks once through everything that time itself makes due. */
  beat(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the platforms, then the work they owe, then lets people in. */
export const startBot = async (parts: BotParts): Promise<Bot> => {
  const { database, jobs, clock, log } = parts;
  const table = menu();
  const ground: Ground = {
    now: () => clock.now(),
    transact: database.transact,
    read: database.read,
    enqueue: jobs.enqueue,
  };
  const running: Slack[] = [];
  const messengers: Messengers = {
    for: ({ connection }) => running.find((one) => one.connection === connection)?.messenger,
  };
  if (parts.slack !== undefined) {
    const { zone, pongWithin } = parts;
    running.push(
      await startSlack({
        config: parts.slack,
        zone,
        ground,
        table,
        messengers,
        log,
        ...(pongWithin === undefined ? {} : { pongWithin }),
      }),
    );
  }
  const takeUp: Slack["takeUp"] = async (receipt) => {
    for (const one of running) await one.takeUp(receipt);
  };
  const deps = { ground, messengers: paced(messengers, clock), storage: parts.storage, takeUp, log };
  const idle = async () => void (await Promise.all(running.map((one) => one.idle())));
  await jobs.work(afterPeople(handleWith(handlers, deps, log), idle));
  for (const one of running) await one.listen();
  const [slack] = running;
  return {
    table,
    ...(slack === undefined ? {} : { slack }),
    checks: slack === undefined ? {} : { slack: () => slack.ready() },
    mounts: slack?.handle === undefined ? [] : [{ path: "/slack/events", handle: slack.handle }],
    beat: beatWith(ground, beats, log),
    stop: async () => {
      for (const one of running) await one.stop();
    },
  };
};
