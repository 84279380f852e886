import type { SeverityId } from "../../domain/ids.ts";
import { announceJob } from "../../domain/incident/owed.ts";
import { type Severity, severityLabel } from "../../domain/incident/severity.ts";
import { refuseNoneLeft, refuseShipped } from "../../domain/incident/severity-order.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import { countCarrying, relevelIncidents } from "../../store/bulk.ts";
import { codeOf } from "../../store/failure.ts";
import { deleteSeverity as deleteRow, lockSeverities } from "../../store/severities.ts";
import { findWorkspace } from "../../store/workspaces.ts";
import { audit } from "../audit.ts";
import { bulkScope } from "../bulk-scope.ts";
import type { Ctx } from "../ctx.ts";
import { refuseUnknown } from "./load.ts";

export interface DeletedSeverity {
  readonly severity: Severity;
  /** Incidents that carried it, as far as the reader may see them. */
  readonly incidents: number;
}

/** Deletes an own severity. While incidents carry it, another must be named to take its place. */
export const deleteSeverity = async (ctx: Ctx, id: SeverityId, replacement?: Severity): Promise<DeletedSeverity> => {
  permit(ctx.actor, "severity.manage");
  try {
    return await ctx.transact(async (tx) => {
      const all = await lockSeverities(tx, ctx.workspace);
      const severity = all.find((one) => one.id === id) ?? refuseUnknown();
      refuseShipped(severity);
      refuseNoneLeft(all, severity, (await findWorkspace(tx, ctx.workspace)).shippedSeverities);
      const carrying = await countCarrying(tx, ctx.workspace, ctx.actor, [id]);
      const used = carrying.seen > 0 || carrying.others;
      if (used && replacement === undefined) throw inUse(severity, carrying);
      if (replacement?.id === id) throw new Refusal("same-severity", "A severity cannot take its own place.");
      const to = all.find((one) => one.id === replacement?.id) ?? (replacement === undefined ? null : refuseUnknown());
      const changed = used ? await relevelIncidents(tx, bulkScope(ctx), [id], to) : [];
      await deleteRow(tx, ctx.workspace, id);
      const { key, name } = severity;
      await audit(
        ctx,
        tx,
        { kind: "severity", id },
        { kind: "removed", data: { key, name, replacement: to?.key ?? null } },
      );
      await ctx.enqueue(tx, changed.map(announceJob));
      return { severity, incidents: carrying.seen };
    });
  } catch (error) {
    if (codeOf(error) !== "23503") throw error;
    throw new Refusal("severity-in-use", "An incident was given that severity just now. Try again.");
  }
};

const inUse = (severity: Severity, { seen, others }: { readonly seen: number; readonly others: boolean }): Refusal => {
  const who =
    seen === 0
      ? "Private incidents that you cannot see carry"
      : `${seen} ${seen === 1 ? "incident carries" : "incidents carry"}${others ? ", as do private ones," : ""}`;
  return new Refusal(
    "severity-in-use",
    `${who} ${severityLabel(severity)}. Say what takes its place: \`/tocsin severity delete replacement:sev3 ${severity.key}\`.`,
  );
};
