import { type SessionInfo, WebSocketManager, WebSocketShardEvents } from "@discordjs/ws";
import type { GatewayDispatchPayload, REST } from "discord.js";
import type { Logger } from "pino";
import { z } from "zod";
import type { HeldLease } from "../../services/lease/lease.ts";
import type { CatchUp } from "../catch-up.ts";
import { type Intents, withoutRefused } from "./intents.ts";

export interface GatewayOptions {
  readonly rest: REST;
  readonly token: string;
  readonly intents: Intents;
  readonly lease: HeldLease;
  /** Milliseconds: how long the lease lasts without us, and how often it is renewed or tried for. */
  readonly lasts: number;
  readonly every: number;
  readonly log: Logger;
  /** Asks for what was said while no session was there to hear it. */
  readonly catchUp: Pick<CatchUp, "until" | "learn" | "missed" | "hears">;
  /** Resolves once an event is written down. `once` names it for good. */
  hear(packet: GatewayDispatchPayload, once: string): Promise<void>;
  /** Discord refuses some of what we wanted to hear. */
  refused(left: Intents): void;
}

/** The gateway, which one replica holds at a time. */
export interface Gateway {
  /** Resolves once it is open, or while another replica holds it or Discord cannot be reached. */
  open(): Promise<void>;
  /** Why nothing comes in here that should, or null. */
  problem(): string | null;
  /** Leaves it so that whoever is next goes on where we stopped. */
  close(): Promise<void>;
}

const sessionShape = z.object({
  sessionId: z.string(),
  sequence: z.number(),
  resumeURL: z.string(),
  shardId: z.number(),
  shardCount: z.number(),
});
/** What a holder leaves: its sessions, and until when everything that was said has been heard. */
const leftShape = z.object({ sessions: z.array(sessionShape).readonly(), heard: z.string().optional() });
type Left = z.infer<typeof leftShape>;

/** Discord keeps a session that is left with this code, and lets it be resumed. */
const resumable = 4_200;
const openingTakesAtMost = 10_000;
const closingTakesAtMost = 2_000;
/** So often what cannot be written down is asked for again; then it is given up. */
const mostTries = 5;
const pauseBeforeRetry = 1_000;
/** Discord takes a token away that is used to identify a thousand times a day. */
const pauseAfterRefusal = 300_000;

const disallowed = "disallowed intents";
/** Discord's reasons for closing that no repeat will change. */
const refusals: ReadonlyMap<number, string> = new Map([
  [4_004, "authentication failed"],
  [4_010, "invalid shard"],
  [4_011, "sharding is required"],
  [4_012, "invalid api version"],
  [4_013, "invalid intents"],
  [4_014, disallowed],
]);

/**
 * Holds the gateway as long as we hold the lease. A dead holder's session is resumed, so that Discord tells again what
 * that one did not write down; what was written down comes in twice and is known.
 *
 * The sockets are discord.js's own. Its Client is not in between: after a session that somebody else began it never
 * becomes ready, and drops what concerns channels it has not been told of.
 */
export const makeGateway = (options: GatewayOptions): Gateway => {
  const { rest, token, lease, lasts, every, log, catchUp } = options;
  const sessions = new Map<number, SessionInfo>();
  const underWay = new Map<number, Set<number>>();
  const tries = new Map<string, number>();
  let intents = options.intents;
  let manager: WebSocketManager | null = null;
  let opening: Promise<void> | null = null;
  let problem: string | null = "not connected yet";
  let renewedAt = performance.now();
  let stopping = false;
  let failures = 0;
  let notBefore = 0;
  let timer: NodeJS.Timeout | undefined;
  let beating: Promise<void> = Promise.resolve();

  /** As far as everything was written down. */
  const written = (): readonly SessionInfo[] =>
    [...sessions.values()].map((session) => {
      const open = [...(underWay.get(session.shardId) ?? [])];
      return { ...session, sequence: Math.min(session.sequence, ...open.map((seq) => seq - 1)) };
    });

  const leaveWord = (): Promise<void> => {
    const heard = catchUp.until()?.toString();
    return lease.leave({ sessions: written(), ...(heard === undefined ? {} : { heard }) } satisfies Left);
  };

  const heard = async (packet: GatewayDispatchPayload, shard: number): Promise<void> => {
    const open = underWay.get(shard) ?? new Set();
    underWay.set(shard, open);
    open.add(packet.s);
    const once = `${sessions.get(shard)?.sessionId ?? "none"}:${packet.s}`;
    try {
      await options.hear(packet, once);
      open.delete(packet.s);
      tries.delete(once);
    } catch (error) {
      const tried = (tries.get(once) ?? 0) + 1;
      tries.set(once, tried);
      log.error({ err: error, event: packet.t, tried }, "an event could not be written down");
      if (tried >= mostTries) open.delete(packet.s);
      else setTimeout(() => void rewind(), pauseBeforeRetry).unref();
    }
  };

  /** Asks Discord to tell again what could not be written down. */
  const rewind = async (): Promise<void> => {
    if (manager === null || stopping || written().every((one) => one.sequence === sessions.get(one.shardId)?.sequence))
      return;
    const left = written();
    await leave();
    begin(left);
  };

  const leave = async (): Promise<void> => {
    const leaving = manager;
    manager = null;
    if (leaving === null) return;
    await soon(
      Promise.resolve(leaving.destroy({ code: resumable })).catch(() => {}),
      closingTakesAtMost,
    );
  };

  const opened = (): void => {
    problem = null;
    failures = 0;
  };

  const begin = (left: readonly SessionInfo[]): void => {
    sessions.clear();
    underWay.clear();
    for (const session of left) sessions.set(session.shardId, session);
    const mine = new WebSocketManager({
      rest,
      token,
      intents: intents.bits,
      helloTimeout: 10_000,
      // Left while it was about to connect again, it would do so: it never learns how.
      retrieveSessionInfo: (shard) => (manager === mine ? (sessions.get(shard) ?? null) : never),
      updateSessionInfo: (shard, info) => {
        if (manager !== mine) return;
        if (info === null) sessions.delete(shard);
        else sessions.set(shard, info);
      },
    });
    manager = mine;
    problem = "the gateway is being opened";
    mine.on(WebSocketShardEvents.Dispatch, ({ data, shardId }) => void heard(data, shardId));
    mine.on(WebSocketShardEvents.Ready, () => {
      opened();
      // A session of its own tells nothing of what was before it.
      catchUp.missed();
      catchUp.hears();
      // Whoever comes next needs to know of it, however soon that is.
      leaveWord().catch((error: unknown) => log.warn({ err: error }, "a session could not be left behind"));
    });
    mine.on(WebSocketShardEvents.Resumed, opened);
    mine.on(WebSocketShardEvents.Closed, ({ code }) => {
      if (manager !== mine || stopping) return;
      problem = `the gateway was closed (${code})`;
      const final = refusals.get(code);
      if (final !== undefined) return void failed(mine, new Error(final));
      log.info({ code }, "the gateway was closed; it is opened again");
      // Perhaps somebody else has taken it over meanwhile: then it stays closed here.
      beatNow();
    });
    mine.on(WebSocketShardEvents.Error, ({ error }) => log.warn({ err: error }, "the gateway is in trouble"));
    opening = Promise.resolve(mine.connect()).catch((error: unknown) => failed(mine, error));
  };

  const failed = async (mine: WebSocketManager, error: unknown): Promise<void> => {
    if (manager !== mine) return;
    const said = error instanceof Error ? error.message : String(error);
    const isFinal = [...refusals.values()].some((one) => said.toLowerCase().includes(one));
    failures += 1;
    notBefore = performance.now() + (isFinal ? pauseAfterRefusal : Math.min(failures, 15) * pauseBeforeRetry);
    log.warn({ err: error }, "the gateway could not be opened");
    const left = written();
    await leave();
    problem = `the gateway cannot be opened: ${said}`;
    const fewer = said.includes(disallowed) ? withoutRefused(intents) : null;
    if (fewer === null || stopping) return;
    intents = fewer;
    options.refused(fewer);
    begin(left);
    await opening;
  };

  const beat = async (): Promise<void> => {
    try {
      const held = await lease.take();
      if (held === undefined) {
        await leave();
        problem = null;
        return;
      }
      renewedAt = performance.now();
      if (stopping) return;
      if (manager !== null) {
        if (problem === null) catchUp.hears();
        await leaveWord();
      } else if (performance.now() >= notBefore) {
        const { sessions: left, heard } = readLeft(held.left);
        catchUp.learn(heard === undefined ? undefined : Temporal.Instant.from(heard));
        begin(left);
      }
    } catch (error) {
      log.warn({ err: error }, "the lease of the gateway could not be renewed");
      // By now another replica may hold it.
      if (performance.now() - renewedAt > lasts) await leave();
    }
  };

  const beatNow = (): void => {
    clearTimeout(timer);
    beating = beating.then(beat).then(() => {
      clearTimeout(timer);
      if (!stopping) timer = setTimeout(beatNow, every);
    });
  };

  return {
    async open() {
      beatNow();
      await beating;
      await soon(opening ?? Promise.resolve(), openingTakesAtMost);
    },
    problem: () => problem,
    async close() {
      stopping = true;
      clearTimeout(timer);
      await beating;
      const held = manager !== null;
      await leave();
      problem = "stopping";
      if (!held) return;
      await soon(whenWritten(underWay), closingTakesAtMost);
      try {
        await leaveWord();
        await lease.end();
      } catch (error) {
        log.warn({ err: error }, "the lease of the gateway could not be given up");
      }
    },
  };
};

const readLeft = (left: unknown): Left => {
  const parsed = leftShape.safeParse(left);
  return parsed.success ? parsed.data : { sessions: [] };
};

const whenWritten = async (underWay: ReadonlyMap<number, ReadonlySet<number>>): Promise<void> => {
  while ([...underWay.values()].some(({ size }) => size > 0)) await new Promise((resolve) => setTimeout(resolve, 10));
};

const never = new Promise<null>(() => {});

const soon = async (finishing: Promise<unknown>, within: number): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, within);
  await Promise.race([finishing, promise]);
  clearTimeout(timer);
};
