import { Routes } from "discord.js";
import { z } from "zod";
import { messagesAt, type Thread, threadsOf } from "../../services/connection/place.ts";
import { systemCtx } from "../../services/system.ts";
import { type CatchUp, makeCatchUp, newFrom } from "../catch-up.ts";
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

/** Reads in the threads of incidents what was said, edited and deleted while no session was there to hear it. */
export const catchUpWith = ({ shared, guilds, hear }: CatchingUp): CatchUp => {
  const { ground, log, rest } = shared;
  return makeCatchUp<Where>({
    now: ground.now,
    log,
    places: async (since) => {
      const found: Where[] = [];
      for (const guild of guilds.all()) {
        const { id, workspace } = guild.connection;
        const threads = await threadsOf(systemCtx(ground, workspace), id, since);
        found.push(...threads.map((thread) => ({ guild, ...thread })));
      }
      return found;
    },
    hear: async ({ guild, place, since: begun }, since) => {
      const channel = place.thread ?? place.chat;
      const start = BigInt(snowflakeAt(newFrom(since, begun)));
      const tell = (t: string, d: { readonly id: string }) =>
        hear({ t, d: { channel_id: channel, ...d, guild_id: guild.who.guild } }, d.id);
      // Before anything is read: what is known by now was there then.
      const known = await messagesAt(systemCtx(ground, guild.connection.workspace), place, since);
      const older = known.map(BigInt).filter((id) => id < start);
      const before = older.length === 0 ? nothing : await read(rest, channel, least(older) - 1n, start);
      const fresh = await read(rest, channel, start);
      for (const said of before.said) {
        if (known.includes(said.id) && isEditedSince(said, since)) await tell("MESSAGE_UPDATE", said);
      }
      for (const said of fresh.said) {
        if (isLate(said, guild, ground.now())) continue;
        await tell("MESSAGE_CREATE", said);
        if (said.edited_timestamp != null) await tell("MESSAGE_UPDATE", said);
      }
      if (!before.isAll || !fresh.isAll) return;
      const there = new Set([...before.said, ...fresh.said].map(({ id }) => id));
      for (const id of known) if (!there.has(id)) await tell("MESSAGE_DELETE", { id });
    },
  });
};

interface Where extends Thread {
  readonly guild: Guild;
}

const page = z.array(
  z.looseObject({ id: z.string(), content: z.string().optional(), edited_timestamp: z.string().nullish() }),
);
type Said = z.infer<typeof page>[number];

interface Read {
  /** The oldest first. */
  readonly said: readonly Said[];
  /** False where there is more than was read, or nothing to read in. */
  readonly isAll: boolean;
}

const nothing: Read = { said: [], isAll: true };
const perPage = 100;
const mostPages = 10;

const least = (ids: readonly bigint[]): bigint => ids.reduce((a, b) => (a < b ? a : b));

const isEditedSince = ({ edited_timestamp: edited }: Said, since: Temporal.Instant): boolean =>
  edited != null && Temporal.Instant.compare(Temporal.Instant.from(edited), since) >= 0;

/** What stands in a channel after one message and before another. */
const read = async (rest: Shared["rest"], channel: string, from: bigint, until?: bigint): Promise<Read> => {
  const said: Said[] = [];
  let after = String(from < 0n ? 0n : from);
  for (let n = 0; n < mostPages; n += 1) {
    const query = new URLSearchParams({ after, limit: String(perPage) });
    const found = await pageOf(() => rest.get(Routes.channelMessages(channel), { query }));
    if (found === null) return { said, isAll: false };
    said.push(...found.filter(({ id }) => until === undefined || BigInt(id) < until));
    const last = found.at(-1);
    if (last === undefined || found.length < perPage) return { said, isAll: true };
    if (until !== undefined && BigInt(last.id) >= until) return { said, isAll: true };
    after = last.id;
  }
  return { said, isAll: false };
};

/** Null where there is no such channel: nobody has begun the thread of every card. */
const pageOf = async (call: () => Promise<unknown>): Promise<readonly Said[] | null> => {
  const found = await call().catch((error: unknown) => {
    if (discordCode(error) === codes.unknownChannel) return null;
    throw deliveryError(error);
  });
  return found === null ? null : page.parse(found).toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
};

const answeredWithin = { minutes: 15 } as const;

/** Whoever told us to do something and heard nothing knows that it was not done, and may have done something else. */
const isLate = ({ id, content = "" }: Said, { who, role }: Guild, now: Temporal.Instant): boolean =>
  addressed(who, role()).test(content) && Temporal.Instant.compare(instantOf(id).add(answeredWithin), now) < 0;
