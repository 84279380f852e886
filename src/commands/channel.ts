import { channelLevels } from "../domain/subscription.ts";
import {
  askToDeleteChannel,
  channelCard,
  channelCreated,
  channelDeleted,
  channelDescribed,
  channelList,
  channelRenamed,
  memberList,
  pinChanged,
  subscriptionChanged,
} from "../presentation/channel.ts";
import { describeChannel, renameChannel } from "../services/channel/change.ts";
import { createChannel } from "../services/channel/create.ts";
import { deleteChannel } from "../services/channel/delete.ts";
import { channelMembers, listChannels, viewChannel } from "../services/channel/list.ts";
import { joinChannel, leaveChannel, pinChannel, subscribeChannel } from "../services/channel/membership.ts";
import { plainWords } from "../services/incident/references.ts";
import { channel } from "./arguments/label.ts";
import { choice, flag, rest } from "./arguments/plain.ts";
import { type Command, command, named, optional } from "./command.ts";

const which = () => channel("Which channel");

/** What can be done with incident channels (features.md, G25 to G33). */
export const channelCommands: readonly Command[] = [
  command({
    path: "tocsin channel list",
    summary: "Show the channels, your pinned ones first",
    permission: "channel.view",
    answer: "private",
    args: { search: optional(rest("A part of the name")) },
    run: async (ctx, { search = "" }) => {
      const { channels, more } = await listChannels(ctx, await plainWords(ctx, search));
      return channelList(channels, more, search);
    },
  }),
  command({
    path: "tocsin channel show",
    summary: "Show one channel",
    permission: "channel.view",
    answer: "private",
    args: { channel: which() },
    run: async (ctx, args) => channelCard(await viewChannel(ctx, args.channel.id)),
  }),
  command({
    path: "tocsin channel create",
    summary: "Create a channel",
    permission: "channel.manage",
    answer: "private",
    args: { description: named(rest("What it is for")), name: rest("Its name, such as payments") },
    examples: ["tocsin channel create payments"],
    run: async (ctx, { name, description }) =>
      channelCreated(
        await createChannel(ctx, {
          name: await plainWords(ctx, name),
          ...(description === undefined ? {} : { description: await plainWords(ctx, description) }),
        }),
      ),
  }),
  command({
    path: "tocsin channel rename",
    summary: "Give a channel another name",
    permission: "channel.manage",
    answer: "private",
    args: { channel: which(), name: rest("Its new name") },
    run: async (ctx, args) =>
      channelRenamed(args.channel, await renameChannel(ctx, args.channel.id, await plainWords(ctx, args.name))),
  }),
  command({
    path: "tocsin channel describe",
    summary: "Say what a channel is for",
    permission: "channel.manage",
    answer: "private",
    args: { channel: which(), description: optional(rest("What it is for")) },
    run: async (ctx, { channel: { id }, description = "" }) =>
      channelDescribed(await describeChannel(ctx, id, await plainWords(ctx, description))),
  }),
  command({
    path: "tocsin channel delete",
    summary: "Delete a channel; its incidents stay in all",
    permission: "channel.manage",
    answer: "private",
    args: { yes: flag("Do not ask"), channel: which() },
    run: async (ctx, { yes, channel: { id, builtIn } }) =>
      yes || builtIn ? channelDeleted(await deleteChannel(ctx, id)) : askToDeleteChannel(await viewChannel(ctx, id)),
  }),
  command({
    path: "tocsin channel join",
    summary: "Hear of a channel's new incidents",
    permission: "channel.join",
    answer: "private",
    args: { channel: which() },
    run: async (ctx, args) => subscriptionChanged(await joinChannel(ctx, args.channel.id)),
  }),
  command({
    path: "tocsin channel leave",
    summary: "Hear nothing more of a channel",
    permission: "channel.join",
    answer: "private",
    args: { channel: which() },
    run: async (ctx, args) => subscriptionChanged(await leaveChannel(ctx, args.channel.id)),
  }),
  command({
    path: "tocsin channel subscribe",
    summary: "Say how much you hear of a channel",
    permission: "channel.join",
    answer: "private",
    args: {
      channel: which(),
      level: choice(channelLevels, "responsible, participate, follow or none"),
    },
    examples: ["tocsin channel subscribe payments responsible"],
    run: async (ctx, args) => subscriptionChanged(await subscribeChannel(ctx, args.channel.id, args.level)),
  }),
  command({
    path: "tocsin channel pin",
    summary: "Put a channel first in your list",
    permission: "channel.join",
    answer: "private",
    args: { channel: which() },
    run: async (ctx, args) => pinChanged(await pinChannel(ctx, args.channel.id, true)),
  }),
  command({
    path: "tocsin channel unpin",
    summary: "Put a channel back into line",
    permission: "channel.join",
    answer: "private",
    args: { channel: which() },
    run: async (ctx, args) => pinChanged(await pinChannel(ctx, args.channel.id, false)),
  }),
  command({
    path: "tocsin channel members",
    summary: "Show who is in a channel and what they hear",
    permission: "channel.view",
    answer: "private",
    args: { channel: which(), search: optional(rest("A part of a name or address")) },
    run: async (ctx, { channel: of, search = "" }) =>
      memberList(of, await channelMembers(ctx, of, await plainWords(ctx, search)), search),
  }),
];
