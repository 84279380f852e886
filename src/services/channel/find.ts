import type { Channel } from "../../domain/channel.ts";
import { permit } from "../../domain/permission.ts";
import { channelNamed, searchChannels } from "../../store/channels.ts";
import type { Ctx } from "../ctx.ts";

/** The channel a word means: its key or its name, with or without "#". */
export const channelCalled = (ctx: Ctx, words: string): Promise<Channel | undefined> => {
  permit(ctx.actor, "channel.view");
  return ctx.read((tx) => channelNamed(tx, ctx.workspace, words.trim().replace(/^#/, "")));
};

/** Channels to choose from while somebody types. */
export const suggestChannels = (ctx: Ctx, typed: string, limit = 25): Promise<readonly Channel[]> => {
  permit(ctx.actor, "channel.view");
  return ctx.read((tx) => searchChannels(tx, ctx.workspace, typed.replace(/^#/, ""), limit));
};
