import type { SeverityId } from "../../domain/ids.ts";
import { checkSeverity, type NewSeverity, type Severity } from "../../domain/incident/severity.ts";
import { type Position, rankAt, refuseTooMany } from "../../domain/incident/severity-order.ts";
import { permit } from "../../domain/permission.ts";
import { insertSeverities, lockSeverities, shiftRanks } from "../../store/severities.ts";
import { audit } from "../audit.ts";
import { type Ctx, freshId } from "../ctx.ts";

/** A severity of the workspace's own, at its place in the order. */
export const addSeverity = (ctx: Ctx, wanted: Omit<NewSeverity, "rank" | "shipped"> & Position): Promise<Severity> => {
  permit(ctx.actor, "severity.manage");
  const { above, below, ...named } = wanted;
  return ctx.transact(async (tx) => {
    const all = await lockSeverities(tx, ctx.workspace);
    refuseTooMany(all);
    const { rank, shift } = rankAt(all, { ...(above && { above }), ...(below && { below }) });
    const severity = {
      ...named,
      key: named.key.toLowerCase(),
      aliases: named.aliases.map((alias) => alias.toLowerCase()),
      id: freshId<SeverityId>(),
      rank,
      shipped: false,
    };
    checkSeverity(all, severity);
    if (shift !== undefined) await shiftRanks(tx, ctx.workspace, shift);
    await insertSeverities(tx, ctx.workspace, [severity]);
    const { id, ...data } = severity;
    await audit(ctx, tx, { kind: "severity", id }, { kind: "created", data });
    return severity;
  });
};
