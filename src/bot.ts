import type { IncomingMessage, ServerResponse } from "node:http";
import { menu } from "./commands/menu.ts";
import type { Table } from "./commands/table.ts";
import { DeliveryError } from "./domain/refusal.ts";
import { beats } from "./jobs/beats.ts";
import { handlers } from "./jobs/handlers.ts";
import { beatWith } from "./jobs/heartbeat.ts";
import { paced } from "./jobs/pace.ts";
import { afterPeople, handleWith } from "./jobs/worker.ts";
import type { Logger } from "./log.ts";
import { type Awaited, awaitPlatform } from "./platforms/awaited.ts";
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
  /** Absent while it cannot be reached. */
  readonly slack?: Slack | undefined;
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
  const awaited: Awaited<Slack>[] = [];
  const running = (): readonly Slack[] => awaited.flatMap(({ current }) => (current === undefined ? [] : [current]));
  /** What is owed to a platform that is not there yet waits for it: nobody knows yet which places are its own. */
  const refuseEarly = (): void => {
    const late = awaited.find(({ current }) => current === undefined);
    if (late !== undefined) throw new DeliveryError("chat", late.problem() ?? "A platform is not there yet.");
  };
  const messengers: Messengers = {
    for: ({ connection }) => {
      const found = running().find((one) => one.connection === connection);
      if (found === undefined) refuseEarly();
      return found?.messenger;
    },
  };
  if (parts.slack !== undefined) {
    const { slack: config, zone, pongWithin } = parts;
    const pong = pongWithin === undefined ? {} : { pongWithin };
    const begin = (): Promise<Slack> => startSlack({ config, zone, ground, table, messengers, log, ...pong });
    awaited.push(await awaitPlatform(begin, (slack) => slack.listen(), log));
  }
  const takeUp: Slack["takeUp"] = async (receipt) => {
    refuseEarly();
    for (const one of running()) await one.takeUp(receipt);
  };
  const deps = { ground, messengers: paced(messengers, clock), storage: parts.storage, takeUp, log };
  const idle = async () => void (await Promise.all(running().map((one) => one.idle())));
  await jobs.work(afterPeople(handleWith(handlers, deps, log), idle));
  for (const one of running()) await one.listen();
  const [slack] = awaited;
  return {
    table,
    get slack() {
      return slack?.current;
    },
    checks: slack === undefined ? {} : { slack: () => slack.problem() ?? slack.current?.ready() ?? null },
    mounts: parts.slack?.receive.mode === "http" ? [{ path: "/slack/events", handle: orLater(slack) }] : [],
    beat: beatWith(ground, beats, log),
    stop: async () => {
      for (const one of awaited) await one.stop();
      for (const one of running()) await one.stop();
    },
  };
};

/** Whoever calls before the platform is there is asked to come again. */
const orLater =
  (slack: Awaited<Slack> | undefined): Bot["mounts"][number]["handle"] =>
  (request, response) => {
    const handle = slack?.current?.handle;
    if (handle !== undefined) handle(request, response);
    else response.writeHead(503, { "retry-after": "10" }).end();
  };
