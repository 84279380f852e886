import { personOf } from "../../domain/actor.ts";
import type { Channel } from "../../domain/channel.ts";
import type { ChannelView, ListedChannel, Member } from "../../domain/channel-view.ts";
import type { ChannelId, PersonId } from "../../domain/ids.ts";
import { severityAtRank } from "../../domain/mapping.ts";
import { permit } from "../../domain/permission.ts";
import { channelsSeenBy, listMembers } from "../../store/channel-members.ts";
import { countActive, creatorOf } from "../../store/channels.ts";
import { given } from "../../store/incidents.ts";
import { listMappings } from "../../store/mappings.ts";
import { peopleNames } from "../../store/names.ts";
import { allSeverities } from "../../store/severities.ts";
import type { Ctx } from "../ctx.ts";
import { namedBy } from "../incident/view.ts";
import { viewMapping } from "../mapping/view.ts";
import { refuseGone } from "./load.ts";
import { viewTargets } from "./targets.ts";

const mostListed = 50;

/** Channels whose name holds the words: one's pinned ones first, then `all`, then by name. */
export const listChannels = (
  ctx: Ctx,
  words = "",
): Promise<{ readonly channels: readonly ListedChannel[]; readonly more: boolean }> => {
  permit(ctx.actor, "channel.view");
  return ctx.read(async (tx) => {
    const [rows, active] = await Promise.all([
      channelsSeenBy(tx, ctx.workspace, personOf(ctx.actor) ?? null, {
        words: words.replace(/^#/, ""),
        limit: mostListed + 1,
      }),
      countActive(tx, ctx.workspace, ctx.actor),
    ]);
    return {
      channels: rows.slice(0, mostListed).map((row) => ({ ...row, active: activeIn(row.channel, active) })),
      more: rows.length > mostListed,
    };
  });
};

/** One channel with everything that is shown of it. */
export const viewChannel = (ctx: Ctx, id: ChannelId): Promise<ChannelView> => {
  permit(ctx.actor, "channel.view");
  return ctx.read(async (tx) => {
    const [row] = await channelsSeenBy(tx, ctx.workspace, personOf(ctx.actor) ?? null, { id });
    if (row === undefined) return refuseGone();
    const { channel } = row;
    const creator = creatorOf(channel);
    const [active, mappings, severities, makers, { total }, { targets, names }] = await Promise.all([
      countActive(tx, ctx.workspace, ctx.actor),
      listMappings(tx, ctx.workspace, [id]),
      allSeverities(tx, ctx.workspace),
      creator === undefined ? new Map<PersonId, string>() : peopleNames(tx, ctx.workspace, [creator]),
      listMembers(tx, ctx.workspace, channel, { words: "", limit: 1 }),
      viewTargets(ctx, tx, channel),
    ]);
    return {
      ...row,
      active: activeIn(channel, active),
      creator: namedBy(channel.createdBy, makers),
      members: total,
      mappings: mappings.map((mapping) => viewMapping(mapping, severities)),
      targets,
      names,
      ...given("room", channel.roomRank === undefined ? undefined : severityAtRank(severities, channel.roomRank)),
    };
  });
};

/** Who hears of a channel, by name, nickname or address (features.md G33). */
export const channelMembers = (
  ctx: Ctx,
  channel: Pick<Channel, "id" | "builtIn">,
  words = "",
): Promise<{ readonly members: readonly Member[]; readonly total: number }> => {
  permit(ctx.actor, "channel.view");
  return ctx.read((tx) => listMembers(tx, ctx.workspace, channel, { words, limit: mostListed }));
};

const activeIn = (channel: Channel, active: Awaited<ReturnType<typeof countActive>>): number =>
  channel.builtIn ? active.all : (active.byChannel.get(channel.id) ?? 0);
