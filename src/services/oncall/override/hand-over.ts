import type { ScheduleId } from "../../../domain/ids.ts";
import type { Interval } from "../../../domain/oncall/interval.ts";
import type { MemberKey } from "../../../domain/oncall/member.ts";
import type { OverrideOutcome } from "../../../domain/oncall/override-view.ts";
import { handOver, takeOver } from "../../../domain/oncall/swap.ts";
import { type OpenTurn, turnAt } from "../../../domain/oncall/turn-of.ts";
import { Refusal } from "../../../domain/refusal.ts";
import type { Ctx } from "../../ctx.ts";
import { checkNote, checkSpan, permitFor } from "./add.ts";
import { carryOut, type Planned, placeOverride, planOn, refusedFor, stretchesIn } from "./plan.ts";

/** An end counted from a beginning. */
export type EndOf = (start: number) => number;

export interface Taken {
  readonly by: MemberKey;
  /** From one person only; from everybody unless named. */
  readonly from?: MemberKey;
  /** The end of the shift under way, or of the gap, unless named. */
  readonly until?: EndOf;
}

/** Puts somebody on call from now on, for the rest of the shift or for as long as they say; in a gap too. */
export const takeShift = (ctx: Ctx, schedule: ScheduleId, { by, from, until }: Taken): Promise<OverrideOutcome> => {
  permitFor(ctx, [by]);
  return ctx.transact(async (tx) => {
    const start = ctx.now().epochMilliseconds;
    const asked = until?.(start);
    const plan = await planOn(ctx, tx, schedule, asked === undefined ? undefined : { start, end: asked });
    if (from === by) {
      const override = { kind: "replace", person: from, by, ...nowhere(ctx) } as const;
      return refusedFor(ctx, tx, plan, { why: "same person", override });
    }
    const span = { start, end: asked ?? endOfShift(plan, start, from) };
    if (from === undefined) {
      checkSpan(span);
      return placeOverride(ctx, tx, plan, { kind: "take", override: { kind: "set", by, ...span } });
    }
    const replaced = { kind: "replace", person: from, by, ...span } as const;
    const change = takeOver(plan.timetable, by, span, from);
    if (change.added.length === 0) return refusedFor(ctx, tx, plan, { why: "not on call", override: replaced });
    checkSpan(span);
    return carryOut(ctx, tx, plan, { kind: "take", change });
  });
};

/** When the shift under way ends: that of everybody who is on call together, or of one of them; now, where there is none. */
const endOfShift = ({ timetable }: Planned, now: number, from: MemberKey | undefined): number => {
  if (from === undefined) return stretchAround(timetable, now).end ?? refuseEndless();
  const turn = turnAt(timetable, from, now);
  if (turn === undefined || turn.start > now) return now;
  return turn.end ?? refuseEndless();
};

const stretchAround = (timetable: Planned["timetable"], now: number): OpenTurn => {
  const farthest = Temporal.Instant.fromEpochMilliseconds(now).add({ hours: 400 * 24 }).epochMilliseconds;
  const [stretch] = stretchesIn(timetable, { start: now, end: farthest });
  return stretch === undefined || stretch.end === farthest ? { start: now } : stretch;
};

const refuseEndless = (): never => {
  throw new Refusal("no-end", "That shift has no end. Say for how long, such as `2h` or `friday 18:00`.", "until");
};

export interface Given {
  readonly from: MemberKey;
  readonly to: MemberKey;
  /** The shift under way, or the next one, unless a beginning is named. */
  readonly start?: number;
  readonly until?: EndOf;
  readonly note?: string;
}

/** Puts somebody else on wherever one is on call in a time. */
export const giveShift = (
  ctx: Ctx,
  schedule: ScheduleId,
  { from, to, start, until, note }: Given,
): Promise<OverrideOutcome> => {
  permitFor(ctx, [from]);
  const said = checkNote(note);
  return ctx.transact(async (tx) => {
    const end = start === undefined ? undefined : until?.(start);
    const plan = await planOn(ctx, tx, schedule, start === undefined || end === undefined ? undefined : { start, end });
    const span = dutyMeant(plan, { person: from, now: ctx.now().epochMilliseconds, start, until });
    const override = { kind: "replace", person: from, by: to, ...(span ?? nowhere(ctx)) } as const;
    if (from === to) return refusedFor(ctx, tx, plan, { why: "same person", override });
    const change = span === undefined ? undefined : handOver(plan.timetable, { person: from, ...span }, to);
    if (change === undefined || change.added.length === 0) {
      return refusedFor(ctx, tx, plan, { why: "not on call", override });
    }
    return carryOut(ctx, tx, plan, { kind: "give", change, note: said });
  });
};

const nowhere = (ctx: Ctx): Interval => ({ start: ctx.now().epochMilliseconds, end: ctx.now().epochMilliseconds });

/**
 * The time somebody means by their shift: from the beginning they name, else what is left of the one under way, else the
 * next one; until the end they name, else its own. Undefined where they have none.
 */
export const dutyMeant = (
  { timetable }: Pick<Planned, "timetable">,
  {
    person,
    now,
    start,
    until,
  }: {
    readonly person: MemberKey;
    readonly now: number;
    readonly start?: number | undefined;
    readonly until?: EndOf | undefined;
  },
): Interval | undefined => {
  const turn = turnAt(timetable, person, start ?? now);
  if (turn === undefined && (start === undefined || until === undefined)) return undefined;
  const from = Math.max(now, start ?? turn?.start ?? now);
  const end = until?.(from) ?? turn?.end ?? refuseEndless();
  const span = { start: from, end };
  checkSpan(span);
  return span;
};
