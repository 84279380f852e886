import type { TeamId, WorkspaceId } from "../../domain/ids.ts";
import type { Empty } from "../../domain/notify/empty.ts";
import { type MemberKey, readMember } from "../../domain/oncall/member.ts";
import type { Tx } from "../../store/database.ts";
import { teamMembersOf } from "../../store/teams.ts";
import { memberNames } from "../oncall/members.ts";

/** What targets that came to nobody are called, and what is missing there. */
export const whyEmpty = async (tx: Tx, workspace: WorkspaceId, keys: readonly MemberKey[]): Promise<Empty> => {
  const empty = [...new Set(keys)].flatMap((key) => {
    const member = readMember(key);
    return member?.kind === "schedule" || member?.kind === "team" ? [{ key, ...member }] : [];
  });
  if (empty.length === 0) return { schedules: [] };
  const names = await memberNames(
    tx,
    workspace,
    empty.map(({ key }) => key),
  );
  const ids = empty.flatMap((one): readonly TeamId[] => (one.kind === "team" ? [one.id] : []));
  const filled = (await teamMembersOf(tx, workspace, ids)).map(({ team }) => team);
  const called = (of: (one: (typeof empty)[number]) => boolean): readonly string[] =>
    empty.filter(of).map(({ key, kind }) => names.get(key) ?? `a deleted ${kind}`);
  const teams = called((one) => one.kind === "team" && !filled.includes(one.id));
  const away = called((one) => one.kind === "team" && filled.includes(one.id));
  return {
    schedules: called(({ kind }) => kind === "schedule"),
    ...(teams.length === 0 ? {} : { teams }),
    ...(away.length === 0 ? {} : { away }),
  };
};
