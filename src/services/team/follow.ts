import type { PersonId, TeamId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import { DeliveryError, Refusal } from "../../domain/refusal.ts";
import type { FollowedGroup, Team } from "../../domain/team.ts";
import type { TeamView } from "../../domain/team-view.ts";
import type { Messengers } from "../../ports.ts";
import type { Tx } from "../../store/database.ts";
import { peopleOfAccounts } from "../../store/people.ts";
import { addMembers, findTeam, followGroup, removeMembers } from "../../store/teams.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { lockedTeam, viewOf } from "./load.ts";

/** A team after its members were copied. */
export interface Followed extends TeamView {
  /** Accounts in the group that nobody here is known by. */
  readonly unknown: readonly string[];
}

/** From now on the team has the members of a group on a platform, and no others. */
export const followTeamGroup = async (
  ctx: Ctx,
  messengers: Messengers,
  wanted: { readonly team: TeamId; readonly group: FollowedGroup },
): Promise<Followed> => {
  permit(ctx.actor, "team.manage");
  const { group } = wanted;
  const accounts = await accountsIn(messengers, group);
  return ctx.transact(async (tx) => {
    const team = await lockedTeam(ctx, tx, wanted.team);
    if (team.follows?.connection === group.connection && team.follows.group === group.group) {
      throw new Refusal("same-group", `${team.name} follows ${group.name} already.`);
    }
    await audit(
      ctx,
      tx,
      { kind: "team", id: team.id },
      { kind: "changed", data: { key: team.key, before: team.follows?.name ?? null, follows: group.name } },
    );
    return copy(ctx, tx, { ...team, follows: group }, accounts);
  });
};

/** The members stay as they are; from now on they are changed by hand. */
export const unfollowTeamGroup = (ctx: Ctx, id: TeamId): Promise<TeamView> => {
  permit(ctx.actor, "team.manage");
  return ctx.transact(async (tx) => {
    const { follows, followedAt: _followedAt, ...team } = await lockedTeam(ctx, tx, id);
    if (follows === undefined) throw new Refusal("follows-none", `${team.name} follows no group.`);
    await followGroup(tx, ctx.workspace, id, { follows: null, followedAt: null });
    await audit(
      ctx,
      tx,
      { kind: "team", id },
      { kind: "changed", data: { key: team.key, before: follows.name, follows: null } },
    );
    return viewOf(ctx, tx, team);
  });
};

/** The group a team follows now, for whoever asks the platform who is in it; undefined where it follows none. */
export const groupOf = (ctx: Ctx, id: TeamId): Promise<FollowedGroup | undefined> => {
  permit(ctx.actor, "team.view");
  return ctx.read(async (tx) => (await findTeam(tx, ctx.workspace, id))?.follows);
};

/** Gives the team exactly the people behind the accounts of its group; accounts that are nobody's are left out. */
export const copyGroupMembers = (ctx: Ctx, id: TeamId, accounts: readonly string[]): Promise<Followed> => {
  permit(ctx.actor, "team.manage");
  return ctx.transact(async (tx) => copy(ctx, tx, await lockedTeam(ctx, tx, id), accounts));
};

const copy = async (ctx: Ctx, tx: Tx, team: Team, accounts: readonly string[]): Promise<Followed> => {
  const { follows } = team;
  if (follows === undefined) return { ...(await viewOf(ctx, tx, team)), unknown: [] };
  const known = await peopleOfAccounts(tx, ctx.workspace, follows.connection, accounts);
  const members: readonly PersonId[] = [...new Set(known.values())];
  const removed = await removeMembers(tx, ctx.workspace, team.id, { keep: members });
  const added = await addMembers(tx, ctx.workspace, team.id, members);
  const followedAt = ctx.now();
  await followGroup(tx, ctx.workspace, team.id, { follows, followedAt });
  if (added.length + removed.length > 0) {
    await audit(ctx, tx, { kind: "team", id: team.id }, { kind: "changed", data: { key: team.key, added, removed } });
  }
  const unknown = accounts.filter((account) => !known.has(account));
  return { ...(await viewOf(ctx, tx, { ...team, followedAt })), unknown };
};

const accountsIn = async (messengers: Messengers, { connection, group, name }: FollowedGroup) => {
  const groups = messengers.for({ connection })?.groups;
  if (groups === undefined) throw new Refusal("no-groups", "There are no groups here that a team could follow.");
  return groups.members(connection, group).catch((error: unknown) => {
    if (!(error instanceof DeliveryError)) throw error;
    const why = error.message.replace(/\.$/, "");
    throw new Refusal(
      "no-such-group",
      `Who is in ${name} could not be read (${why}). Mention the group with @ and try again.`,
    );
  });
};
