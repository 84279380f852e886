import { actorKey } from "../../../domain/actor.ts";
import type { ActId, OverrideId, SwapId } from "../../../domain/ids.ts";
import type { Act, ActKind } from "../../../domain/oncall/act.ts";
import type { Override, OverrideChange } from "../../../domain/oncall/override.ts";
import { isPlaced, type PlacedOverride } from "../../../domain/oncall/placed.ts";
import type { ScheduleRecord } from "../../../domain/oncall/record.ts";
import type { Tx } from "../../../store/database.ts";
import { endOverrides, highestRank, insertAct, insertOverrides } from "../../../store/overrides.ts";
import { audit } from "../../audit.ts";
import { type Ctx, freshId } from "../../ctx.ts";
import { noteChanged } from "../schedule/lock.ts";

/** Writes down that somebody acts; what it changes names it, and is undone with it. */
export const beginAct = async (ctx: Ctx, tx: Tx, kind: ActKind): Promise<Act> => {
  const act: Act = { id: freshId<ActId>(), kind, actor: actorKey(ctx.actor), at: ctx.now() };
  await insertAct(tx, ctx.workspace, act);
  return act;
};

export interface Changed {
  readonly act: Act;
  /** What is added: what it adds for the past is left out, and a part of one that is there keeps its rank and note. */
  readonly change: OverrideChange;
  readonly note?: string;
  readonly swap?: SwapId;
}

/** Changes the overrides of a schedule whose lock is held, from now on; what was on call stays as it was. */
export const changeOverrides = async (
  ctx: Ctx,
  tx: Tx,
  schedule: Pick<ScheduleRecord, "id" | "key">,
  { act, change, note = "", swap }: Changed,
): Promise<{ readonly added: readonly PlacedOverride[]; readonly ended: readonly PlacedOverride[] }> => {
  const now = ctx.now();
  const first = (await highestRank(tx, ctx.workspace, schedule.id)) + 1;
  const added = change.added
    .filter(({ end }) => end > now.epochMilliseconds)
    .map((one, i): PlacedOverride => {
      const start = Math.max(one.start, now.epochMilliseconds);
      return {
        ...partOf(one, { rank: first + i, note, swap }),
        id: freshId<OverrideId>(),
        start,
        schedule: schedule.id,
        plannedEnd: one.end,
        act: act.id,
        createdBy: act.actor,
        createdAt: act.at,
      };
    });
  const removed = change.removed.filter(isPlaced).map(({ id }) => id);
  const ended = await endOverrides(tx, ctx.workspace, removed, { act: act.id, now });
  await insertOverrides(tx, ctx.workspace, added);
  await noteChanged(ctx, tx, schedule.id);
  await audit(
    ctx,
    tx,
    { kind: "schedule", id: schedule.id },
    {
      kind: "changed",
      data: { key: schedule.key, act: act.kind, added: added.map(shortly), ended: ended.map(({ id }) => id) },
    },
  );
  return { added, ended };
};

const partOf = (
  one: Override,
  fresh: { readonly rank: number; readonly note: string; readonly swap: SwapId | undefined },
): Override & Pick<PlacedOverride, "rank" | "note" | "swap"> => {
  const { kind, start, end } = one;
  const who = { ...("person" in one && { person: one.person }), ...("by" in one && { by: one.by }) };
  const { rank, note, swap } = isPlaced(one) ? one : fresh;
  return { kind, ...who, start, end, rank, note, ...(swap === undefined ? {} : { swap }) } as ReturnType<typeof partOf>;
};

const shortly = (one: PlacedOverride) => ({
  kind: one.kind,
  ...("person" in one && { person: one.person }),
  ...("by" in one && { by: one.by }),
  start: Temporal.Instant.fromEpochMilliseconds(one.start).toString(),
  end: Temporal.Instant.fromEpochMilliseconds(one.end).toString(),
});
