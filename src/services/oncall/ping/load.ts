import type { DueId, PersonId } from "../../../domain/ids.ts";
import type { Due } from "../../../domain/oncall/due.ts";
import type { Hearer, PingView } from "../../../domain/oncall/ping-view.ts";
import { gapsAhead, gapsToTell, type Pinged } from "../../../domain/oncall/plan-dues.ts";
import { standingWindow } from "../../../domain/oncall/spell.ts";
import { permit } from "../../../domain/permission.ts";
import type { Tx } from "../../../store/database.ts";
import { findDue, markTold, settleDue } from "../../../store/dues.ts";
import type { Ctx } from "../../ctx.ts";
import { type LoadedSchedule, loadSchedules } from "../schedule/load.ts";
import { onHandoff, onReminder, type Told } from "./handoff.ts";
import { hearersOf } from "./hearers.ts";
import { groupJob, pingJob } from "./jobs.ts";
import { onRule } from "./said.ts";

/** What is to be told now, and to whom. */
export interface Ready {
  readonly due: Due;
  readonly view: PingView;
  /** Those who have not heard it. */
  readonly hearers: readonly Hearer[];
  /** Whoever is told what could not be told. */
  readonly instead: readonly Hearer[];
}

/**
 * What a ping that falls due has to say. The calendar is asked again: what is no longer so is void. Null where there is
 * nothing to tell (any more), or not yet.
 */
export const loadPing = (ctx: Ctx, id: DueId): Promise<Ready | null> => {
  permit(ctx.actor, "schedule.view");
  return ctx.transact(async (tx) => {
    const due = await findDue(tx, ctx.workspace, id);
    if (due === undefined || due.state !== "waiting") return null;
    if (Temporal.Instant.compare(due.at, ctx.now()) > 0) {
      await ctx.enqueue(tx, [pingJob(due)]);
      return null;
    }
    if (due.kind === "handoff" && due.schedule !== undefined) await ctx.enqueue(tx, [groupJob(due.schedule)]);
    const told = await whatToTell(ctx, tx, due);
    if (told === null) {
      await settleDue(tx, ctx.workspace, id, { state: "void", at: ctx.now() });
      return null;
    }
    const all = await hearersOf(ctx, tx, told, due.at);
    const left = all.hearers.filter(
      ({ key, way }) => !due.told.includes(key) && !(way.kind === "person" && by(due, way.person)),
    );
    return { due, view: told.view, hearers: left, instead: all.instead };
  });
};

const by = (due: Due, person: PersonId): boolean => due.by === `person:${person}`;

/** Somebody has heard it, and need not again. */
export const noteTold = (ctx: Ctx, id: DueId, hearer: string): Promise<void> => {
  permit(ctx.actor, "schedule.view");
  return ctx.transact((tx) => markTold(tx, ctx.workspace, id, hearer));
};

/** Everybody has heard it. */
export const settlePing = (ctx: Ctx, id: DueId): Promise<void> => {
  permit(ctx.actor, "schedule.view");
  return ctx.transact((tx) => settleDue(tx, ctx.workspace, id, { state: "told", at: ctx.now() }));
};

const whatToTell = async (ctx: Ctx, tx: Tx, due: Due): Promise<Told | null> => {
  if (due.kind === "rule") return onRule(ctx, tx, due);
  if (due.schedule === undefined) return null;
  const about = (due.start ?? due.at).epochMilliseconds;
  const { from, to } = standingWindow(about);
  const [loaded] = await loadSchedules(tx, ctx.workspace, {
    ids: [due.schedule],
    from: Temporal.Instant.fromEpochMilliseconds(from),
    to: Temporal.Instant.fromEpochMilliseconds(to),
  });
  if (loaded === undefined) return null;
  switch (due.kind) {
    case "handoff":
      return onHandoff(ctx, tx, loaded, due);
    case "reminder":
      return onReminder(ctx, tx, loaded, due);
    case "gap":
      return onGap(loaded, due);
    case "gaps":
      return onGapsAhead(loaded, due);
  }
};

const pingedOf = ({ record, chronicle }: LoadedSchedule): Pinged => ({
  id: record.id,
  settings: record.settings,
  chronicle,
});

const watchers = ["place", "keeper"] as const;

/** Nobody is on call from now on, though somebody should be. */
const onGap = (loaded: LoadedSchedule, { at }: Due): Told | null => {
  const start = at.epochMilliseconds;
  const { to } = standingWindow(start);
  const gap = gapsToTell(pingedOf(loaded), { start: start - 1, end: to }).find((one) => one.start === start);
  if (gap === undefined) return null;
  return {
    record: loaded.record,
    view: {
      kind: "gap",
      schedule: loaded.record,
      at,
      names: new Map(),
      ...(gap.end === to ? {} : { until: Temporal.Instant.fromEpochMilliseconds(gap.end) }),
    },
    on: [],
    off: [],
    told: watchers,
  };
};

const onGapsAhead = (loaded: LoadedSchedule, { at }: Due): Told | null => {
  const gaps = gapsAhead(pingedOf(loaded), at.epochMilliseconds);
  if (gaps.length === 0) return null;
  const { record } = loaded;
  return {
    record,
    view: { kind: "gaps", schedule: record, at, names: new Map(), gaps },
    on: [],
    off: [],
    told: watchers,
  };
};
