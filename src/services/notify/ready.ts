import type { PersonId, ScheduleId, TargetId, WorkspaceId } from "../../domain/ids.ts";
import type { Means, ReadinessView } from "../../domain/notify/readiness.ts";
import { type Member, type MemberKey, memberKey, readMember } from "../../domain/oncall/member.ts";
import { permit } from "../../domain/permission.ts";
import { listTold } from "../../store/channel-targets.ts";
import type { Tx } from "../../store/database.ts";
import { listEscalations } from "../../store/policies.ts";
import { readTargets } from "../../store/targets.ts";
import { teamMembersOf } from "../../store/teams.ts";
import type { Ctx } from "../ctx.ts";
import { loadSchedules } from "../oncall/schedule/load.ts";
import { unreachable } from "../person/unreachable.ts";

/** Something that pages, and whom. */
interface Source {
  /** "the schedule Web". */
  readonly name: string;
  readonly members: readonly MemberKey[];
}

/** Overrides and imported calendars count as far as this. */
const horizon = { hours: 90 * 24 } as const;
const mostPolicies = 1000;

/** Says whether everybody whom schedules, escalation policies and channels can page is reached, and by what they are paged. */
export const viewReadiness = (ctx: Ctx, means: Means): Promise<ReadinessView> => {
  permit(ctx.actor, "schedule.view");
  return ctx.read(async (tx) => {
    const sources = [
      ...(await schedulesIn(tx, ctx.workspace, ctx.now())),
      ...(await escalationsIn(tx, ctx.workspace)),
      ...(await listTold(tx, ctx.workspace)).map(({ key, members }) => ({ name: `#${key}`, members })),
    ];
    const behind = await peopleOf(tx, ctx.workspace, sources);
    const people = new Set([...behind.values()].flat());
    const found = await unreachable(tx, ctx.workspace, [...people], means);
    return {
      sources: sources.length,
      people: people.size,
      unreachable: found.map((one) => ({
        ...one,
        by: namesOf(sources, (key) => behind.get(key)?.includes(one.person) === true),
      })),
      others: await othersIn(tx, ctx.workspace, sources, means),
    };
  });
};

/** Everybody whom a schedule may put on call: by its rotations, now and later, its overrides and its calendars. */
export const membersOfSchedules = async (
  tx: Tx,
  workspace: WorkspaceId,
  { at, ids }: { readonly at: Temporal.Instant; readonly ids?: readonly ScheduleId[] },
): Promise<readonly { readonly id: ScheduleId; readonly name: string; readonly members: readonly MemberKey[] }[]> => {
  const window = { from: at, to: at.add(horizon) };
  const loaded = await loadSchedules(tx, workspace, { ...window, ...(ids === undefined ? {} : { ids }) });
  return loaded.map(({ record, versions, chronicle }) => {
    const turns = versions.flatMap(({ definition }) =>
      definition.layers.flatMap(({ rotation }) => rotation.slots.flat()),
    );
    const shifts = chronicle.shifts(window.from.epochMilliseconds, window.to.epochMilliseconds);
    const onCall = shifts.flatMap(({ people }) => people.flatMap((key) => readMember(key) ?? []).map(memberKey));
    return { id: record.id, name: record.name, members: [...new Set([...turns, ...onCall])] };
  });
};

const schedulesIn = async (tx: Tx, workspace: WorkspaceId, at: Temporal.Instant): Promise<readonly Source[]> =>
  (await membersOfSchedules(tx, workspace, { at })).map(({ name, members }) => ({
    name: `the schedule ${name}`,
    members,
  }));

const escalationsIn = async (tx: Tx, workspace: WorkspaceId): Promise<readonly Source[]> =>
  (await listEscalations(tx, workspace, { words: "", limit: mostPolicies })).map(({ name, plan }) => ({
    name: `the escalation policy ${name}`,
    members: [...plan.steps.flatMap(({ targets }) => targets), ...plan.lastResort],
  }));

/** Who is behind each member, whether they are away or not. */
export const peopleOf = async (
  tx: Tx,
  workspace: WorkspaceId,
  sources: readonly Pick<Source, "members">[],
): Promise<ReadonlyMap<MemberKey, readonly PersonId[]>> => {
  const keys = [...new Set(sources.flatMap(({ members }) => members))];
  const teams = await teamMembersOf(
    tx,
    workspace,
    ofKind(keys, "team").map(({ id }) => id),
  );
  return new Map(
    keys.map((key) => {
      const member = readMember(key);
      if (member?.kind === "person") return [key, [member.id]];
      return [key, member?.kind === "team" ? teams.filter(({ team }) => team === member.id).map(({ id }) => id) : []];
    }),
  );
};

/** Mailboxes where no mail is sent, and targets that are switched off or gone. */
const othersIn = async (
  tx: Tx,
  workspace: WorkspaceId,
  sources: readonly Source[],
  means: Means,
): Promise<ReadinessView["others"]> => {
  const keys = [...new Set(sources.flatMap(({ members }) => members))];
  const targets = await readTargets(
    tx,
    workspace,
    ofKind(keys, "target").map(({ id }) => id),
  );
  return keys.flatMap((key) => {
    const found = troubleWith(readMember(key), new Map(targets.map(({ target }) => [target.id, target])), means);
    return found === undefined ? [] : [{ ...found, by: namesOf(sources, (one) => one === key) }];
  });
};

type KnownTargets = ReadonlyMap<TargetId, Awaited<ReturnType<typeof readTargets>>[number]["target"]>;

const troubleWith = (
  member: Member | undefined,
  targets: KnownTargets,
  means: Means,
): { readonly name: string; readonly why: string } | undefined => {
  if (member?.kind === "email") {
    const why = means(member);
    return why === null ? undefined : { name: member.address, why };
  }
  if (member?.kind !== "target") return undefined;
  const target = targets.get(member.id);
  if (target === undefined) return { name: "a target", why: "It is deleted." };
  if (target.health.off === undefined) return undefined;
  const why =
    target.health.off.why === "failing"
      ? `It was switched off: ${target.health.failure ?? "it failed"}`
      : "It is switched off.";
  return { name: target.name, why };
};

const ofKind = <K extends Member["kind"]>(keys: readonly MemberKey[], kind: K) =>
  keys.flatMap((key) => {
    const member = readMember(key);
    return member?.kind === kind ? [member as Extract<Member, { kind: K }>] : [];
  });

const namesOf = (sources: readonly Source[], holds: (key: MemberKey) => boolean): readonly string[] =>
  sources.filter(({ members }) => members.some(holds)).map(({ name }) => name);
