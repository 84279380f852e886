import type { WorkspaceId } from "../../domain/ids.ts";
import type { Empty } from "../../domain/notify/empty.ts";
import { type MemberKey, readMember } from "../../domain/oncall/member.ts";
import type { Tx } from "../../store/database.ts";
import { teamMembersOf } from "../../store/teams.ts";
import { memberNames } from "../oncall/members.ts";

/** Which of these are teams that nobody is in. */
export const memberless = async (
  tx: Tx,
  workspace: WorkspaceId,
  keys: readonly MemberKey[],
): Promise<readonly MemberKey[]> => {
  const teams = [...new Set(keys)].flatMap((key) => {
    const member = readMember(key);
    return member?.kind === "team" ? [{ key, id: member.id }] : [];
  });
  const filled = await teamMembersOf(
    tx,
    workspace,
    teams.map(({ id }) => id),
  );
  return teams.filter(({ id }) => !filled.some(({ team }) => team === id)).map(({ key }) => key);
};

/** What targets that came to nobody are called, and what is missing there. */
export const whyEmpty = async (tx: Tx, workspace: WorkspaceId, keys: readonly MemberKey[]): Promise<Empty> => {
  const empty = [...new Set(keys)].flatMap((key) => {
    const member = readMember(key);
    return member?.kind === "schedule" || member?.kind === "team" ? [{ key, kind: member.kind }] : [];
  });
  if (empty.length === 0) return { schedules: [] };
  const names = await memberNames(
    tx,
    workspace,
    empty.map(({ key }) => key),
  );
  const unfilled = await memberless(tx, workspace, keys);
  const called = (of: (one: (typeof empty)[number]) => boolean): readonly string[] =>
    empty.filter(of).map(({ key, kind }) => names.get(key) ?? `a deleted ${kind}`);
  const teams = called(({ key, kind }) => kind === "team" && unfilled.includes(key));
  const away = called(({ key, kind }) => kind === "team" && !unfilled.includes(key));
  return {
    schedules: called(({ kind }) => kind === "schedule"),
    ...(teams.length === 0 ? {} : { teams }),
    ...(away.length === 0 ? {} : { away }),
  };
};
