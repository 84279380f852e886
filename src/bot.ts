import type { IncomingMessage, ServerResponse } from "node:http";
import { menu } from "./commands/menu.ts";
import type { Table } from "./commands/table.ts";
import type { ReceiptId } from "./domain/ids.ts";
import type { Platform } from "./domain/place.ts";
import { DeliveryError } from "./domain/refusal.ts";
import { beats } from "./jobs/beats.ts";
import { handlers } from "./jobs/handlers.ts";
import { beatWith } from "./jobs/heartbeat.ts";
import { afterPeople, handleWith } from "./jobs/worker.ts";
import type { Logger } from "./log.ts";
import { type Awaited, awaitPlatform } from "./platforms/awaited.ts";
import type { Discord, DiscordConfig } from "./platforms/discord/app.ts";
import type { Installer } from "./platforms/slack/install.ts";
import type { SlackConfig } from "./platforms/slack/options.ts";
import type { Starting } from "./platforms/starting.ts";
import type { Clock, Messengers } from "./ports.ts";
import type { Storage } from "./services/attachment/storage.ts";
import { resealTokens } from "./services/connection/reseal.ts";
import type { Ground } from "./services/ground.ts";
import type { Outside } from "./services/outside.ts";
import { resealTargets } from "./services/target/reseal.ts";
import type { Database } from "./store/database.ts";
import type { Jobs } from "./store/jobs.ts";

/** What the bot stands on. Tests bring a held clock and queue, the app real ones. */
export interface BotParts {
  readonly database: Database;
  readonly jobs: Pick<Jobs, "enqueue" | "work">;
  readonly clock: Clock;
  readonly outside: Outside;
  readonly storage: Storage;
  readonly log: Logger;
  /** Where people's browsers reach the bot; undefined while nobody knows. */
  readonly address?: () => string | undefined;
  /** The zone of a new workspace. */
  readonly zone: string;
  readonly slack?: SlackConfig | undefined;
  readonly discord?: DiscordConfig | undefined;
}

/** A platform at work: both have the same side towards us. */
export type Running = Omit<Discord, "connections"> & { readonly installer?: Installer };

/** The platforms and the work behind them, on a given database, queue and clock. */
export interface Bot {
  readonly table: Table;
  readonly ground: Ground;
  readonly messengers: Messengers;
  /** A platform as it runs; absent where there is none, and while it cannot be reached. */
  platform(name: Platform): Running | undefined;
  /** Lets other Slack teams in over the web; undefined where that cannot be. */
  readonly installer: (() => Installer | undefined) | undefined;
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
  const awaited = new Map<Platform, Awaited<Running>>();
  const running = (): readonly Running[] =>
    [...awaited.values()].flatMap(({ current }) => (current === undefined ? [] : [current]));
  /** What is owed to a platform that is not there yet waits for it: nobody knows yet which places are its own. */
  const refuseEarly = (): void => {
    const late = [...awaited.values()].find(({ current }) => current === undefined);
    if (late !== undefined) throw new DeliveryError("chat", late.problem() ?? "A platform is not there yet.");
  };
  const messengers: Messengers = {
    for: ({ connection }) => {
      const found = running().flatMap((one) => one.messenger(connection) ?? []);
      if (found.length === 0) refuseEarly();
      return found[0];
    },
  };
  const addressed = parts.address === undefined ? {} : { address: parts.address };
  const { outside, storage } = parts;
  const installs = parts.slack?.app !== undefined;
  const starting = { zone: parts.zone, ground, table, messengers, outside, storage, installs, log, ...addressed };
  await resealTokens(ground, outside.vault);
  for (const [name, begin] of startersOf(parts, starting)) {
    awaited.set(name, await awaitPlatform(begin, (platform) => platform.listen(), log));
  }
  const takeUp = async (receipt: ReceiptId) => {
    refuseEarly();
    for (const one of running()) await one.takeUp(receipt);
  };
  const deps = { ground, messengers, outside, storage, takeUp, log };
  const idle = async () => void (await Promise.all(running().map((one) => one.idle())));
  const lost = await resealTargets(ground, outside.vault);
  if (lost > 0)
    log.warn({ targets: lost }, "Targets were sealed with a key that is not in TOCSIN_KEY: nothing is sent there.");
  await jobs.work(afterPeople(handleWith(handlers, deps, log), idle));
  for (const one of running()) await one.listen();
  return {
    table,
    ground,
    messengers,
    platform: (name) => awaited.get(name)?.current,
    installer: installs ? () => awaited.get("slack")?.current?.installer : undefined,
    checks: Object.fromEntries(
      [...awaited].map(([name, one]) => [name, () => one.problem() ?? one.current?.ready() ?? null]),
    ),
    mounts: [...awaited].flatMap(([name, one]) =>
      parts[name] !== undefined && callsUs(parts[name]) ? [{ path: paths[name], handle: orLater(one) }] : [],
    ),
    beat: beatWith(ground, beats, log),
    stop: async () => {
      for (const one of awaited.values()) await one.stop();
      for (const one of running()) await one.stop();
    },
  };
};

/** Where a platform that calls over HTTP finds us. */
const paths: Readonly<Record<Platform, string>> = { slack: "/slack/events", discord: "/discord/interactions" };

const callsUs = (config: SlackConfig | DiscordConfig): boolean =>
  "receive" in config ? config.receive.mode === "http" : config.mode === "http";

/** How each configured platform is started; its code is loaded only then. */
const startersOf = (
  { slack, discord }: Pick<BotParts, "slack" | "discord">,
  starting: Starting,
): readonly (readonly [Platform, () => Promise<Running>])[] => [
  ...(slack === undefined
    ? []
    : [
        [
          "slack",
          async () => (await import("./platforms/slack/app.ts")).startSlack({ ...starting, config: slack }),
        ] as const satisfies readonly [Platform, () => Promise<Running>],
      ]),
  ...(discord === undefined
    ? []
    : [
        [
          "discord",
          async () => (await import("./platforms/discord/app.ts")).startDiscord({ ...starting, config: discord }),
        ] as const satisfies readonly [Platform, () => Promise<Running>],
      ]),
];

/** Whoever calls before the platform is there is asked to come again. */
const orLater =
  (platform: Awaited<Running>): Bot["mounts"][number]["handle"] =>
  (request, response) => {
    const handle = platform.current?.handle;
    if (handle !== undefined) handle(request, response);
    else response.writeHead(503, { "retry-after": "10" }).end();
  };
