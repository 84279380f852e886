import { actorKey } from "../../../domain/actor.ts";
import type { ActId } from "../../../domain/ids.ts";
import type { Act } from "../../../domain/oncall/act.ts";
import type { OverridesChanged } from "../../../domain/oncall/override-view.ts";
import type { PlacedOverride } from "../../../domain/oncall/placed.ts";
import { touchedBy } from "../../../domain/oncall/touched.ts";
import { permit } from "../../../domain/permission.ts";
import { Refusal } from "../../../domain/refusal.ts";
import { findAct, lastActOf, markUndone, overridesOfAct } from "../../../store/overrides.ts";
import type { Ctx } from "../../ctx.ts";
import { carryOut, type Planned, planOn } from "./plan.ts";

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
    const change = reversed(plan, { act: act.id, touched: await overridesOfAct(tx, ctx.workspace, act.id), ctx });
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
    return { ...done, undone: act };
  });
};

const refuseNothing = (): never => {
  throw new Refusal("nothing-to-undo", "You have changed nobody's duties yet: there is nothing to take back.");
};

/** What takes an act back from now on: what is left of what it added ends, and what it ended goes on. */
export const reversed = (
  { overrides }: Pick<Planned, "overrides">,
  { act, touched, ctx }: { readonly act: ActId; readonly touched: readonly PlacedOverride[]; readonly ctx: Ctx },
): { readonly added: readonly PlacedOverride[]; readonly removed: readonly PlacedOverride[] } => {
  const now = ctx.now().epochMilliseconds;
  const added = new Set(touched.filter((one) => one.act === act).map(({ id }) => id));
  return {
    removed: overrides.filter((one) => added.has(one.id) && one.end > now),
    added: touched
      .filter((one) => one.endedBy === act && one.act !== act && one.plannedEnd > now)
      .map((one) => ({ ...one, end: one.plannedEnd })),
  };
};
