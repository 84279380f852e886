import type { PostingId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import type { MessageRef } from "../../domain/place.ts";
import type { Messengers } from "../../ports.ts";
import { findSent, noteSend } from "../../store/sent.ts";
import type { Ctx } from "../ctx.ts";
import { cardKey } from "./card.ts";

/** The address of a card, asked once; undefined where it is not posted or its platform gives none. */
export const cardPermalink = async (
  ctx: Ctx,
  messengers: Messengers,
  posting: PostingId,
): Promise<string | undefined> => {
  permit(ctx.actor, "incident.view");
  const key = cardKey(posting);
  const sent = await ctx.read((tx) => findSent(tx, ctx.workspace, key));
  if (sent?.message === undefined || sent.data.permalink !== undefined) return sent?.data.permalink;
  const ref: MessageRef = { place: sent.place, message: sent.message };
  const permalink = await messengers.for(ref.place)?.permalink(ref);
  if (permalink === null || permalink === undefined) return undefined;
  await ctx.transact((tx) => noteSend(tx, ctx.workspace, key, { permalink }));
  return permalink;
};
