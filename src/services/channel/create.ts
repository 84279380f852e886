import { actorKey, personOf } from "../../domain/actor.ts";
import { type Channel, checkChannel } from "../../domain/channel.ts";
import type { ChannelId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import { joiningLevel } from "../../domain/subscription.ts";
import { setMembership } from "../../store/channel-members.ts";
import { insertChannel } from "../../store/channels.ts";
import { audit } from "../audit.ts";
import { type Ctx, freshId } from "../ctx.ts";
import { refuseTaken } from "./load.ts";

/** Whoever creates a channel is in it. */
export const createChannel = (
  ctx: Ctx,
  wanted: { readonly name: string; readonly description?: string },
): Promise<Channel> => {
  permit(ctx.actor, "channel.manage");
  const checked = checkChannel(wanted.name, wanted.description ?? "");
  return ctx.transact(async (tx) => {
    const id = freshId<ChannelId>();
    const created = await insertChannel(tx, ctx.workspace, {
      id,
      ...checked,
      builtIn: false,
      createdBy: actorKey(ctx.actor),
      createdAt: ctx.now(),
    });
    if (created === undefined) return refuseTaken(checked.key);
    const creator = personOf(ctx.actor);
    if (creator !== undefined) {
      const otherwise = { level: joiningLevel, pinned: false };
      await setMembership(tx, ctx.workspace, { channel: id, person: creator, otherwise }, { level: joiningLevel });
    }
    await audit(ctx, tx, { kind: "channel", id }, { kind: "created", data: { ...checked } });
    return created;
  });
};
