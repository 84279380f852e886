import { announceJob } from "../../domain/incident/owed.ts";
import type { Severity } from "../../domain/incident/severity.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import { countCarrying, relevelIncidents } from "../../store/bulk.ts";
import { lockSeverities } from "../../store/severities.ts";
import { findWorkspace, updateWorkspace } from "../../store/workspaces.ts";
import { audit } from "../audit.ts";
import { bulkScope } from "../bulk-scope.ts";
import type { Ctx } from "../ctx.ts";

/** What switching the shipped severities off came to: it happened, or it must be said first what replaces them. */
export type SwitchedOff =
  | { readonly kind: "done"; readonly incidents: number }
  | {
      readonly kind: "asks";
      readonly incidents: number;
      readonly others: boolean;
      readonly choices: readonly Severity[];
    };

/** Makes the shipped severities selectable again. */
export const showShipped = (ctx: Ctx): Promise<void> => {
  permit(ctx.actor, "severity.manage");
  return ctx.transact(async (tx) => {
    await lockSeverities(tx, ctx.workspace);
    const { shippedSeverities } = await findWorkspace(tx, ctx.workspace);
    if (shippedSeverities) throw new Refusal("shipped-on", "The shipped severities are on already.");
    await updateWorkspace(tx, ctx.workspace, { shippedSeverities: true });
    await audit(
      ctx,
      tx,
      { kind: "workspace", id: ctx.workspace },
      { kind: "changed", data: { field: "shipped-severities", before: false, after: true } },
    );
  });
};

/**
 * Leaves only the workspace's own severities to choose (features.md, G22 and G23). Incidents that carry a shipped one
 * take `replacement`, or none where it is `null`; while it is undefined and there are such incidents, it asks.
 */
export const hideShipped = (ctx: Ctx, replacement: Severity | null | undefined): Promise<SwitchedOff> => {
  permit(ctx.actor, "severity.manage");
  return ctx.transact(async (tx) => {
    const all = await lockSeverities(tx, ctx.workspace);
    const own = all.filter((one) => !one.shipped);
    const shipped = all.filter((one) => one.shipped).map(({ id }) => id);
    const { shippedSeverities } = await findWorkspace(tx, ctx.workspace);
    if (!shippedSeverities) throw new Refusal("shipped-off", "The shipped severities are off already.");
    if (own.length === 0) {
      throw new Refusal(
        "no-own-severity",
        "Without the shipped severities there would be none. Add one of your own first with `/tocsin severity add`.",
      );
    }
    const carrying = await countCarrying(tx, ctx.workspace, ctx.actor, shipped);
    if (replacement === undefined && (carrying.seen > 0 || carrying.others)) {
      return { kind: "asks", incidents: carrying.seen, others: carrying.others, choices: own };
    }
    const to = replacement ? (own.find((one) => one.id === replacement.id) ?? refuseReplacement()) : null;
    const changed = await relevelIncidents(tx, bulkScope(ctx), shipped, to);
    await updateWorkspace(tx, ctx.workspace, { shippedSeverities: false });
    await audit(
      ctx,
      tx,
      { kind: "workspace", id: ctx.workspace },
      {
        kind: "changed",
        data: { field: "shipped-severities", before: true, after: false, replacement: to?.key ?? null },
      },
    );
    await ctx.enqueue(tx, changed.map(announceJob));
    return { kind: "done", incidents: carrying.seen };
  });
};

const refuseReplacement = (): never => {
  throw new Refusal(
    "shipped-replacement",
    "Only a severity of your own can replace the shipped ones. See them with `/tocsin severity list`.",
  );
};
