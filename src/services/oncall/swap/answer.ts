import { actorKey, personOf } from "../../../domain/actor.ts";
import type { SwapId } from "../../../domain/ids.ts";
import { exchangeOf, followSwap, type SwapRecord } from "../../../domain/oncall/exchange.ts";
import { type MemberKey, personKey } from "../../../domain/oncall/member.ts";
import type { SwapAnswered } from "../../../domain/oncall/swap-view.ts";
import { permit } from "../../../domain/permission.ts";
import { Refusal } from "../../../domain/refusal.ts";
import type { Tx } from "../../../store/database.ts";
import { overridesOfAct } from "../../../store/overrides.ts";
import { findSwap, updateSwap } from "../../../store/swaps.ts";
import type { Ctx } from "../../ctx.ts";
import { permitFor } from "../override/add.ts";
import { carryOut, type Planned, planOn } from "../override/plan.ts";
import { reversed } from "../override/reverse.ts";
import { namesOfSwaps, partiesOf, tellOfSwap } from "./tell.ts";

/** Puts a swap or a cover into force: whoever was asked, or the first where everybody was. */
export const acceptSwap = async (ctx: Ctx, id: SwapId): Promise<SwapAnswered> => {
  permit(ctx.actor, "shift.change");
  const known = await ctx.read((tx) => swapThere(ctx, tx, id));
  return ctx.transact(async (tx) => {
    const plan = await planOn(ctx, tx, known.schedule);
    const swap = await swapThere(ctx, tx, id);
    const other = swap.other ?? askerKey(ctx);
    if (swap.state !== "requested") return refuseAnswered(swap, plan);
    permitFor(ctx, [other]);
    if (other === swap.one.person) throw new Refusal("swap-own", "You asked for it: somebody else accepts it.");
    const now = ctx.now().epochMilliseconds;
    if (Math.min(swap.one.end, swap.back?.end ?? swap.one.end) <= now) {
      throw new Refusal("swap-over", "That time is over. Ask for another.");
    }
    if (followSwap(plan.timetable, swap, now).kind !== "same") {
      throw new Refusal(
        "swap-moved",
        "The schedule has just changed. You are told in a moment what it means for this.",
      );
    }
    const change = exchangeOf(plan.timetable, swap, other);
    if (change === undefined) throw new Refusal("swap-unfit", "It no longer fits the schedule. Ask for another.");
    const { kind: _kind, ...changed } = await carryOut(ctx, tx, plan, {
      kind: swap.back === undefined ? "cover" : "swap",
      change,
      note: swap.note,
      swap: swap.id,
      told: partiesOf({ one: swap.one, other }),
    });
    const accepted: SwapRecord = { ...swap, other, state: "accepted", act: changed.act.id };
    return { ...(await settle(ctx, tx, plan, accepted, swap)), changed };
  });
};

/** Says no to a request, takes one's own back, or calls off what was agreed: from now on, and both hear of it. */
export const declineSwap = async (ctx: Ctx, id: SwapId): Promise<SwapAnswered> => {
  permit(ctx.actor, "shift.change");
  const known = await ctx.read((tx) => swapThere(ctx, tx, id));
  return ctx.transact(async (tx) => {
    const plan = await planOn(ctx, tx, known.schedule);
    const swap = await swapThere(ctx, tx, id);
    const own = actorKey(ctx.actor);
    permitFor(ctx, [swap.one.person, ...(swap.other === undefined ? [] : [swap.other]), swap.createdBy as MemberKey]);
    if (swap.state === "requested") {
      const state = own === swap.other ? "declined" : "withdrawn";
      return settle(ctx, tx, plan, { ...swap, state }, swap);
    }
    if (swap.state !== "accepted" || swap.act === undefined) return refuseAnswered(swap, plan);
    const touched = await overridesOfAct(tx, ctx.workspace, swap.act);
    const change = reversed(plan, { act: swap.act, touched, now: ctx.now().epochMilliseconds });
    if (change.added.length + change.removed.length === 0) throw new Refusal("swap-over", "It is over already.");
    const { kind: _kind, ...changed } = await carryOut(ctx, tx, plan, {
      kind: "swap",
      change,
      told: partiesOf(swap),
    });
    return { ...(await settle(ctx, tx, plan, { ...swap, state: "withdrawn" }, swap)), changed };
  });
};

/** Notes what has become of a swap, and tells the other. */
const settle = async (
  ctx: Ctx,
  tx: Tx,
  { record }: Planned,
  after: SwapRecord,
  before: SwapRecord,
): Promise<SwapAnswered> => {
  const answer = { from: before.state, by: actorKey(ctx.actor), at: ctx.now() };
  if (!(await updateSwap(tx, ctx.workspace, after, answer)))
    throw new Error("A swap changed under its schedule's lock.");
  if (after.state !== "requested") await tellOfSwap(ctx, tx, after, after.state, partiesOf(after));
  return { record, swap: after, names: await namesOfSwaps(tx, ctx, [after]) };
};

const swapThere = async (ctx: Ctx, tx: Tx, id: SwapId): Promise<SwapRecord> => {
  const swap = await findSwap(tx, ctx.workspace, id);
  if (swap !== undefined) return swap;
  throw new Refusal("no-such-swap", "That request is gone. See what there is with `/oncall swap list`.");
};

const askerKey = (ctx: Ctx): MemberKey => {
  const person = personOf(ctx.actor);
  if (person === undefined) throw new Refusal("people-only", "Only a person can accept it. Ask in chat.");
  return personKey(person);
};

const refuseAnswered = ({ state, back }: SwapRecord, { record }: Planned): never => {
  const what = back === undefined ? "cover" : "swap";
  const facts = {
    requested: `That ${what} is still asked for.`,
    accepted: `That ${what} is agreed already.`,
    declined: `That ${what} was declined.`,
    withdrawn: `That ${what} was called off.`,
    unfit: `That ${what} no longer fits the schedule.`,
  } as const;
  throw new Refusal("swap-answered", `${facts[state]} See who is on call with \`/oncall next ${record.key}\`.`);
};
