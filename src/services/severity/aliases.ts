import { priorityAliases, severityLabel, severityNamed } from "../../domain/incident/severity.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import { lockSeverities, updateAliases } from "../../store/severities.ts";
import { findWorkspace, updateWorkspace } from "../../store/workspaces.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";

/** Chooses whether P0 or P1 is the worst: P0 to P3, or P1 to P4, mean SEV1 to SEV4. */
export const setPriorityAliases = (ctx: Ctx, worst: "p0" | "p1"): Promise<void> => {
  permit(ctx.actor, "severity.manage");
  return ctx.transact(async (tx) => {
    const own = (await lockSeverities(tx, ctx.workspace)).filter((one) => !one.shipped);
    const before = (await findWorkspace(tx, ctx.workspace)).priorityAliases;
    if (before === worst) {
      throw new Refusal("same-aliases", `${worst.toUpperCase()} means SEV1 already.`);
    }
    const aliases = priorityAliases(worst);
    for (const word of Object.values(aliases).flat()) {
      const taken = severityNamed(own, word);
      if (taken !== undefined) {
        throw new Refusal(
          "severity-taken",
          `"${word}" already means ${severityLabel(taken)}. Take that away first with \`/tocsin severity edit\`.`,
        );
      }
    }
    await updateWorkspace(tx, ctx.workspace, { priorityAliases: worst });
    await updateAliases(tx, ctx.workspace, aliases);
    await audit(
      ctx,
      tx,
      { kind: "workspace", id: ctx.workspace },
      { kind: "changed", data: { field: "priority-aliases", before, after: worst } },
    );
  });
};
