import type { PageId, PersonId } from "../../domain/ids.ts";
import type { Delivery } from "../../domain/notify/delivery.ts";
import type { Cause, Recipient } from "../../domain/notify/recipients.ts";
import type { Tx } from "../../store/database.ts";
import { isStepLost, pagesById, setPageState } from "../../store/pages.ts";
import { fenceOf, lockRuns, moveRun } from "../../store/runs.ts";
import type { Ctx } from "../ctx.ts";
import { runJob } from "./jobs.ts";

/** Pages of people who have no contact at all have failed before they began. */
export const notePagesLost = (
  ctx: Ctx,
  tx: Tx,
  recipients: readonly Recipient[],
  unreached: readonly PersonId[],
): Promise<void> =>
  losePages(
    ctx,
    tx,
    recipients
      .filter(({ person }) => person !== undefined && unreached.includes(person))
      .flatMap(({ causes }) => pagesIn(causes)),
  );

/** Every page that a message stood for has failed: several escalations may have called its reader with it. */
export const losePagesOf = (ctx: Ctx, tx: Tx, { causes }: Pick<Delivery, "causes">): Promise<void> =>
  losePages(ctx, tx, pagesIn(causes));

/**
 * Locks what a message was called by, before anything of it is changed: of two messages of a step that fail in the same
 * instant, one sees that the other has.
 */
export const lockCallers = async (ctx: Ctx, tx: Tx, { causes }: Pick<Delivery, "causes">): Promise<void> => {
  await lockRuns(tx, ctx.workspace, [...new Set(pagesIn(causes).map(({ run }) => run))]);
};

type Paging = Extract<Cause, { kind: "page" }> & { readonly page: PageId };

const pagesIn = (causes: readonly Cause[]): readonly Paging[] =>
  causes.filter((one): one is Paging => one.kind === "page" && one.page !== undefined);

/**
 * These pages have come to nothing. Where that is so of everybody a step has called, the step counts as unanswered at
 * once, and its run goes on; unless something has silenced or moved it since it called.
 */
const losePages = async (ctx: Ctx, tx: Tx, lost: readonly Paging[]): Promise<void> => {
  if (lost.length === 0) return;
  const ids = lost.map(({ page }) => page);
  const runs = await lockRuns(tx, ctx.workspace, [...new Set(lost.map(({ run }) => run))]);
  await setPageState(tx, ctx.workspace, ids, "failed");
  const pages = await pagesById(tx, ctx.workspace, ids);
  for (const run of runs) {
    const page = pages.find((one) => one.run === run.id && run.step === one.step + 1 && run.cycle === one.cycle);
    const isCurrent = lost.some((one) => one.page === page?.id && one.epoch === run.epoch);
    if (run.state !== "waiting" || page === undefined || !isCurrent) continue;
    if (!(await isStepLost(tx, ctx.workspace, page))) continue;
    await moveRun(tx, ctx.workspace, run.id, { dueAt: ctx.now() });
    await ctx.enqueue(tx, [runJob(fenceOf(run), ctx.now())]);
  }
};
