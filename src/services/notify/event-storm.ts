import type { IncidentId } from "../../domain/ids.ts";
import type { Reminding } from "../../domain/notify/plan.ts";
import { permit } from "../../domain/permission.ts";
import type { Tx } from "../../store/database.ts";
import { countEvents, insertEvent } from "../../store/linked-events.ts";
import { beginAgain, fenceOf, runsOf, type StoredRun } from "../../store/runs.ts";
import { snoozesOf } from "../../store/snoozes.ts";
import type { Ctx } from "../ctx.ts";
import { runJob } from "./jobs.ts";

/**
 * Counts one more event of an incident whose lock is held; the same one added twice counts once. Rules whose number is
 * passed by it become due (features.md 4.11): once per crossing.
 */
export const linkEvent = async (ctx: Ctx, tx: Tx, incident: IncidentId, key: string): Promise<void> => {
  permit(ctx.actor, "comment.write");
  if (!(await insertEvent(tx, ctx.workspace, incident, { key, at: ctx.now() }))) return;
  const storms = (await runsOf(tx, ctx.workspace, incident)).filter(isStorm);
  const counts = await countFor(ctx, tx, incident, storms);
  const crossed = storms.filter(({ plan }, i) => counts[i] === plan.events.more + 1);
  await breakOut(ctx, tx, incident, crossed);
};

/** Rules that begin now may be about events that came before them. */
export const startStorms = async (
  ctx: Ctx,
  tx: Tx,
  incident: IncidentId,
  begun: readonly StoredRun[],
): Promise<void> => {
  const storms = begun.filter(isStorm);
  const counts = await countFor(ctx, tx, incident, storms);
  const over = storms.filter(({ plan }, i) => (counts[i] ?? 0) > plan.events.more);
  await breakOut(ctx, tx, incident, over);
};

/** Has it said so before, and does it go on? Within a window the number falls again by itself. */
export const isSpent = async (ctx: Ctx, tx: Tx, run: StoredRun): Promise<boolean> => {
  if (!isStorm(run) || run.cycle === 0) return false;
  const [count = 0] = await countFor(ctx, tx, run.incident, [run]);
  return count <= run.plan.events.more;
};

type Storm = StoredRun & { readonly plan: Reminding & { readonly events: NonNullable<Reminding["events"]> } };

const isStorm = (run: StoredRun): run is Storm =>
  run.rule === "event-storm" && run.plan.kind === "reminder" && run.plan.events !== undefined;

const countFor = (ctx: Ctx, tx: Tx, incident: IncidentId, storms: readonly Storm[]): Promise<readonly number[]> =>
  countEvents(
    tx,
    ctx.workspace,
    incident,
    storms.map(({ plan: { events } }) =>
      events.within === undefined ? null : ctx.now().subtract({ seconds: events.within }),
    ),
  );

/** They are due now, or once pages are no longer silenced; silenced for good they wait for the next crossing. */
const breakOut = async (ctx: Ctx, tx: Tx, incident: IncidentId, storms: readonly Storm[]): Promise<void> => {
  if (storms.length === 0) return;
  const { pages: until } = await snoozesOf(tx, ctx.workspace, incident, ctx.now());
  if (until === "forever") return;
  const dueAt = until ?? ctx.now();
  const ids = storms.map(({ id }) => id);
  const begun = await beginAgain(tx, ctx.workspace, ids, { dueAt, heldAt: until === null ? null : ctx.now() });
  await ctx.enqueue(
    tx,
    begun.map((run) => runJob(fenceOf(run), dueAt)),
  );
};
