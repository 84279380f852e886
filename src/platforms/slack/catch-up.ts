import type { WebClient } from "@slack/web-api";
import type { Logger } from "pino";
import { z } from "zod";
import type { Place } from "../../domain/place.ts";
import type { Connection } from "../../services/connection/connect.ts";
import { messagesAt, type Thread, threadsOf } from "../../services/connection/place.ts";
import type { Ground } from "../../services/ground.ts";
import type { HeldLease } from "../../services/lease/lease.ts";
import { systemCtx } from "../../services/system.ts";
import { type CatchUp, makeCatchUp, newFrom } from "../catch-up.ts";
import type { Inbound } from "../inbound.ts";
import type { Receiver } from "../receive.ts";
import { calling } from "./errors.ts";
import { ofMissing, ofRead } from "./inbound.ts";
import type { Who } from "./who.ts";

export interface CatchingUp {
  readonly client: WebClient;
  readonly who: Who;
  readonly receive: Receiver;
  readonly ground: Ground;
  readonly team: Connection;
  readonly log: Logger;
}

/** Reads in the threads of incidents what was said, edited and deleted while nobody was there to hear it. */
export const catchUpWith = ({ client, who, receive, ground, team, log }: CatchingUp): CatchUp => {
  const ctx = systemCtx(ground, team.workspace);
  const take = async (inbound: Inbound): Promise<void> => {
    const accepted = await receive.accept(inbound);
    if (accepted.kind !== "new") return;
    await receive.respond(inbound, await receive.handle(inbound, accepted.receipt));
  };
  return makeCatchUp<Thread>({
    now: ground.now,
    log,
    places: (since) => threadsOf(ctx, team.id, since),
    hear: async ({ place, since: begun }, from) => {
      const missed = secondsOf(from);
      const since = secondsOf(newFrom(from, begun));
      // Before anything is read: what is known by now was there then.
      const known = await messagesAt(ctx, place, from);
      const older = known.map(Number).filter((ts) => ts < since);
      const before = older.length === 0 ? nothing : await read(client, place, Math.min(...older) - 1, since);
      const fresh = await read(client, place, since);
      for (const said of before.said) {
        if (!known.includes(said.ts) || Number(said.edited?.ts ?? 0) < missed) continue;
        for (const inbound of ofRead(said, place.chat, who)) if (inbound.kind === "edit") await take(inbound);
      }
      for (const said of fresh.said) for (const inbound of ofRead(said, place.chat, who)) await take(inbound);
      if (!before.isAll || !fresh.isAll) return;
      const there = new Set([...before.said, ...fresh.said].map(({ ts }) => ts));
      for (const ts of known) if (!there.has(ts)) await take(ofMissing(place, ts, who));
    },
  });
};

const secondsOf = (at: Temporal.Instant): number => Math.floor(at.epochMilliseconds / 1_000);

const perPage = 200;
const mostPages = 5;

interface Said {
  readonly ts: string;
  readonly edited?: { readonly ts: string } | undefined;
}

interface Read {
  /** The oldest first. */
  readonly said: readonly Said[];
  /** False where there is more than was read. */
  readonly isAll: boolean;
}

const nothing: Read = { said: [], isAll: true };

/** What stands in a thread, or in an incident's own chat channel, between two instants in seconds. */
const read = async (
  client: WebClient,
  { chat: channel, thread }: Place,
  oldest: number,
  latest?: number,
): Promise<Read> => {
  const found: Said[] = [];
  const between = { oldest: String(oldest), ...(latest === undefined ? {} : { latest: String(latest) }) };
  for (let n = 0, cursor = ""; n < mostPages; n += 1) {
    const page = { channel, ...between, inclusive: true, limit: perPage, ...(cursor === "" ? {} : { cursor }) };
    const { messages = [], response_metadata: next } = await calling(async () =>
      thread === undefined
        ? await client.conversations.history(page)
        : await client.conversations.replies({ ...page, ts: thread }),
    );
    found.push(...messages.flatMap((one) => saidShape.safeParse(one).data ?? []));
    cursor = next?.next_cursor ?? "";
    if (cursor === "") return { said: found.toSorted((a, b) => Number(a.ts) - Number(b.ts)), isAll: true };
  }
  return { said: found.toSorted((a, b) => Number(a.ts) - Number(b.ts)), isAll: false };
};

const saidShape = z.looseObject({ ts: z.string(), edited: z.object({ ts: z.string() }).optional() });

export interface Watching {
  readonly catchUp: CatchUp;
  /** Whoever holds it knows until when the team has been heard, by whichever replica. */
  readonly lease: HeldLease;
  isOpen(): boolean;
  now(): Temporal.Instant;
  /** Milliseconds. */
  readonly every: number;
  readonly log: Logger;
}

/** What nobody takes Slack tells again at once, after a minute and after five; what it told longer ago is lost. */
const toldAgain = { minutes: 1 } as const;

const leftShape = z.object({ heard: z.string() });

/** Notices when nobody has heard a team for longer than Slack goes on telling. */
export const watchGaps = ({ catchUp, lease, isOpen, now, every, log }: Watching) => {
  let hears = false;
  let timer: NodeJS.Timeout | undefined;
  let beating: Promise<void> = Promise.resolve();

  const begin = (left: unknown): void => {
    const read = leftShape.safeParse(left);
    catchUp.learn(read.success ? Temporal.Instant.from(read.data.heard) : undefined);
    const until = catchUp.until();
    if (until !== undefined && Temporal.Instant.compare(until.add(toldAgain), now()) < 0) catchUp.missed();
    hears = true;
  };
  const giveUp = async (): Promise<void> => {
    if (!hears) return;
    hears = false;
    await lease.end();
  };
  const beat = async (): Promise<void> => {
    try {
      if (!isOpen()) return await giveUp();
      const held = await lease.take();
      if (held === undefined) {
        hears = false;
        return;
      }
      if (!hears) begin(held.left);
      catchUp.hears();
      const heard = catchUp.until()?.toString();
      if (heard !== undefined) await lease.leave({ heard });
    } catch (error) {
      log.warn({ err: error }, "it could not be written down until when Slack has been heard");
    }
  };
  const go = (): Promise<void> => {
    beating = beat().then(() => {
      timer = setTimeout(() => void go(), every).unref();
    });
    return beating;
  };
  return {
    begin: go,
    end: async () => {
      await beating;
      clearTimeout(timer);
      catchUp.stop();
      await giveUp().catch((error: unknown) => log.warn({ err: error }, "a lease could not be given up"));
    },
  };
};
