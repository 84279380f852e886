import type { ChannelRow } from "../../domain/channel-view.ts";
import type { ChannelId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import { type ChannelLevel, joiningLevel } from "../../domain/subscription.ts";
import { channelsSeenBy, type Membership, setMembership } from "../../store/channel-members.ts";
import { askerOf } from "../asker.ts";
import type { Ctx } from "../ctx.ts";
import { refuseGone } from "./load.ts";

export const joinChannel = (ctx: Ctx, id: ChannelId): Promise<ChannelRow> => {
  permit(ctx.actor, "channel.join");
  return changeMembership(ctx, id, ({ channel, level }) => {
    if (level !== "none") throw new Refusal("already-in", `You are in #${channel.key} already.`);
    return { level: joiningLevel };
  });
};

/** Whoever leaves hears nothing of it any more; a pin stays. */
export const leaveChannel = (ctx: Ctx, id: ChannelId): Promise<ChannelRow> => {
  permit(ctx.actor, "channel.join");
  return changeMembership(ctx, id, ({ channel, level }) => {
    if (level === "none") throw new Refusal("not-in", `You are not in #${channel.key}.`);
    return { level: "none" };
  });
};

/** How much one hears of a channel (features.md G31): none is to leave it. */
export const subscribeChannel = (ctx: Ctx, id: ChannelId, wanted: ChannelLevel): Promise<ChannelRow> => {
  permit(ctx.actor, "channel.join");
  return changeMembership(ctx, id, ({ channel, level }) => {
    if (level === wanted) throw new Refusal("same-level", `That is what you hear of #${channel.key} already.`);
    return { level: wanted };
  });
};

/** A pinned channel comes first in one's own list, whether one is in it or not. */
export const pinChannel = (ctx: Ctx, id: ChannelId, pinned: boolean): Promise<ChannelRow> => {
  permit(ctx.actor, "channel.join");
  return changeMembership(ctx, id, (row) => {
    if (row.pinned === pinned) {
      throw new Refusal("same-pin", `#${row.channel.key} is ${pinned ? "pinned already" : "not pinned"}.`);
    }
    return { pinned };
  });
};

const changeMembership = (
  ctx: Ctx,
  id: ChannelId,
  decide: (row: ChannelRow) => Partial<Membership>,
): Promise<ChannelRow> => {
  const person = askerOf(ctx);
  return ctx.transact(async (tx) => {
    const [row] = await channelsSeenBy(tx, ctx.workspace, person, { id });
    if (row === undefined) return refuseGone();
    const changed = decide(row);
    const otherwise = { level: row.level, pinned: row.pinned };
    await setMembership(tx, ctx.workspace, { channel: id, person, otherwise }, changed);
    return { ...row, ...changed };
  });
};
