import type { ActId, ScheduleId, SwapId } from "../ids.ts";
import type { Interval } from "./interval.ts";
import type { MemberKey } from "./member.ts";
import type { OverrideChange } from "./override.ts";
import { followShift, handOver, swapDuties } from "./swap.ts";
import { dutiesIn, type Timetable } from "./through.ts";

export const swapStates = ["requested", "accepted", "declined", "withdrawn", "unfit"] as const;
export type SwapState = (typeof swapStates)[number];

/** What somebody is told of a swap or a cover. */
export type SwapNews = SwapState | "moved";

/** Duties that are to change hands, or have: a swap, or without anything in return a cover. */
export interface SwapRecord {
  readonly id: SwapId;
  readonly schedule: ScheduleId;
  /** Who asked, and the duty they give. */
  readonly one: Interval & { readonly person: MemberKey };
  /** Absent where anybody may cover. */
  readonly other?: MemberKey;
  /** The other's duty that is given in return. */
  readonly back?: Interval;
  readonly state: SwapState;
  readonly note: string;
  readonly createdBy: string;
  readonly createdAt: Temporal.Instant;
  /** The act that carried it out. */
  readonly act?: ActId;
}

/** What puts an agreement into force; undefined where it cannot be: nobody is on call then, or the two share time. */
export const exchangeOf = (
  timetable: Timetable,
  { one, back }: Pick<SwapRecord, "one" | "back">,
  other: MemberKey,
): OverrideChange | undefined => {
  const change =
    back === undefined
      ? handOver(timetable, one, other)
      : swapDuties(timetable, { one, other: { person: other, ...back } });
  return change === undefined || change.added.length === 0 ? undefined : change;
};

/** What has become of an agreement's duties now that the schedule is different. */
export type Followed =
  | { readonly kind: "same" }
  | { readonly kind: "moved"; readonly duties: Pick<SwapRecord, "one" | "back"> }
  | { readonly kind: "unfit" };

/** Ask a timetable without what the agreement itself did. */
export const followSwap = (
  timetable: Pick<Timetable, "pieces" | "schedule">,
  { one, other, back }: Pick<SwapRecord, "one" | "other" | "back">,
  now: number,
): Followed => {
  const mine = followDuty(timetable, one, now);
  const theirs =
    back === undefined || other === undefined ? back : followDuty(timetable, { person: other, ...back }, now);
  if (mine === undefined || (back !== undefined && theirs === undefined)) return { kind: "unfit" };
  if (isSame(mine, one) && (back === undefined || theirs === undefined || isSame(theirs, back))) {
    return { kind: "same" };
  }
  const shared = theirs !== undefined && mine.start < theirs.end && theirs.start < mine.end;
  if (shared) return { kind: "unfit" };
  return {
    kind: "moved",
    duties: { one: { person: one.person, ...mine }, ...(theirs === undefined ? {} : { back: theirs }) },
  };
};

/** A duty stays where its person is on call all of it, is over, or follows its shift; what has passed of it stays. */
const followDuty = (
  timetable: Timetable,
  duty: Interval & { readonly person: string },
  now: number,
): Interval | undefined => {
  const { person, start, end } = duty;
  if (end <= now) return { start, end };
  const left = { start: Math.max(start, now), end };
  const [own, more] = dutiesIn(timetable, person, left);
  if (own !== undefined && more === undefined && isSame(own, left)) return { start, end };
  const found = followShift(timetable, { person, ...left });
  if (found === undefined || found.end <= now) return undefined;
  return { start: start <= now ? start : Math.max(found.start, now), end: found.end };
};

const isSame = (one: Interval, other: Interval): boolean => one.start === other.start && one.end === other.end;
