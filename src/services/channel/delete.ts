import { type Channel, refuseBuiltIn } from "../../domain/channel.ts";
import type { ChannelId } from "../../domain/ids.ts";
import { announceJob } from "../../domain/incident/owed.ts";
import { permit } from "../../domain/permission.ts";
import { emptyChannel } from "../../store/bulk.ts";
import { deleteChannel as deleteRow } from "../../store/channels.ts";
import { listMappings } from "../../store/mappings.ts";
import { audit } from "../audit.ts";
import { bulkScope } from "../bulk-scope.ts";
import type { Ctx } from "../ctx.ts";
import { bannerJob } from "../mapping/banner-job.ts";
import { lockedChannel } from "./load.ts";

/** Deletes a channel: by whoever created it or an owner. Its incidents stay in `all`. */
export const deleteChannel = (ctx: Ctx, id: ChannelId): Promise<Channel> => {
  permit(ctx.actor, "channel.manage");
  return ctx.transact(async (tx) => {
    const channel = await lockedChannel(ctx, tx, id);
    refuseBuiltIn(channel, "deleted");
    permit(ctx.actor, "channel.manage", { owned: true, owner: channel.createdBy });
    const places = await listMappings(tx, ctx.workspace, [id]);
    const incidents = await emptyChannel(tx, bulkScope(ctx), channel);
    await deleteRow(tx, ctx.workspace, id);
    const { key, name } = channel;
    await audit(
      ctx,
      tx,
      { kind: "channel", id },
      { kind: "removed", data: { key, name, places: places.map(({ chatName }) => chatName) } },
    );
    await ctx.enqueue(tx, [...incidents.map(announceJob), ...places.map(({ place }) => bannerJob(place))]);
    return channel;
  });
};
