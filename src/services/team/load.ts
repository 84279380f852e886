import type { TeamId } from "../../domain/ids.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Team } from "../../domain/team.ts";
import type { TeamView } from "../../domain/team-view.ts";
import type { Tx } from "../../store/database.ts";
import { findTeam, lockTeam, teamMembersOf } from "../../store/teams.ts";
import type { Ctx } from "../ctx.ts";

/** The team, locked; refused where it is gone. */
export const lockedTeam = async (ctx: Ctx, tx: Tx, id: TeamId): Promise<Team> =>
  orGone(await lockTeam(tx, ctx.workspace, id));

/** The team as it is; refused where it is gone. */
export const foundTeam = async (ctx: Ctx, tx: Tx, id: TeamId): Promise<Team> =>
  orGone(await findTeam(tx, ctx.workspace, id));

const orGone = (team: Team | undefined): Team => {
  if (team === undefined) {
    throw new Refusal("no-such-team", "That team is gone. See what there is with `/tocsin team list`.");
  }
  return team;
};

/** A team as it is now. */
export const viewOf = async (ctx: Ctx, tx: Tx, team: Team): Promise<TeamView> => ({
  team,
  members: (await teamMembersOf(tx, ctx.workspace, [team.id])).map(({ id, name }) => ({ id, name })),
});
