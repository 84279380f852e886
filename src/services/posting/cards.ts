import type { CardView } from "../../domain/card-view.ts";
import type { IncidentId, PostingId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import type { Messengers } from "../../ports.ts";
import { cardsOfIncidents } from "../../store/cards.ts";
import { findPosting } from "../../store/postings.ts";
import type { Ctx } from "../ctx.ts";
import { cardPermalink } from "./permalink.ts";

/** Where incidents can be looked at in chat: the oldest card of each team or guild. */
export const cardsOf = async (
  ctx: Ctx,
  incidents: readonly IncidentId[],
): Promise<ReadonlyMap<IncidentId, readonly CardView[]>> => {
  permit(ctx.actor, "incident.view");
  const found = await ctx.read((tx) => cardsOfIncidents(tx, ctx.workspace, ctx.actor, incidents));
  const oldest = found.filter(
    ({ incident, connectionId }, i) =>
      found.findIndex((one) => one.incident === incident && one.connectionId === connectionId) === i,
  );
  return Map.groupBy(oldest, ({ incident }) => incident);
};

/** The address of a card in chat; undefined where there is none that the actor may see, or its platform gives none. */
export const cardAddress = async (
  ctx: Ctx,
  messengers: Messengers,
  posting: PostingId,
): Promise<string | undefined> => {
  permit(ctx.actor, "incident.view");
  const seen = await ctx.read((tx) => findPosting(tx, ctx.workspace, ctx.actor, posting));
  return seen === undefined ? undefined : cardPermalink(ctx, messengers, posting);
};
