import type { TeamId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import type { TeamView } from "../../domain/team-view.ts";
import { searchTeams, teamMembersOf } from "../../store/teams.ts";
import type { Ctx } from "../ctx.ts";
import { foundTeam, viewOf } from "./load.ts";

const mostListed = 50;

/** A team and who is in it. */
export const viewTeam = (ctx: Ctx, id: TeamId): Promise<TeamView> => {
  permit(ctx.actor, "team.view");
  return ctx.read(async (tx) => viewOf(ctx, tx, await foundTeam(ctx, tx, id)));
};

/** Teams whose name holds the words, and who is in them. */
export const listTeams = (
  ctx: Ctx,
  words = "",
): Promise<{ readonly teams: readonly TeamView[]; readonly more: boolean }> => {
  permit(ctx.actor, "team.view");
  return ctx.read(async (tx) => {
    const found = await searchTeams(tx, ctx.workspace, words.replace(/^@/, ""), mostListed + 1);
    const members = await teamMembersOf(
      tx,
      ctx.workspace,
      found.map(({ id }) => id),
    );
    return {
      teams: found.slice(0, mostListed).map((team) => ({
        team,
        members: members.filter((one) => one.team === team.id).map(({ id, name }) => ({ id, name })),
      })),
      more: found.length > mostListed,
    };
  });
};
