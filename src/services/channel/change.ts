import { type Channel, checkChannel, refuseBuiltIn } from "../../domain/channel.ts";
import type { ChannelId } from "../../domain/ids.ts";
import { announceJob } from "../../domain/incident/owed.ts";
import type { Severity } from "../../domain/incident/severity.ts";
import type { Json } from "../../domain/incident/timeline.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import { activeOf } from "../../store/bulk.ts";
import { updateChannel } from "../../store/channels.ts";
import type { Tx } from "../../store/database.ts";
import { codeOf } from "../../store/failure.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { lockedChannel, refuseTaken } from "./load.ts";

/** Gives a channel another name, and so another key to type. */
export const renameChannel = async (ctx: Ctx, id: ChannelId, name: string): Promise<Channel> => {
  permit(ctx.actor, "channel.manage");
  const wanted = checkChannel(name, "");
  try {
    return await ctx.transact(async (tx) => {
      const channel = await lockedChannel(ctx, tx, id);
      refuseBuiltIn(channel, "renamed");
      if (channel.name === wanted.name) throw new Refusal("same-name", `#${channel.key} is already called that.`);
      const renamed = { name: wanted.name, key: wanted.key };
      await updateChannel(tx, ctx.workspace, id, renamed);
      await changed(ctx, tx, channel, { field: "name", before: channel.name, after: wanted.name });
      await ctx.enqueue(tx, (await activeOf(tx, ctx.workspace, { channel: id })).map(announceJob));
      return { ...channel, ...renamed };
    });
  } catch (error) {
    if (codeOf(error) === "23505") return refuseTaken(wanted.key);
    throw error;
  }
};

/** Says what a channel is for; empty takes the description away. */
export const describeChannel = (ctx: Ctx, id: ChannelId, words: string): Promise<Channel> => {
  permit(ctx.actor, "channel.manage");
  return ctx.transact(async (tx) => {
    const channel = await lockedChannel(ctx, tx, id);
    refuseBuiltIn(channel, "described");
    const { description } = checkChannel(channel.name, words);
    if (channel.description === description) {
      throw new Refusal("same-description", `#${channel.key} is already described so.`);
    }
    await updateChannel(tx, ctx.workspace, id, { description });
    await changed(ctx, tx, channel, { field: "description", before: channel.description, after: description });
    return { ...channel, description };
  });
};

/** From which severity on incidents of a channel get a chat channel of their own; `null` stops it. */
export const setRooms = (ctx: Ctx, id: ChannelId, least: Severity | null): Promise<Channel> => {
  permit(ctx.actor, "channel.manage");
  return ctx.transact(async (tx) => {
    const { roomRank, ...channel } = await lockedChannel(ctx, tx, id);
    if ((roomRank ?? null) === (least?.rank ?? null)) {
      throw new Refusal("same-rooms", `#${channel.key} is already set up so.`);
    }
    await updateChannel(tx, ctx.workspace, id, { roomRank: least?.rank ?? null });
    await changed(ctx, tx, channel, { field: "room", before: roomRank ?? null, after: least?.rank ?? null });
    return least === null ? channel : { ...channel, roomRank: least.rank };
  });
};

const changed = (
  ctx: Ctx,
  tx: Tx,
  channel: Pick<Channel, "id">,
  data: { readonly field: string; readonly before: Json; readonly after: Json },
): Promise<void> => audit(ctx, tx, { kind: "channel", id: channel.id }, { kind: "changed", data });
