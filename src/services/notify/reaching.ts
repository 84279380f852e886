import type { PersonId, ScheduleId, WorkspaceId } from "../../domain/ids.ts";
import type { Call, Reach } from "../../domain/notify/run.ts";
import { type MemberKey, readMember } from "../../domain/oncall/member.ts";
import type { OnCall, OnCallBySchedule } from "../../domain/oncall/on-call.ts";
import type { Tx } from "../../store/database.ts";
import { peopleBehind } from "../oncall/members.ts";
import { whoIsOnCall } from "../oncall/schedule/who.ts";

/** Whom targets come to at an instant, worked out once for all that may be asked. */
export interface Reaching {
  reach(targets: readonly MemberKey[]): Reach;
  /** What a schedule is called. */
  scheduleName(key: MemberKey): string;
  /** When somebody is next on call there; undefined where nobody will be. */
  nextStart(key: MemberKey): Temporal.Instant | undefined;
}

/** Loads who is on call, who is in the teams, and who of them is away; a constant number of queries. */
export const loadReaching = async (
  tx: Tx,
  workspace: WorkspaceId,
  targets: readonly MemberKey[],
  at: Temporal.Instant,
): Promise<Reaching> => {
  const all = [...new Set(targets)];
  const schedules = all.flatMap((key): readonly ScheduleId[] => {
    const member = readMember(key);
    return member?.kind === "schedule" ? [member.id] : [];
  });
  const onCall: OnCallBySchedule = schedules.length === 0 ? new Map() : await whoIsOnCall(tx, workspace, schedules, at);
  const behind = (key: MemberKey): readonly MemberKey[] => {
    const member = readMember(key);
    return member?.kind === "schedule" ? (onCall.get(member.id)?.members ?? []) : [key];
  };
  const people = await peopleBehind(tx, workspace, [...new Set(all.flatMap(behind))], at);
  const standing = (key: MemberKey): OnCall | undefined => {
    const member = readMember(key);
    return member?.kind === "schedule" ? onCall.get(member.id) : undefined;
  };
  return {
    scheduleName: (key) => standing(key)?.schedule.name ?? "a deleted schedule",
    nextStart: (key) => standing(key)?.next?.start,
    reach: (asked) => {
      const calls = new Map<PersonId, Call>();
      const others = new Set<MemberKey>();
      const empty: MemberKey[] = [];
      for (const via of asked) {
        const members = behind(via);
        const found = members.flatMap((member) => people.get(member) ?? []);
        for (const person of found) {
          const call = calls.get(person);
          // Whoever is called for themselves or on call is not called as one of a team.
          if (call === undefined || (isTeam(call.via) && !isTeam(via))) calls.set(person, { person, via });
        }
        const rest = members.filter((member) => !isOfPeople(member));
        for (const member of rest) others.add(member);
        if (found.length === 0 && rest.length === 0) empty.push(via);
      }
      return { people: [...calls.values()], others: [...others], empty };
    },
  };
};

const isTeam = (key: MemberKey): boolean => readMember(key)?.kind === "team";

const isOfPeople = (key: MemberKey): boolean => {
  const kind = readMember(key)?.kind;
  return kind === undefined || kind === "person" || kind === "team" || kind === "schedule";
};
