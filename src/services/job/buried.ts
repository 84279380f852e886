import type { JobData } from "../../domain/job.ts";
import type { BuriedView } from "../../domain/job-view.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import { buriedIn, exhume } from "../../store/buried.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";

/** How many are shown at once. */
const mostListed = 10;

/** What was tried in vain and given up, the newest first. */
export const listBuried = async (
  ctx: Ctx,
): Promise<{ readonly jobs: readonly BuriedView[]; readonly more: boolean }> => {
  permit(ctx.actor, "workspace.manage");
  const found = await ctx.read((tx) => buriedIn(tx, ctx.workspace, ctx.actor, mostListed + 1));
  return { jobs: found.slice(0, mostListed), more: found.length > mostListed };
};

/** Owes a job again that was given up; of two who ask for it one does. */
export const retryBuried = (ctx: Ctx, id: string): Promise<JobData> => {
  permit(ctx.actor, "workspace.manage");
  return ctx.transact(async (tx) => {
    const job = await exhume(tx, ctx.workspace, id);
    if (job === undefined) {
      throw new Refusal("no-such-job", "That job is not given up any more. See what is with `/tocsin jobs`.");
    }
    await ctx.enqueue(tx, [job]);
    await audit(
      ctx,
      tx,
      { kind: "workspace", id: ctx.workspace },
      { kind: "changed", data: { retried: job.data.kind, job: id } },
    );
    return job.data;
  });
};
