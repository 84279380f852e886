import type { OverrideId } from "../../../domain/ids.ts";
import { minute } from "../../../domain/oncall/civil.ts";
import type { MemberKey } from "../../../domain/oncall/member.ts";
import type { OverrideOutcome } from "../../../domain/oncall/override-view.ts";
import type { PlacedOverride } from "../../../domain/oncall/placed.ts";
import { namedBy } from "../../../domain/oncall/touched.ts";
import { permit } from "../../../domain/permission.ts";
import { Refusal } from "../../../domain/refusal.ts";
import type { Tx } from "../../../store/database.ts";
import { findOverrides } from "../../../store/overrides.ts";
import type { Ctx } from "../../ctx.ts";
import { checkNote, checkSpan, permitFor } from "./add.ts";
import type { EndOf } from "./hand-over.ts";
import { carryOut, placeOverride, planOn } from "./plan.ts";

export interface OverrideWish {
  /** Who is put on. */
  readonly by?: MemberKey;
  readonly start?: number;
  readonly until?: EndOf;
  readonly note?: string;
}

/** Changes an override from now on: what it did stays. */
export const editOverride = async (ctx: Ctx, id: OverrideId, wish: OverrideWish): Promise<OverrideOutcome> => {
  permit(ctx.actor, "shift.change");
  const note = wish.note === undefined ? undefined : checkNote(wish.note);
  const known = await ctx.read((tx) => liveOverride(ctx, tx, id));
  const changed = (before: PlacedOverride) => changedAs(before, { ...wish, note }, ctx.now().epochMilliseconds);
  const wanted = changed(known);
  checkSpan(wanted);
  return ctx.transact(async (tx) => {
    const plan = await planOn(ctx, tx, known.schedule, {
      start: Math.min(known.start, wanted.start),
      end: Math.max(known.end, wanted.end),
    });
    const before = await liveOverride(ctx, tx, id);
    const after = changed(before);
    permitFor(ctx, [...namedBy([before, after]), ...makerOf(before)]);
    if (isAlike(before, after)) {
      throw new Refusal("same-override", "That is how it is already. Name what is to be different.");
    }
    const removed = plan.overrides.filter((one) => one.id === id);
    return placeOverride(ctx, tx, plan, { kind: "edit", override: after, removed });
  });
};

const changedAs = (
  before: PlacedOverride,
  { by, start = before.start, until, note = before.note }: Omit<OverrideWish, "note"> & { note: string | undefined },
  now: number,
): PlacedOverride => ({
  ...before,
  start: unlessSameMinute(before.start, start),
  end: unlessSameMinute(before.end, until?.(Math.max(start, now)) ?? before.end),
  ...(by === undefined || before.kind === "remove" ? {} : { by }),
  note,
});

/** Forms show minutes: a time left as it is stays what it was to the second. */
const unlessSameMinute = (before: number, after: number): number =>
  Math.floor(before / minute) === Math.floor(after / minute) ? before : after;

const isAlike = (one: PlacedOverride, other: PlacedOverride): boolean =>
  one.start === other.start &&
  one.end === other.end &&
  one.note === other.note &&
  namedBy([one]).join() === namedBy([other]).join();

/** Takes an override back from now on: what it did stays. */
export const deleteOverride = async (ctx: Ctx, id: OverrideId): Promise<OverrideOutcome> => {
  permit(ctx.actor, "shift.change");
  const known = await ctx.read((tx) => liveOverride(ctx, tx, id));
  return ctx.transact(async (tx) => {
    const plan = await planOn(ctx, tx, known.schedule, known);
    const before = await liveOverride(ctx, tx, id);
    permitFor(ctx, [...namedBy([before]), ...makerOf(before)]);
    const removed = plan.overrides.filter((one) => one.id === id);
    return carryOut(ctx, tx, plan, { kind: "remove", change: { added: [], removed } });
  });
};

const makerOf = ({ createdBy }: PlacedOverride): readonly MemberKey[] => [createdBy as MemberKey];

/** One that is in force or still to come and that nobody agreed on with somebody else. */
const liveOverride = async (ctx: Ctx, tx: Tx, id: OverrideId): Promise<PlacedOverride> => {
  const [found] = await findOverrides(tx, ctx.workspace, [id]);
  if (found === undefined) {
    throw new Refusal("no-such-override", "That override is gone. See what there is with `/oncall override list`.");
  }
  if (found.end <= Math.max(found.start, ctx.now().epochMilliseconds)) {
    throw new Refusal("override-over", "That override is over or taken back, and what was on call stays as it was.");
  }
  if (found.swap !== undefined) {
    throw new Refusal(
      "override-of-swap",
      "That override belongs to a swap. Call the swap off with `/oncall swap decline`.",
    );
  }
  return found;
};
