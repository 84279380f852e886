import type { Channel } from "../../domain/channel.ts";
import type { ChannelId } from "../../domain/ids.ts";
import { Refusal } from "../../domain/refusal.ts";
import { lockChannel } from "../../store/channels.ts";
import type { Tx } from "../../store/database.ts";
import type { Ctx } from "../ctx.ts";

/** The channel, locked; refused where it is gone. */
export const lockedChannel = async (ctx: Ctx, tx: Tx, id: ChannelId): Promise<Channel> =>
  (await lockChannel(tx, ctx.workspace, id)) ?? refuseGone();

export const refuseGone = (): never => {
  throw new Refusal("no-such-channel", "That channel is gone. See what there is with `/tocsin channel list`.");
};

export const refuseTaken = (key: string): never => {
  throw new Refusal("channel-taken", `#${key} exists already. See it with \`/tocsin channel show ${key}\`.`);
};
