import type { TargetId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Health, Target } from "../../domain/target/target.ts";
import { setHealth } from "../../store/targets.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { lockedTarget } from "./load.ts";

/** Switches a target on or off. On, its past failures are forgotten. */
export const switchTarget = (ctx: Ctx, id: TargetId, on: boolean): Promise<Target> => {
  permit(ctx.actor, "target.keep");
  return ctx.transact(async (tx) => {
    const { target } = await lockedTarget(ctx, tx, id);
    if ((target.health.off === undefined) === on) {
      throw new Refusal("same-state", `${target.name} is ${on ? "on" : "off"} already.`);
    }
    const health: Health = on ? {} : { ...target.health, off: { at: ctx.now(), why: "by hand" } };
    await setHealth(tx, ctx.workspace, id, health);
    await audit(
      ctx,
      tx,
      { kind: "target", id },
      { kind: "changed", data: { key: target.key, field: "on", before: !on, after: on } },
    );
    return { ...target, health };
  });
};
