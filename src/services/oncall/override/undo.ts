import { actorKey } from "../../../domain/actor.ts";
import type { ActId } from "../../../domain/ids.ts";
import type { Act } from "../../../domain/oncall/act.ts";
import type { OverridesChanged } from "../../../domain/oncall/override-view.ts";
import { touchedBy } from "../../../domain/oncall/touched.ts";
import { permit } from "../../../domain/permission.ts";
import { Refusal } from "../../../domain/refusal.ts";
import type { Tx } from "../../../store/database.ts";
import { findAct, lastActOf, markUndone, overridesOfAct } from "../../../store/overrides.ts";
import { swapOfAct, updateSwap } from "../../../store/swaps.ts";
import type { Ctx } from "../../ctx.ts";
import { partiesOf, tellOfSwap } from "../swap/tell.ts";
import { carryOut, planOn } from "./plan.ts";
import { reversed } from "./reverse.ts";

export interface Undone extends OverridesChanged {
  readonly undone: Act;
}

/** Takes back what the asker did last, or one thing they did: from now on, as far as nobody has changed it since. */
export const undoAct = (ctx: Ctx, id?: ActId): Promise<Undone> => {
  permit(ctx.actor, "shift.change");
  return ctx.transact(async (tx) => {
    const act =
      id === undefined ? await lastActOf(tx, ctx.workspace, actorKey(ctx.actor)) : await findAct(tx, ctx.workspace, id);
    if (act === undefined || act.actor !== actorKey(ctx.actor) || act.kind === "undo") return refuseNothing();
    if (act.undoneBy !== undefined) throw new Refusal("undone-already", "That is taken back already.");
    const touched = await overridesOfAct(tx, ctx.workspace, act.id);
    const [first] = touched;
    if (first === undefined) return refuseNothing();
    const plan = await planOn(ctx, tx, first.schedule, touchedBy(touched, ctx.now().epochMilliseconds));
    const now = ctx.now().epochMilliseconds;
    // Read anew: until the schedule's lock was held somebody may have changed them.
    const change = reversed(plan, { act: act.id, touched: await overridesOfAct(tx, ctx.workspace, act.id), now });
    if (change.added.length + change.removed.length === 0) {
      throw new Refusal(
        "nothing-left",
        "What you did last is over, or was changed by others since: nothing of it is left to take back. See `/oncall override list`.",
      );
    }
    const { kind: _kind, ...done } = await carryOut(ctx, tx, plan, { kind: "undo", change });
    if (!(await markUndone(tx, ctx.workspace, act.id, done.act.id))) {
      throw new Refusal("undone-already", "That is taken back already.");
    }
    await callOff(ctx, tx, act);
    return { ...done, undone: act };
  });
};

const refuseNothing = (): never => {
  throw new Refusal("nothing-to-undo", "You have changed nobody's duties yet: there is nothing to take back.");
};

/** Where the act carried out a swap, that is off, and the other hears of it. */
const callOff = async (ctx: Ctx, tx: Tx, act: Act): Promise<void> => {
  const swap = await swapOfAct(tx, ctx.workspace, act.id);
  if (swap?.state !== "accepted") return;
  const answer = { from: swap.state, by: actorKey(ctx.actor), at: ctx.now() };
  await updateSwap(tx, ctx.workspace, { ...swap, state: "withdrawn" }, answer);
  await tellOfSwap(ctx, tx, swap, "withdrawn", partiesOf(swap));
};
