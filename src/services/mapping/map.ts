import { actorKey } from "../../domain/actor.ts";
import type { Channel } from "../../domain/channel.ts";
import type { ListedMapping } from "../../domain/channel-view.ts";
import type { ChannelId, MappingId } from "../../domain/ids.ts";
import type { Severity } from "../../domain/incident/severity.ts";
import type { Mapping } from "../../domain/mapping.ts";
import { permit } from "../../domain/permission.ts";
import type { Place } from "../../domain/place.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Messengers } from "../../ports.ts";
import type { Tx } from "../../store/database.ts";
import { findMapping, insertMapping, updateMapping } from "../../store/mappings.ts";
import { findChat } from "../../store/places.ts";
import { allSeverities } from "../../store/severities.ts";
import { audit } from "../audit.ts";
import { lockedChannel } from "../channel/load.ts";
import { nameOfPlace } from "../connection/reach.ts";
import { type Ctx, freshId } from "../ctx.ts";
import { bannerJob } from "./banner-job.ts";
import { viewMapping } from "./view.ts";

export interface WantedMapping {
  readonly channel: ChannelId;
  readonly place: Place;
  /** Incidents below it are not announced there; `null` announces all. Absent = as it was. */
  readonly least?: Severity | null;
  readonly banner?: boolean;
}

/**
 * Shows a channel in a place, once the bot can post there: what was lost there is found again. What is mapped already
 * takes the options given now.
 */
export const mapChannel = async (
  ctx: Ctx,
  messengers: Messengers,
  wanted: WantedMapping,
): Promise<ListedMapping & { readonly fresh: boolean }> => {
  permit(ctx.actor, "channel.manage");
  const place: Place = { connection: wanted.place.connection, chat: wanted.place.chat };
  const chatName = await nameOfPlace(messengers, place);
  return ctx.transact(async (tx) => {
    const channel = await lockedChannel(ctx, tx, wanted.channel);
    const lost = (await findMapping(tx, ctx.workspace, { channel: channel.id, place }))?.lost;
    await findChat(tx, ctx.workspace, place);
    const added = await insertMapping(tx, ctx.workspace, {
      id: freshId<MappingId>(),
      channel: channel.id,
      place,
      chatName,
      banner: wanted.banner ?? true,
      createdBy: actorKey(ctx.actor),
      createdAt: ctx.now(),
      ...(wanted.least ? { leastRank: wanted.least.rank } : {}),
    });
    const mapping = added ?? (await changeMapping(ctx, tx, { channel, place, chatName, wanted, lost }));
    if (added !== undefined) {
      const { id, leastRank, banner } = added;
      const data = { channel: channel.key, chat: chatName, least: leastRank ?? null, banner };
      await audit(ctx, tx, { kind: "mapping", id }, { kind: "created", data });
    }
    await ctx.enqueue(tx, [bannerJob(place)]);
    const severities = await allSeverities(tx, ctx.workspace);
    return { ...viewMapping(mapping, severities), channel, fresh: added !== undefined };
  });
};

const changeMapping = async (
  ctx: Ctx,
  tx: Tx,
  at: {
    readonly channel: Channel;
    readonly place: Place;
    readonly chatName: string;
    readonly wanted: WantedMapping;
    /** Why it could not be posted in until now. */
    readonly lost: string | undefined;
  },
): Promise<Mapping> => {
  const { channel, place, chatName, wanted, lost } = at;
  const before = await findMapping(tx, ctx.workspace, { channel: channel.id, place });
  if (before === undefined) throw new Error("A mapping vanished under the lock of its channel.");
  const leastRank = wanted.least === undefined ? (before.leastRank ?? null) : (wanted.least?.rank ?? null);
  const banner = wanted.banner ?? before.banner;
  if (leastRank === (before.leastRank ?? null) && banner === before.banner && lost === undefined) {
    throw new Refusal(
      "already-mapped",
      `#${channel.key} is shown here already. Stop it with \`/tocsin channel unmap ${channel.key}\`.`,
    );
  }
  await updateMapping(tx, ctx.workspace, before.id, { leastRank, banner, chatName });
  await audit(
    ctx,
    tx,
    { kind: "mapping", id: before.id },
    {
      kind: "changed",
      data: {
        channel: channel.key,
        chat: chatName,
        before: { least: before.leastRank ?? null, banner: before.banner, lost: lost ?? null },
        after: { least: leastRank, banner, lost: null },
      },
    },
  );
  const { leastRank: _leastRank, ...kept } = before;
  return { ...kept, chatName, banner, ...(leastRank === null ? {} : { leastRank }) };
};
