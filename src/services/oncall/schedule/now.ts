import type { ScheduleId } from "../../../domain/ids.ts";
import type { OnCall } from "../../../domain/oncall/on-call.ts";
import type { ComingView, MemberNames, StandingView } from "../../../domain/oncall/schedule-view.ts";
import { comingSpells, comingUntil, type OpenSpell, standingWindow } from "../../../domain/oncall/spell.ts";
import { permit } from "../../../domain/permission.ts";
import type { Tx } from "../../../store/database.ts";
import { peopleNames } from "../../../store/names.ts";
import { findSchedules } from "../../../store/schedules.ts";
import type { Ctx } from "../../ctx.ts";
import { memberNames, peopleBehind } from "../members.ts";
import { loadSchedules } from "./load.ts";
import { onCallOf } from "./who.ts";

const mostShown = 20;

/** Who is on call by every schedule, or by one, at an instant. */
export const viewStanding = (ctx: Ctx, asked: { readonly at: Temporal.Instant; readonly id?: ScheduleId }) => {
  permit(ctx.actor, "schedule.view");
  const { at, id } = asked;
  return ctx.read(async (tx): Promise<StandingView> => {
    const { from, to } = standingWindow(at.epochMilliseconds);
    const { ids, more } = await shownIds(tx, ctx, id);
    const loaded = await loadSchedules(tx, ctx.workspace, {
      ids,
      from: Temporal.Instant.fromEpochMilliseconds(from),
      to: Temporal.Instant.fromEpochMilliseconds(to),
    });
    const standing = loaded.map((one) => onCallOf(one, at));
    const members = [...new Set(standing.flatMap((one) => one.members))];
    const [names, behind] = await Promise.all([
      memberNames(tx, ctx.workspace, standing.flatMap(membersOf)),
      peopleBehind(tx, ctx.workspace, members, at),
    ]);
    const called = await peopleNames(tx, ctx.workspace, [...behind.values()].flat());
    return {
      at,
      standing,
      more,
      names,
      behind: new Map(
        [...behind].map(([key, people]) => [key, people.map((one) => ({ id: one, name: called.get(one) ?? "" }))]),
      ),
    };
  });
};

/** The schedules there is room for, by key, and how many there are beside them. */
const shownIds = async (tx: Tx, ctx: Ctx, id: ScheduleId | undefined) => {
  if (id !== undefined) return { ids: [id], more: 0 };
  const all = await findSchedules(tx, ctx.workspace);
  return { ids: all.slice(0, mostShown).map((one) => one.id), more: Math.max(0, all.length - mostShown) };
};

/** Everybody whom a standing names. */
export const membersOf = ({ members, absent, next }: OnCall): readonly string[] => [
  ...members,
  ...absent,
  ...(next?.members ?? []),
];

const nextDays = 60;

/** The coming shifts of every schedule, or of one; the one under way is the first. */
export const viewComing = (
  ctx: Ctx,
  { id, most }: { readonly id?: ScheduleId; readonly most: number },
): Promise<{ readonly coming: readonly ComingView[]; readonly more: number; readonly names: MemberNames }> => {
  permit(ctx.actor, "schedule.view");
  return ctx.read(async (tx) => {
    const now = ctx.now();
    const to = now.add({ hours: nextDays * 24 }).epochMilliseconds;
    const { ids, more } = await shownIds(tx, ctx, id);
    const loaded = await loadSchedules(tx, ctx.workspace, {
      ids,
      from: now,
      to: Temporal.Instant.fromEpochMilliseconds(comingUntil(to)),
    });
    const coming = loaded.map(({ record, chronicle }): ComingView => {
      const spells = comingSpells(chronicle, now.epochMilliseconds, to);
      return { schedule: record, spells: spells.slice(0, most) };
    });
    const names = await namesOf(
      tx,
      ctx,
      coming.flatMap(({ spells }) => spells),
    );
    return { coming, more, names };
  });
};

/** What everybody is called whom these spells name. */
export const namesOf = (tx: Tx, ctx: Ctx, spells: readonly OpenSpell[]): Promise<MemberNames> =>
  memberNames(
    tx,
    ctx.workspace,
    spells.flatMap(({ people, absent }) => [...people, ...absent]),
  );
