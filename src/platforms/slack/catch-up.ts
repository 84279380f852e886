import type { WebClient } from "@slack/web-api";
import type { Logger } from "pino";
import { z } from "zod";
import type { Place } from "../../domain/place.ts";
import type { Connection } from "../../services/connection/connect.ts";
import { threadsOf } from "../../services/connection/place.ts";
import type { Ground } from "../../services/ground.ts";
import type { HeldLease } from "../../services/lease/lease.ts";
import { systemCtx } from "../../services/system.ts";
import { type CatchUp, makeCatchUp } from "../catch-up.ts";
import type { Receiver } from "../receive.ts";
import { calling } from "./errors.ts";
import { ofRead } from "./inbound.ts";
import type { Who } from "./who.ts";

export interface CatchingUp {
  readonly client: WebClient;
  readonly who: Who;
  readonly receive: Receiver;
  readonly ground: Ground;
  readonly team: Connection;
  readonly log: Logger;
}

/** Reads in the threads of incidents what was said while nobody was there to hear it. */
export const catchUpWith = ({ client, who, receive, ground, team, log }: CatchingUp): CatchUp =>
  makeCatchUp<Place>({
    now: ground.now,
    log,
    places: (since) => threadsOf(systemCtx(ground, team.workspace), team.id, since),
    hear: async (place, since) => {
      for await (const said of saidSince(client, place, since)) {
        for (const inbound of ofRead(said, place.chat, who)) {
          const accepted = await receive.accept(inbound);
          if (accepted.kind !== "new") continue;
          await receive.respond(inbound, await receive.handle(inbound, accepted.receipt));
        }
      }
    },
  });

const perPage = 200;
const mostPages = 5;

/** What stands in a thread, or in an incident's own chat channel, oldest first. */
async function* saidSince(client: WebClient, { chat: channel, thread }: Place, since: Temporal.Instant) {
  const oldest = String(Math.floor(since.epochMilliseconds / 1000));
  const found: object[] = [];
  for (let n = 0, cursor = ""; n < mostPages; n += 1) {
    const page = { channel, oldest, limit: perPage, ...(cursor === "" ? {} : { cursor }) };
    const { messages = [], response_metadata: next } = await calling(async () =>
      thread === undefined
        ? await client.conversations.history(page)
        : await client.conversations.replies({ ...page, ts: thread }),
    );
    found.push(...messages);
    cursor = next?.next_cursor ?? "";
    if (cursor === "") break;
  }
  yield* found.toSorted((a, b) => tsOf(a) - tsOf(b));
}

const tsOf = (said: object): number => Number("ts" in said ? said.ts : 0);

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
