import { actorKey } from "../../domain/actor.ts";
import type { PersonId, TeamId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import { checkTeam, refuseFollowing, type Team } from "../../domain/team.ts";
import type { TeamView } from "../../domain/team-view.ts";
import { addMembers, deleteTeam as deleteRow, insertTeam, removeMembers } from "../../store/teams.ts";
import { audit } from "../audit.ts";
import { type Ctx, freshId } from "../ctx.ts";
import { lockedTeam, viewOf } from "./load.ts";

export const createTeam = (ctx: Ctx, name: string, members: readonly PersonId[] = []): Promise<TeamView> => {
  permit(ctx.actor, "team.manage");
  const checked = checkTeam(name);
  return ctx.transact(async (tx) => {
    const id = freshId<TeamId>();
    const team = await insertTeam(tx, ctx.workspace, {
      id,
      ...checked,
      createdBy: actorKey(ctx.actor),
      createdAt: ctx.now(),
    });
    if (team === undefined) {
      throw new Refusal("team-taken", `There is a team ${checked.key} already. See it with \`/tocsin team list\`.`);
    }
    await addMembers(tx, ctx.workspace, id, members);
    await audit(ctx, tx, { kind: "team", id }, { kind: "created", data: { ...checked, members } });
    return viewOf(ctx, tx, team);
  });
};

export const addToTeam = (ctx: Ctx, id: TeamId, people: readonly PersonId[]): Promise<TeamView> => {
  permit(ctx.actor, "team.manage");
  return ctx.transact(async (tx) => {
    const team = await lockedTeam(ctx, tx, id);
    refuseFollowing(team);
    const added = await addMembers(tx, ctx.workspace, id, people);
    if (added.length === 0) throw new Refusal("already-in-team", `They are in ${team.name} already.`);
    await audit(ctx, tx, { kind: "team", id }, { kind: "changed", data: { key: team.key, added } });
    return viewOf(ctx, tx, team);
  });
};

export const removeFromTeam = (ctx: Ctx, id: TeamId, people: readonly PersonId[]): Promise<TeamView> => {
  permit(ctx.actor, "team.manage");
  return ctx.transact(async (tx) => {
    const team = await lockedTeam(ctx, tx, id);
    refuseFollowing(team);
    const removed = await removeMembers(tx, ctx.workspace, id, { people });
    if (removed.length === 0) throw new Refusal("not-in-team", `They are not in ${team.name}.`);
    await audit(ctx, tx, { kind: "team", id }, { kind: "changed", data: { key: team.key, removed } });
    return viewOf(ctx, tx, team);
  });
};

/** Deletes a team that no active incident is assigned to. */
export const deleteTeam = (ctx: Ctx, id: TeamId): Promise<Team> => {
  permit(ctx.actor, "team.manage");
  return ctx.transact(async (tx) => {
    const team = await lockedTeam(ctx, tx, id);
    if (!(await deleteRow(tx, ctx.workspace, id))) {
      throw new Refusal(
        "team-assigned",
        `Active incidents are assigned to ${team.name}. See them with \`/incident list assignee:${team.key}\` and assign somebody else first.`,
      );
    }
    await audit(ctx, tx, { kind: "team", id }, { kind: "removed", data: { key: team.key, name: team.name } });
    return team;
  });
};
