import { personOf } from "../../domain/actor.ts";
import { permit } from "../../domain/permission.ts";
import type { Target } from "../../domain/target/target.ts";
import { listTargets as readList } from "../../store/targets.ts";
import type { Ctx } from "../ctx.ts";

const mostListed = 50;

/** The workspace's targets and the asker's own, or the asker's own alone. */
export const listTargets = (
  ctx: Ctx,
  mine = false,
): Promise<{ readonly targets: readonly Target[]; readonly more: boolean }> => {
  permit(ctx.actor, "target.view");
  const asker = personOf(ctx.actor);
  const seen = asker === undefined ? "workspace" : mine ? { owner: asker } : { alsoOf: asker };
  return ctx.read(async (tx) => {
    const targets = await readList(tx, ctx.workspace, seen, mostListed + 1);
    return { targets: targets.slice(0, mostListed), more: targets.length > mostListed };
  });
};
