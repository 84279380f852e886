import { permit } from "../../domain/permission.ts";
import type { Place } from "../../domain/place.ts";
import { mappingsAt } from "../../store/mappings.ts";
import { loseChatPostings } from "../../store/postings.ts";
import { claimSend, findSent, forgetSend } from "../../store/sent.ts";
import { silent } from "../../store/turns.ts";
import type { Ctx } from "../ctx.ts";
import { chatGroup } from "./jobs.ts";

/** A place is gone, bot and all: its cards are given up, and whoever is concerned will be told once. */
export const reportLost = (ctx: Ctx, { connection, chat }: Place, why: string): Promise<void> => {
  permit(ctx.actor, "incident.view");
  const place = { connection, chat };
  return ctx.transact((tx) =>
    ctx.enqueue(tx, [{ data: { kind: "lost", place, why }, key: `lost:${chatGroup(place)}` }]),
  );
};

/**
 * Gives up the cards in a place, and says which loss this is: the same for every repeat, another once the place was
 * found again and lost anew.
 */
export const beginLoss = (ctx: Ctx, place: Place, why: string): Promise<string> => {
  permit(ctx.actor, "incident.view");
  const key = `lost:${chatGroup(place)}`;
  return ctx.transact(async (tx) => {
    await loseChatPostings(tx, ctx.workspace, place, why);
    const isNew = (await mappingsAt(tx, ctx.workspace, place)).some(({ lost }) => lost === undefined);
    if (isNew) await forgetSend(tx, ctx.workspace, key);
    await claimSend(tx, ctx.workspace, { key, place, at: ctx.now(), ...silent });
    const at = (await findSent(tx, ctx.workspace, key))?.at ?? ctx.now();
    return `${key}:${at.epochMilliseconds}`;
  });
};
