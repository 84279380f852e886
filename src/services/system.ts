import { system } from "../domain/actor.ts";
import type { WorkspaceId } from "../domain/ids.ts";
import type { JobData, Waited } from "../domain/job.ts";
import { workspaceOfJob } from "../store/owner.ts";
import type { Ctx } from "./ctx.ts";
import type { Ground } from "./ground.ts";

/** Tocsin itself at work in a workspace. */
export const systemCtx = (ground: Ground, workspace: WorkspaceId): Ctx => ({
  now: () => ground.now(),
  transact: (work) => ground.transact(work),
  read: (work) => ground.read(work),
  enqueue: (tx, jobs) => ground.enqueue(tx, jobs),
  workspace,
  actor: system,
  surface: "schedule",
  zone: "UTC",
});

/** The context a job is done in; null where what it names is gone. */
export const ctxOfJob = async (ground: Ground, data: JobData & Waited): Promise<Ctx | null> => {
  const workspace = await ground.read((tx) => workspaceOfJob(tx, data));
  if (workspace === null) return null;
  const ctx = systemCtx(ground, workspace);
  return data.turn === undefined ? ctx : { ...ctx, turn: Temporal.Instant.from(data.turn) };
};
