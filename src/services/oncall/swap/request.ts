import { actorKey } from "../../../domain/actor.ts";
import type { PersonId, ScheduleId, SwapId } from "../../../domain/ids.ts";
import type { SwapRecord } from "../../../domain/oncall/exchange.ts";
import type { Interval } from "../../../domain/oncall/interval.ts";
import { membersIn } from "../../../domain/oncall/layers.ts";
import { type MemberKey, personKey } from "../../../domain/oncall/member.ts";
import type { SwapView } from "../../../domain/oncall/swap-view.ts";
import { turnAt } from "../../../domain/oncall/turn-of.ts";
import { permit } from "../../../domain/permission.ts";
import { Refusal } from "../../../domain/refusal.ts";
import type { Tx } from "../../../store/database.ts";
import { insertSwap } from "../../../store/swaps.ts";
import { audit } from "../../audit.ts";
import { type Ctx, freshId } from "../../ctx.ts";
import { memberNames, peopleBehind } from "../members.ts";
import { checkNote, permitFor } from "../override/add.ts";
import { dutyMeant, type EndOf } from "../override/hand-over.ts";
import { type Planned, planOn } from "../override/plan.ts";
import { namesOfSwaps, partiesOf, tellOfSwap } from "./tell.ts";

export interface WantedSwap {
  readonly one: PersonId;
  readonly other: PersonId;
  /** A time in the duty that is given; the one under way or the next unless named. */
  readonly mine?: number;
  /** A time in the other's duty; their next one beside it unless named. */
  readonly theirs?: number;
  readonly note?: string;
}

/** Asks somebody to take a shift and give one of theirs in return; nothing changes until they accept. */
export const requestSwap = (ctx: Ctx, schedule: ScheduleId, wanted: WantedSwap): Promise<SwapView> => {
  permit(ctx.actor, "shift.change");
  const [one, other] = [personKey(wanted.one), personKey(wanted.other)];
  permitFor(ctx, [one]);
  if (one === other) throw new Refusal("swap-same", "Nobody swaps with themselves. Name somebody else.", "person");
  const note = checkNote(wanted.note);
  return ctx.transact(async (tx) => {
    const plan = await planOn(ctx, tx, schedule);
    const now = ctx.now().epochMilliseconds;
    const mine = (await turnMeant(ctx, tx, plan, one, wanted.mine ?? now)) as Interval;
    const back =
      wanted.theirs === undefined
        ? await turnBeside(ctx, tx, plan, other, mine)
        : await turnMeant(ctx, tx, plan, other, wanted.theirs);
    if (mine.start < back.end && back.start < mine.end) {
      throw new Refusal(
        "swap-shared",
        "Both are on call in a part of the same time, so nothing would change hands. Name another shift.",
        "theirs",
      );
    }
    return ask(ctx, tx, plan, { one: { person: one, ...mine }, other, back, note }, []);
  });
};

export interface WantedCover {
  readonly one: PersonId;
  /** Everybody who takes turns in the schedule unless named: the first to accept covers. */
  readonly other?: PersonId;
  readonly start?: number;
  readonly until?: EndOf;
  readonly note?: string;
}

/** Asks somebody, or everybody, to cover a shift or a part of it; nothing changes until somebody accepts. */
export const requestCover = (ctx: Ctx, schedule: ScheduleId, wanted: WantedCover): Promise<SwapView> => {
  permit(ctx.actor, "shift.change");
  const one = personKey(wanted.one);
  permitFor(ctx, [one]);
  if (wanted.other === wanted.one) {
    throw new Refusal("cover-same", "Nobody covers for themselves. Name somebody else.", "person");
  }
  const note = checkNote(wanted.note);
  return ctx.transact(async (tx) => {
    const plan = await planOn(ctx, tx, schedule);
    const { start, until } = wanted;
    const now = ctx.now().epochMilliseconds;
    const duty = dutyMeant(plan, { person: one, now, start, until });
    const isOn =
      duty !== undefined && plan.timetable.pieces(duty.start, duty.end).some(({ people }) => people.includes(one));
    if (duty === undefined || !isOn) return refuseOff(ctx, tx, plan, one);
    const asked = wanted.other === undefined ? await takersOf(ctx, tx, plan) : [];
    const other = wanted.other === undefined ? {} : { other: personKey(wanted.other) };
    return ask(ctx, tx, plan, { one: { person: one, ...duty }, ...other, note }, asked);
  });
};

/** What is left of the turn that a time lies in, else the next one. */
const turnMeant = async (ctx: Ctx, tx: Tx, plan: Planned, person: MemberKey, at: number): Promise<Interval> => {
  const now = ctx.now().epochMilliseconds;
  const turn = turnAt(plan.timetable, person, Math.max(at, now));
  if (turn === undefined) return refuseOff(ctx, tx, plan, person);
  if (turn.end === undefined) throw new Refusal("no-end", "That shift has no end, so it cannot be swapped.");
  return { start: Math.max(turn.start, now), end: turn.end };
};

/** The first turn from now on that shares no time with another. */
const turnBeside = async (ctx: Ctx, tx: Tx, plan: Planned, person: MemberKey, mine: Interval): Promise<Interval> => {
  const first = await turnMeant(ctx, tx, plan, person, ctx.now().epochMilliseconds);
  return first.start < mine.end && mine.start < first.end ? turnMeant(ctx, tx, plan, person, first.end) : first;
};

const refuseOff = async (ctx: Ctx, tx: Tx, { record }: Planned, person: MemberKey): Promise<never> => {
  const name = (await memberNames(tx, ctx.workspace, [person])).get(person) ?? "That person";
  throw new Refusal(
    "not-on-call",
    `${name} has no such shift on ${record.name}. See who is on call with \`/oncall next ${record.key}\`.`,
  );
};

/** Everybody who takes turns in a schedule now. */
const takersOf = async (ctx: Ctx, tx: Tx, { versions }: Planned): Promise<readonly PersonId[]> => {
  const now = ctx.now();
  const definition = versions.findLast(({ from }) => from <= now.epochMilliseconds)?.definition;
  const members = definition === undefined ? [] : membersIn(definition);
  return [...(await peopleBehind(tx, ctx.workspace, members as readonly MemberKey[], now)).values()].flat();
};

const ask = async (
  ctx: Ctx,
  tx: Tx,
  { record }: Planned,
  wanted: Pick<SwapRecord, "one" | "other" | "back" | "note">,
  everybody: readonly PersonId[],
): Promise<SwapView> => {
  const swap: SwapRecord = {
    id: freshId<SwapId>(),
    schedule: record.id,
    ...wanted,
    state: "requested",
    createdBy: actorKey(ctx.actor),
    createdAt: ctx.now(),
  };
  const others = everybody.filter((person) => personKey(person) !== swap.one.person);
  if (swap.other === undefined && others.length === 0) {
    throw new Refusal("nobody-to-ask", `Nobody else takes turns in ${record.name}. Name somebody to ask.`, "person");
  }
  await insertSwap(tx, ctx.workspace, swap);
  await tellOfSwap(ctx, tx, swap, "requested", swap.other === undefined ? others : partiesOf(swap).slice(1));
  await audit(
    ctx,
    tx,
    { kind: "schedule", id: record.id },
    {
      kind: "changed",
      data: {
        key: record.key,
        change: swap.back === undefined ? "asked for a cover" : "asked for a swap",
        swap: swap.id,
      },
    },
  );
  return { record, swap, names: await namesOfSwaps(tx, ctx, [swap]) };
};
