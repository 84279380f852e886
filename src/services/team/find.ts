import { permit } from "../../domain/permission.ts";
import { type FoundTeam, findTeamCalled, suggestTeamsLike } from "../../store/people-find.ts";
import type { Ctx } from "../ctx.ts";

/** The team a word means by its key or its name. */
export const teamCalled = (ctx: Ctx, words: string): Promise<FoundTeam | undefined> => {
  permit(ctx.actor, "team.view");
  return ctx.read((tx) => findTeamCalled(tx, ctx.workspace, words.trim().replace(/^@/, "")));
};

export const suggestTeams = (ctx: Ctx, typed: string, limit = 25): Promise<readonly FoundTeam[]> => {
  permit(ctx.actor, "team.view");
  return ctx.read((tx) => suggestTeamsLike(tx, ctx.workspace, typed.replace(/^@/, ""), limit));
};
