import { asId, isId, type MappingId } from "../domain/ids.ts";
import type { Place } from "../domain/place.ts";
import { Refusal } from "../domain/refusal.ts";
import { channelMapped, channelUnmapped, mappingList, roomsSet, roomsShown } from "../presentation/channel-map.ts";
import { setRooms } from "../services/channel/change.ts";
import { viewChannel } from "../services/channel/list.ts";
import { mapChannel } from "../services/mapping/map.ts";
import { unmapChannel } from "../services/mapping/unmap.ts";
import { listMappings } from "../services/mapping/view.ts";
import { channel } from "./arguments/label.ts";
import { onOff, word } from "./arguments/plain.ts";
import { threshold } from "./arguments/threshold.ts";
import { type Command, command, named, optional } from "./command.ts";
import type { CommandCtx } from "./context.ts";

/** Where channels are shown in chat. */
export const mappingCommands: readonly Command[] = [
  command({
    path: "tocsin channel map",
    summary: "Show a channel's new incidents in this chat channel",
    permission: "channel.manage",
    answer: "private",
    args: {
      least: named(threshold("Only from this severity up; off shows all")),
      banner: named(onOff("Pin a banner while a grave incident is active")),
      channel: channel("Which channel, such as all"),
    },
    examples: ["tocsin channel map all", "tocsin channel map least:sev2 banner:off payments"],
    run: async (ctx, { least, banner, channel: { id } }) =>
      channelMapped(
        await mapChannel(ctx, ctx.messengers, {
          channel: id,
          place: placeOf(ctx),
          ...(least === undefined ? {} : { least: least === "off" ? null : least }),
          ...(banner === undefined ? {} : { banner }),
        }),
      ),
  }),
  command({
    path: "tocsin channel unmap",
    summary: "Stop showing a channel in this chat channel",
    permission: "channel.manage",
    answer: "private",
    args: { mapping: named(word("The mapping, where it is another place's")), channel: optional(channel("Which one")) },
    examples: ["tocsin channel unmap all"],
    run: async (ctx, { mapping: id, channel: of }) => {
      const { mapping, channel: unmapped } = await unmapChannel(ctx, id === undefined ? here(ctx, of) : byId(id));
      return channelUnmapped(mapping, unmapped);
    },
  }),
  command({
    path: "tocsin channel mappings",
    summary: "Show in which chat channels channels are shown",
    permission: "channel.view",
    answer: "private",
    args: { channel: optional(channel("One channel alone")) },
    run: async (ctx, args) => mappingList(await listMappings(ctx, args.channel?.id), args.channel),
  }),
  command({
    path: "tocsin channel room",
    summary: "Give each grave incident of a channel a chat channel of its own",
    permission: "channel.manage",
    answer: "private",
    args: { channel: channel("Which channel"), severity: optional(threshold("From which severity up, or off")) },
    examples: ["tocsin channel room all sev1", "tocsin channel room payments off"],
    run: async (ctx, { channel: of, severity }) => {
      if (severity === undefined) return roomsShown(await viewChannel(ctx, of.id));
      const least = severity === "off" ? null : severity;
      return roomsSet(await setRooms(ctx, of.id, least), least);
    },
  }),
];

/** The chat channel it was typed in, thread or not. */
const placeOf = (ctx: CommandCtx): Place => {
  if (ctx.place === undefined) {
    throw new Refusal("no-place", "Say that in the chat channel it is about: `/tocsin channel map all`.");
  }
  return ctx.place;
};

const here = (
  ctx: CommandCtx,
  of: { readonly id: Parameters<typeof viewChannel>[1]; readonly key: string } | undefined,
) => {
  if (of === undefined) {
    throw new Refusal("which-channel", "Which channel? Such as `/tocsin channel unmap all`.");
  }
  return { channel: of.id, key: of.key, place: placeOf(ctx) };
};

const byId = (id: string) => {
  if (!isId(id)) throw new Refusal("not-mapped", "There is no such mapping. See all with `/tocsin channel mappings`.");
  return { id: asId<MappingId>(id) };
};
