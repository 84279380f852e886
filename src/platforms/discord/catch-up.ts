import { Routes } from "discord.js";
import { z } from "zod";
import type { Place } from "../../domain/place.ts";
import { threadsOf } from "../../services/connection/place.ts";
import { systemCtx } from "../../services/system.ts";
import { type CatchUp, makeCatchUp } from "../catch-up.ts";
import { codes, deliveryError, discordCode } from "./errors.ts";
import type { Guild, Guilds, Shared } from "./guilds.ts";
import { addressed } from "./inbound.ts";
import type { Packet } from "./listener.ts";
import { instantOf, snowflakeAt } from "./who.ts";

export interface CatchingUp {
  readonly shared: Shared;
  readonly guilds: Guilds;
  /** Hears an event as if the gateway told it now. */
  hear(packet: Packet, once: string): Promise<void>;
}

/** Reads in the threads of incidents what was said while no session was there to hear it. */
export const catchUpWith = ({ shared, guilds, hear }: CatchingUp): CatchUp => {
  const { ground, log } = shared;
  return makeCatchUp<Where>({
    now: ground.now,
    log,
    places: async (since) => {
      const found: Where[] = [];
      for (const guild of guilds.all()) {
        const { id, workspace } = guild.connection;
        const threads = await threadsOf(systemCtx(ground, workspace), id, since);
        found.push(...threads.map((place) => ({ guild, place })));
      }
      return found;
    },
    hear: async ({ guild, place }, since) => {
      for await (const said of saidSince(shared, place.thread ?? place.chat, since)) {
        if (isLate(said, guild, ground.now())) continue;
        const d = { ...said, guild_id: guild.who.guild };
        await hear({ t: "MESSAGE_CREATE", d }, said.id);
        if (said.edited_timestamp != null) await hear({ t: "MESSAGE_UPDATE", d }, said.id);
      }
    },
  });
};

interface Where {
  readonly guild: Guild;
  readonly place: Place;
}

const page = z.array(
  z.looseObject({ id: z.string(), content: z.string().optional(), edited_timestamp: z.string().nullish() }),
);
type Said = z.infer<typeof page>[number];

const perPage = 100;
const mostPages = 10;

/** What stands in a channel, oldest first. */
async function* saidSince({ rest }: Pick<Shared, "rest">, channel: string, since: Temporal.Instant) {
  let after = snowflakeAt(since);
  for (let n = 0; n < mostPages; n += 1) {
    const query = new URLSearchParams({ after, limit: String(perPage) });
    const found = await pageOf(() => rest.get(Routes.channelMessages(channel), { query }));
    yield* found;
    const last = found.at(-1);
    if (last === undefined || found.length < perPage) return;
    after = last.id;
  }
}

/** Nobody has begun the thread of every card. */
const pageOf = async (call: () => Promise<unknown>): Promise<readonly Said[]> => {
  const found = await call().catch((error: unknown) => {
    if (discordCode(error) === codes.unknownChannel) return [];
    throw deliveryError(error);
  });
  return page.parse(found).toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
};

const answeredWithin = { minutes: 15 } as const;

/** Whoever told us to do something and heard nothing knows that it was not done, and may have done something else. */
const isLate = ({ id, content = "" }: Said, { who, role }: Guild, now: Temporal.Instant): boolean =>
  addressed(who, role()).test(content) && Temporal.Instant.compare(instantOf(id).add(answeredWithin), now) < 0;
