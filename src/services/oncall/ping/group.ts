import type { ScheduleId } from "../../../domain/ids.ts";
import type { Hearer } from "../../../domain/oncall/ping-view.ts";
import type { FollowingGroup, ScheduleRecord } from "../../../domain/oncall/record.ts";
import { permit } from "../../../domain/permission.ts";
import { accountsReaching } from "../../../store/contacts.ts";
import type { Tx } from "../../../store/database.ts";
import { findSchedules } from "../../../store/schedules.ts";
import type { Ctx } from "../../ctx.ts";
import { peopleBehind } from "../members.ts";
import { whoIsOnCall } from "../schedule/who.ts";
import { hearersOf } from "./hearers.ts";

/** A group, and the accounts that are to be in it. */
export interface Filling {
  readonly group: FollowingGroup;
  readonly accounts: readonly string[];
}

export interface Following {
  readonly record: ScheduleRecord;
  /** Groups that stay as they are in a gap are not in it. */
  readonly fillings: readonly Filling[];
  /** Who is told where a group could not be changed. */
  readonly instead: readonly Hearer[];
}

/** Who belongs into the groups that follow a schedule now; null where none does. */
export const loadFollowing = (ctx: Ctx, id: ScheduleId): Promise<Following | null> => {
  permit(ctx.actor, "schedule.view");
  return ctx.read(async (tx) => {
    const [record] = await findSchedules(tx, ctx.workspace, [id]);
    if (record === undefined || record.settings.follows.length === 0) return null;
    const fillings = await fillingsOf(ctx, tx, id, record.settings.follows);
    const { instead } = await hearersOf(ctx, tx, { record, on: [], off: [], told: [] }, ctx.now());
    return { record, fillings, instead };
  });
};

/** A group is never emptied, whether by a gap or by people who have no account there, unless asked. */
export const fillingsOf = async (
  ctx: Ctx,
  tx: Tx,
  id: ScheduleId,
  groups: readonly FollowingGroup[],
): Promise<readonly Filling[]> => {
  const now = ctx.now();
  const members = (await whoIsOnCall(tx, ctx.workspace, [id], now)).get(id)?.members ?? [];
  const people = [...(await peopleBehind(tx, ctx.workspace, members, now)).values()].flat();
  const accounts = await accountsReaching(tx, ctx.workspace, people);
  return groups
    .map((group) => ({
      group,
      accounts: [
        ...new Set(accounts.filter((one) => one.connection === group.connection).map(({ account }) => account)),
      ],
    }))
    .filter((one) => one.accounts.length > 0 || (members.length === 0 && one.group.emptyInGap));
};
