import type { PersonId } from "../../domain/ids.ts";
import type { Recipient } from "../../domain/notify/recipients.ts";
import type { Tx } from "../../store/database.ts";
import { isStepLost, type Page, pagesById, setPageState } from "../../store/pages.ts";
import { fenceOf, findRuns, moveRun } from "../../store/runs.ts";
import type { Ctx } from "../ctx.ts";
import { runJob } from "./jobs.ts";

/** Pages of people who have no contact at all have failed before they began. */
export const notePagesLost = async (
  ctx: Ctx,
  tx: Tx,
  recipients: readonly Recipient[],
  unreached: readonly PersonId[],
): Promise<void> => {
  const lost = recipients
    .filter(({ person }) => person !== undefined && unreached.includes(person))
    .flatMap(({ causes }) =>
      causes.flatMap((one) => (one.kind === "page" && one.page !== undefined ? [one.page] : [])),
    );
  await losePages(ctx, tx, await pagesById(tx, ctx.workspace, lost), "failed");
};

/**
 * These pages have come to nothing. Where that is so of everybody a step has called, the step counts as unanswered at
 * once, and its run goes on.
 */
export const losePages = async (
  ctx: Ctx,
  tx: Tx,
  pages: readonly Page[],
  state: "failed" | "declined",
): Promise<void> => {
  if (pages.length === 0) return;
  await setPageState(
    tx,
    ctx.workspace,
    pages.map(({ id }) => id),
    state,
  );
  const runs = await findRuns(tx, ctx.workspace, [...new Set(pages.map(({ run }) => run))]);
  for (const run of runs) {
    const page = pages.find((one) => one.run === run.id);
    const isCurrent = page !== undefined && run.step === page.step + 1 && run.cycle === page.cycle;
    if (run.state !== "waiting" || page === undefined || !isCurrent) continue;
    if (!(await isStepLost(tx, ctx.workspace, page))) continue;
    await moveRun(tx, ctx.workspace, run.id, { dueAt: ctx.now() });
    await ctx.enqueue(tx, [runJob(fenceOf(run), ctx.now())]);
  }
};
