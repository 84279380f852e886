import { permit } from "../../domain/permission.ts";
import { suggestIncidentsLike } from "../../store/incident-suggest.ts";
import type { Ctx } from "../ctx.ts";

/** Incidents to choose from while somebody types a number or a part of a title; active ones first. */
export const suggestIncidents = async (
  ctx: Ctx,
  typed: string,
): Promise<readonly { readonly label: string; readonly value: string; readonly detail: string }[]> => {
  permit(ctx.actor, "incident.view");
  const found = await ctx.read((tx) => suggestIncidentsLike(tx, ctx.workspace, ctx.actor, typed, 25));
  return found.map(({ number, title, status }) => ({
    label: `INC-${number} ${title}`.slice(0, 75),
    value: `inc-${number}`,
    detail: status,
  }));
};
