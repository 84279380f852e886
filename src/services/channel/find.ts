import type { Channel } from "../../domain/channel.ts";
import { permit } from "../../domain/permission.ts";
import { channelNamed, searchChannels } from "../../store/channels.ts";
import type { Ctx } from "../ctx.ts";

/** The channel a word means: its key or its name, with or without "#", or a mention of it. */
export const channelCalled = (ctx: Ctx, words: string): Promise<Channel | undefined> => {
  permit(ctx.actor, "channel.view");
  return ctx.read((tx) => channelNamed(tx, ctx.workspace, spelled(words)));
};

/** `<#payments>` is a mention; a chat channel that merely has the name arrives as `[#payments](address)`. */
const spelled = (words: string): string =>
  words
    .trim()
    .replace(/^<#([^>]+)>$/, "$1")
    .replace(/^\[([^\]]+)\]\([^)]*\)$/, "$1")
    .replace(/^#/, "");

/** Channels to choose from while somebody types. */
export const suggestChannels = (ctx: Ctx, typed: string, limit = 25): Promise<readonly Channel[]> => {
  permit(ctx.actor, "channel.view");
  return ctx.read((tx) => searchChannels(tx, ctx.workspace, typed.replace(/^#/, ""), limit));
};
