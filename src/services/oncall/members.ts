import type { PersonId, TeamId, WorkspaceId } from "../../domain/ids.ts";
import { type Member, type MemberKey, personKey, readMember } from "../../domain/oncall/member.ts";
import { permit } from "../../domain/permission.ts";
import { awayIn } from "../../store/away.ts";
import type { Tx } from "../../store/database.ts";
import { chatNames, peopleNames, scheduleNames, targetNames, teamNames } from "../../store/names.ts";
import { teamMembersOf } from "../../store/teams.ts";
import type { Ctx } from "../ctx.ts";

/** What members are called; one that is gone, or that has no name of its own here, is not in it. */
export const memberNames = async (
  tx: Tx,
  workspace: WorkspaceId,
  keys: Iterable<string>,
): Promise<ReadonlyMap<string, string>> => {
  const members = [...new Set(keys)].flatMap((key) => {
    const member = readMember(key);
    return member === undefined ? [] : [{ key, member }];
  });
  const ofKind = <K extends Member["kind"]>(kind: K) =>
    members.flatMap(({ member }) => (member.kind === kind ? [member as Extract<Member, { kind: K }>] : []));
  const [people, teams, targets, schedules, chats] = await Promise.all([
    peopleNames(
      tx,
      workspace,
      ofKind("person").map(({ id }) => id),
    ),
    teamNames(
      tx,
      workspace,
      ofKind("team").map(({ id }) => id),
    ),
    targetNames(
      tx,
      workspace,
      ofKind("target").map(({ id }) => id),
    ),
    scheduleNames(
      tx,
      workspace,
      ofKind("schedule").map(({ id }) => id),
    ),
    chatNames(tx, workspace, ofKind("place")),
  ]);
  const nameOf = (member: Member): string | undefined => {
    switch (member.kind) {
      case "person":
        return people.get(member.id);
      case "team":
        return teams.get(member.id);
      case "target":
        return targets.get(member.id);
      case "schedule":
        return schedules.get(member.id);
      case "place":
        return chats.get(`${member.connection}/${member.chat}`);
      case "email":
        return member.address;
      default:
        return undefined;
    }
  };
  return new Map(
    members.flatMap(({ key, member }) => {
      const name = nameOf(member);
      return name === undefined ? [] : [[key, name] as const];
    }),
  );
};

/** The same for whoever asks by a command. */
export const nameMembers = (ctx: Ctx, keys: Iterable<string>): Promise<ReadonlyMap<string, string>> => {
  permit(ctx.actor, "schedule.view");
  return ctx.read((tx) => memberNames(tx, ctx.workspace, keys));
};

/**
 * The people behind each member at an instant: a person is one, a team is those in it who are not away. Everything else
 * that can be on call is nobody.
 */
export const peopleBehind = async (
  tx: Tx,
  workspace: WorkspaceId,
  keys: readonly MemberKey[],
  at: Temporal.Instant,
): Promise<ReadonlyMap<MemberKey, readonly PersonId[]>> => {
  const teams = keys.flatMap((key) => {
    const member = readMember(key);
    return member?.kind === "team" ? [member.id] : [];
  });
  const inTeams = await teamMembersOf(tx, workspace, teams);
  const gone = await awayIn(tx, workspace, {
    from: at,
    to: at.add({ milliseconds: 1 }),
    of: inTeams.map(({ id }) => id),
  });
  const isAway = (id: PersonId) => gone.some(({ person }) => person === personKey(id));
  const present = (team: TeamId) => inTeams.filter((one) => one.team === team && !isAway(one.id)).map(({ id }) => id);
  return new Map(
    keys.map((key) => {
      const member = readMember(key);
      return [key, member?.kind === "person" ? [member.id] : member?.kind === "team" ? present(member.id) : []];
    }),
  );
};
