import type { ScheduleId } from "../../../domain/ids.ts";
import type { FollowingGroup, ScheduleRecord } from "../../../domain/oncall/record.ts";
import { permit } from "../../../domain/permission.ts";
import { DeliveryError, Refusal } from "../../../domain/refusal.ts";
import type { Messengers } from "../../../ports.ts";
import type { Tx } from "../../../store/database.ts";
import { findSchedules, updateSchedule } from "../../../store/schedules.ts";
import { audit } from "../../audit.ts";
import type { Ctx } from "../../ctx.ts";
import { actorStamp, lockedSchedule } from "../schedule/lock.ts";
import { fillingsOf } from "./group.ts";
import { groupJob } from "./jobs.ts";

/** From now on a group on a platform holds whoever is on call, and nobody else. It is tried at once. */
export const followSchedule = async (
  ctx: Ctx,
  messengers: Messengers,
  { schedule, group }: { readonly schedule: ScheduleId; readonly group: FollowingGroup },
): Promise<ScheduleRecord> => {
  permit(ctx.actor, "schedule.manage");
  const messenger = messengers.for(group);
  if (messenger?.groups === undefined) throw new Refusal("no-groups", "There are no groups here that could follow.");
  if (messenger.platform === "slack" && group.emptyInGap) {
    throw new Refusal("group-never-empty", "Slack has no empty user groups: in a gap it keeps whom it had.", "empty");
  }
  const fillings = await ctx.read(async (tx) => {
    await refuseFollowed(ctx, tx, schedule, group);
    return fillingsOf(ctx, tx, schedule, [group]);
  });
  const [filling] = fillings;
  try {
    if (filling === undefined) await messenger.groups.members(group.connection, group.group);
    else await messenger.groups.set(group.connection, group.group, filling.accounts);
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    throw new Refusal("group-refused", `${group.name} cannot follow: ${error.message}`);
  }
  return changeFollows(ctx, schedule, (before) => [...before.filter((one) => !isSame(one, group)), group]);
};

/** A group that follows no more keeps whom it has; without one named none follows. */
export const unfollowSchedule = (
  ctx: Ctx,
  id: ScheduleId,
  group?: Pick<FollowingGroup, "connection" | "group">,
): Promise<ScheduleRecord> => {
  permit(ctx.actor, "schedule.manage");
  return changeFollows(ctx, id, (before) => before.filter((one) => group !== undefined && !isSame(one, group)));
};

const changeFollows = (
  ctx: Ctx,
  id: ScheduleId,
  change: (before: readonly FollowingGroup[]) => readonly FollowingGroup[],
): Promise<ScheduleRecord> =>
  ctx.transact(async (tx) => {
    const record = await lockedSchedule(ctx, tx, id);
    const before = record.settings.follows;
    const follows = change(before);
    if (follows.length === before.length && follows.every((one, i) => one === before[i])) {
      throw new Refusal("follows-none", `No such group follows ${record.name}.`);
    }
    const settings = { ...record.settings, follows };
    await updateSchedule(tx, ctx.workspace, id, { settings, ...actorStamp(ctx) });
    await ctx.enqueue(tx, [groupJob(id)]);
    const data = {
      key: record.key,
      change: "changed groups",
      before: before.map(({ name }) => name),
      after: follows.map(({ name }) => name),
    };
    await audit(ctx, tx, { kind: "schedule", id }, { kind: "changed", data });
    return { ...record, settings };
  });

/** Two schedules would take it from each other at every handoff. */
const refuseFollowed = async (ctx: Ctx, tx: Tx, id: ScheduleId, group: FollowingGroup): Promise<void> => {
  const others = await findSchedules(tx, ctx.workspace);
  const taken = others.find((one) => one.id !== id && one.settings.follows.some((other) => isSame(other, group)));
  if (taken === undefined) return;
  throw new Refusal(
    "group-taken",
    `${group.name} follows ${taken.name}. Let it go first with \`/oncall schedule unfollow ${taken.key}\`.`,
  );
};

const isSame = (
  a: Pick<FollowingGroup, "connection" | "group">,
  b: Pick<FollowingGroup, "connection" | "group">,
): boolean => a.connection === b.connection && a.group === b.group;
