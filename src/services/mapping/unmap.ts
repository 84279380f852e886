import type { Channel } from "../../domain/channel.ts";
import type { ChannelId, MappingId } from "../../domain/ids.ts";
import type { Mapping } from "../../domain/mapping.ts";
import { permit } from "../../domain/permission.ts";
import type { Place } from "../../domain/place.ts";
import { Refusal } from "../../domain/refusal.ts";
import { findChannels } from "../../store/channels.ts";
import { deleteMapping, findMapping } from "../../store/mappings.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { bannerJob } from "./banner-job.ts";

/** Which mapping: by its id, or the one of a channel in a place. */
export type MappingRef =
  | { readonly id: MappingId }
  | { readonly channel: ChannelId; readonly key: string; readonly place: Place };

/** Shows a channel in a place no longer. Cards that are there stay; new incidents are not announced. */
export const unmapChannel = (
  ctx: Ctx,
  ref: MappingRef,
): Promise<{ readonly mapping: Mapping; readonly channel: Channel | undefined }> => {
  permit(ctx.actor, "channel.manage");
  return ctx.transact(async (tx) => {
    const mapping = await findMapping(tx, ctx.workspace, ref);
    if (mapping === undefined || !(await deleteMapping(tx, ctx.workspace, mapping.id))) {
      throw new Refusal(
        "not-mapped",
        `${"key" in ref ? `#${ref.key}` : "That channel"} is not shown there. See where with \`/tocsin channel mappings\`.`,
      );
    }
    const [channel] = await findChannels(tx, ctx.workspace, [mapping.channel]);
    await audit(
      ctx,
      tx,
      { kind: "mapping", id: mapping.id },
      { kind: "removed", data: { channel: channel?.key ?? null, chat: mapping.chatName } },
    );
    await ctx.enqueue(tx, [bannerJob(mapping.place)]);
    return { mapping, channel };
  });
};
