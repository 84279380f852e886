import type { PersonId, ScheduleId } from "../../../domain/ids.ts";
import type { ActKind } from "../../../domain/oncall/act.ts";
import type { Interval } from "../../../domain/oncall/interval.ts";
import { type MemberKey, personOfMember } from "../../../domain/oncall/member.ts";
import type { Override, OverrideChange } from "../../../domain/oncall/override.ts";
import type { OverrideOutcome, OverridesChanged, Stretch } from "../../../domain/oncall/override-view.ts";
import { isSame } from "../../../domain/oncall/people.ts";
import { byIn, type PlacedOverride } from "../../../domain/oncall/placed.ts";
import {
  type Timetable,
  timetableOf,
  whoseDutiesDiffer,
  whyNoEffectIn,
  withChange,
} from "../../../domain/oncall/through.ts";
import { namedBy, touchedBy } from "../../../domain/oncall/touched.ts";
import { turnWindow } from "../../../domain/oncall/turn-of.ts";
import { awayIn } from "../../../store/away.ts";
import type { Tx } from "../../../store/database.ts";
import type { Ctx } from "../../ctx.ts";
import { memberNames } from "../members.ts";
import { type LoadedSchedule, loadSchedules } from "../schedule/load.ts";
import { lockedSchedule, refuseGone } from "../schedule/lock.ts";
import { beginAct, type Changed, changeOverrides } from "./change.ts";
import { tellAffected } from "./tell.ts";

/** A schedule whose lock is held, with what is needed to judge a change of it. */
export interface Planned extends LoadedSchedule {
  readonly timetable: Timetable;
}

/** Locks a schedule and loads all that decides around now and around the time to be changed. */
export const planOn = async (ctx: Ctx, tx: Tx, id: ScheduleId, span?: Interval): Promise<Planned> => {
  await lockedSchedule(ctx, tx, id);
  const now = ctx.now().epochMilliseconds;
  const window = turnWindow(now);
  const [loaded] = await loadSchedules(tx, ctx.workspace, {
    ids: [id],
    from: Temporal.Instant.fromEpochMilliseconds(Math.min(window.start, span?.start ?? now)),
    to: Temporal.Instant.fromEpochMilliseconds(Math.max(window.end, span?.end ?? now)),
  });
  if (loaded === undefined) return refuseGone();
  return { ...loaded, timetable: timetableOf(loaded.history) };
};

/** What an override comes to, or why it would change nothing: then nothing is done. */
export const placeOverride = async (
  ctx: Ctx,
  tx: Tx,
  plan: Planned,
  {
    override,
    removed = [],
    ...made
  }: { readonly kind: ActKind; readonly override: Override } & {
    readonly removed?: readonly PlacedOverride[];
    readonly note?: string;
  },
): Promise<OverrideOutcome> => {
  const without = withChange(plan.history, { added: [], removed });
  const why = whyNoEffectIn(without, override, ctx.now().epochMilliseconds);
  if (why !== undefined) return refusedFor(ctx, tx, plan, { why, override });
  return carryOut(ctx, tx, plan, { ...made, change: { added: [override], removed } });
};

export const refusedFor = async (
  ctx: Ctx,
  tx: Tx,
  { record }: Pick<Planned, "record">,
  refused: Pick<Extract<OverrideOutcome, { kind: "no effect" }>, "why" | "override">,
): Promise<OverrideOutcome> => ({
  kind: "no effect",
  schedule: record.key,
  ...refused,
  names: await memberNames(tx, ctx.workspace, namedBy([refused.override])),
});

/** Changes overrides as one act, tells those whose duties it changes, and says what it came to. */
export const carryOut = async (
  ctx: Ctx,
  tx: Tx,
  plan: Planned,
  {
    kind,
    told = [],
    ...made
  }: {
    readonly kind: ActKind;
    /** They hear of it in another way. */
    readonly told?: readonly PersonId[];
  } & Omit<Changed, "act">,
): Promise<Extract<OverrideOutcome, { kind: "changed" }>> => {
  const act = await beginAct(ctx, tx, kind);
  const { added, ended } = await changeOverrides(ctx, tx, plan.record, { ...made, act });
  const view = await viewChange(ctx, tx, plan, { act, added, ended, change: made.change, told });
  return { kind: "changed", ...view };
};

const viewChange = async (
  ctx: Ctx,
  tx: Tx,
  plan: Planned,
  {
    change,
    told,
    ...done
  }: Pick<OverridesChanged, "act" | "added" | "ended"> & {
    readonly change: OverrideChange;
    readonly told: readonly PersonId[];
  },
): Promise<OverridesChanged> => {
  const now = ctx.now().epochMilliseconds;
  const span = touchedBy([...done.added, ...done.ended], now);
  const after = timetableOf(withChange(plan.history, { added: done.added, removed: change.removed }));
  const stretches = stretchesIn(after, span);
  // Whoever goes on or off call at this instant hears of the handoff.
  const [before, since] = [onCallAt(plan.timetable, now), onCallAt(after, now)];
  const affected = (whoseDutiesDiffer(plan.timetable, after, span) as readonly MemberKey[]).filter(
    (key) => before.includes(key) === since.includes(key),
  );
  await tellAffected(ctx, tx, done.act, { affected, told });
  const put = done.added.flatMap((one) => byIn(one) ?? []);
  return {
    record: plan.record,
    ...done,
    stretches,
    awayButOn: await awayThen(ctx, tx, put, span),
    names: await memberNames(tx, ctx.workspace, [
      ...namedBy([...done.added, ...done.ended]),
      ...stretches.flatMap(({ people }) => people),
    ]),
  };
};

const onCallAt = (timetable: Timetable, now: number): readonly string[] =>
  timetable.pieces(now, now + 1).flatMap(({ people }) => people);

/** Who is on call in a time, gaps too, joined where the same people are. */
export const stretchesIn = (timetable: Pick<Timetable, "pieces">, { start, end }: Interval): readonly Stretch[] => {
  const found: Stretch[] = [];
  for (const piece of timetable.pieces(start, end)) {
    const last = found.at(-1);
    if (last?.end === piece.start && isSame(last.people, piece.people)) {
      found[found.length - 1] = { ...last, end: piece.end };
    } else found.push({ start: piece.start, end: piece.end, people: piece.people });
  }
  return found;
};

const awayThen = async (
  ctx: Ctx,
  tx: Tx,
  members: readonly MemberKey[],
  { start, end }: Interval,
): Promise<readonly MemberKey[]> => {
  const of = members.flatMap((key) => personOfMember(key) ?? []);
  const gone = await awayIn(tx, ctx.workspace, {
    from: Temporal.Instant.fromEpochMilliseconds(start),
    to: Temporal.Instant.fromEpochMilliseconds(end),
    of,
  });
  return [...new Set(gone.map(({ person }) => person as MemberKey))];
};
