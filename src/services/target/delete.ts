import type { TargetId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Target } from "../../domain/target/target.ts";
import { countThrough, deleteTarget as deleteRow } from "../../store/targets.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { lockedTarget } from "./load.ts";

/** Deletes a target that nobody's contact goes through. What names it reaches nobody by it any more. */
export const deleteTarget = (ctx: Ctx, id: TargetId): Promise<Target> => {
  permit(ctx.actor, "target.keep");
  return ctx.transact(async (tx) => {
    const { target } = await lockedTarget(ctx, tx, id);
    const through = await countThrough(tx, ctx.workspace, id);
    if (through > 0) {
      const whose = through === 1 ? "One contact goes" : `${through} contacts go`;
      throw new Refusal(
        "target-used",
        `${whose} through ${target.name}. Stop offering it with \`/tocsin target edit offer:off ${target.key}\` and ask those people to change theirs first.`,
      );
    }
    await deleteRow(tx, ctx.workspace, id);
    const { key, name, kind, shown, owner } = target;
    const where = owner === undefined ? { shown } : { mine: true };
    await audit(ctx, tx, { kind: "target", id }, { kind: "removed", data: { key, name, kind, ...where } });
    return target;
  });
};
