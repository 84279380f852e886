import { actorKey } from "../../../domain/actor.ts";
import type { ScheduleId } from "../../../domain/ids.ts";
import { exchangeOf, type Followed, followSwap, type SwapRecord } from "../../../domain/oncall/exchange.ts";
import type { OverrideChange } from "../../../domain/oncall/override.ts";
import type { PlacedOverride } from "../../../domain/oncall/placed.ts";
import { timetableOf, withChange } from "../../../domain/oncall/through.ts";
import { permit } from "../../../domain/permission.ts";
import type { Tx } from "../../../store/database.ts";
import { overridesOfAct } from "../../../store/overrides.ts";
import { openSwaps, updateSwap } from "../../../store/swaps.ts";
import type { Ctx } from "../../ctx.ts";
import { carryOut, type Planned, planOn } from "../override/plan.ts";
import { reversed } from "../override/reverse.ts";
import { partiesOf, tellOfSwap } from "./tell.ts";

/**
 * A swap follows its shifts when the schedule moves, or is called off where they are gone; both are told. Settles one,
 * and gives false where none was to be settled.
 */
export const settleSwap = (ctx: Ctx, schedule: ScheduleId): Promise<boolean> => {
  permit(ctx.actor, "schedule.manage");
  return ctx.transact(async (tx) => {
    const plan = await planOn(ctx, tx, schedule);
    const open = await openSwaps(tx, ctx.workspace, { now: ctx.now(), schedule });
    const touched = await touchedBySwaps(ctx, tx, open);
    for (const swap of open) {
      const back = backTo(ctx, plan, swap, touched);
      const timetable = timetableOf(withChange(plan.history, back));
      const followed = followSwap(timetable, swap, ctx.now().epochMilliseconds);
      if (followed.kind === "same") continue;
      await settleAs(ctx, tx, plan, swap, { followed, back });
      return true;
    }
    return false;
  });
};

const touchedBySwaps = async (ctx: Ctx, tx: Tx, open: readonly SwapRecord[]): Promise<readonly PlacedOverride[]> => {
  const acts = open.flatMap(({ act }) => (act === undefined ? [] : [act]));
  return overridesOfAct(tx, ctx.workspace, ...acts);
};

/** What leads back to how it was without a swap. */
const backTo = (ctx: Ctx, plan: Planned, { act }: SwapRecord, touched: readonly PlacedOverride[]) =>
  act === undefined
    ? { added: [], removed: [] }
    : reversed(plan, {
        act,
        touched: touched.filter((one) => one.act === act || one.endedBy === act),
        now: ctx.now().epochMilliseconds,
      });

const settleAs = async (
  ctx: Ctx,
  tx: Tx,
  plan: Planned,
  swap: SwapRecord,
  { followed, back }: { readonly followed: Followed; readonly back: OverrideChange },
): Promise<void> => {
  const parties = partiesOf(swap);
  const made = { kind: "swap", swap: swap.id, note: swap.note, told: parties } as const;
  if (back.added.length + back.removed.length > 0) await carryOut(ctx, tx, plan, { ...made, change: back });
  const moved: SwapRecord = followed.kind === "moved" ? { ...swap, ...followed.duties } : { ...swap, state: "unfit" };
  const after = moved.state === "accepted" ? await madeAnew(ctx, tx, moved, made) : moved;
  await updateSwap(tx, ctx.workspace, after, { from: swap.state, by: actorKey(ctx.actor), at: ctx.now() });
  await tellOfSwap(ctx, tx, after, after.state === "unfit" ? "unfit" : "moved", parties);
};

/** Puts a swap into force where its shifts are now; where that cannot be, it no longer fits either. */
const madeAnew = async (
  ctx: Ctx,
  tx: Tx,
  moved: SwapRecord,
  made: Omit<Parameters<typeof carryOut>[3], "change">,
): Promise<SwapRecord> => {
  const plan = await planOn(ctx, tx, moved.schedule);
  const change = moved.other === undefined ? undefined : exchangeOf(plan.timetable, moved, moved.other);
  if (change === undefined) return { ...moved, state: "unfit" };
  const { act } = await carryOut(ctx, tx, plan, { ...made, change });
  return { ...moved, act: act.id };
};
