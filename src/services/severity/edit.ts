import type { SeverityId } from "../../domain/ids.ts";
import { announceJob } from "../../domain/incident/owed.ts";
import { checkSeverity, type Severity } from "../../domain/incident/severity.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import { activeOf } from "../../store/bulk.ts";
import { lockSeverities, updateSeverity } from "../../store/severities.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { refuseUnknown } from "./load.ts";

/** What can be changed about a severity; the key and the order stay, because rules and thresholds stand on them. */
export type SeverityChange = Partial<
  Pick<Severity, "name" | "description" | "colour" | "aliases" | "urgent" | "banner">
>;

export const editSeverity = (ctx: Ctx, id: SeverityId, changed: SeverityChange): Promise<Severity> => {
  permit(ctx.actor, "severity.manage");
  return ctx.transact(async (tx) => {
    const all = await lockSeverities(tx, ctx.workspace);
    const before = all.find((one) => one.id === id) ?? refuseUnknown();
    if (before.shipped && changed.aliases !== undefined) {
      throw new Refusal(
        "shipped-aliases",
        "The aliases of shipped severities go together. Choose with `/tocsin severity aliases p0` or `p1`.",
      );
    }
    const aliases = changed.aliases?.map((alias) => alias.toLowerCase());
    const after: Severity = { ...before, ...changed, ...(aliases && { aliases }) };
    const fields = (Object.keys(changed) as (keyof SeverityChange)[]).filter(
      (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
    );
    if (fields.length === 0) {
      throw new Refusal(
        "nothing-changed",
        "Nothing would change. Name what should, such as `name:` or `colour:`; `/tocsin help severity edit` lists all.",
      );
    }
    checkSeverity(all, after, id);
    await updateSeverity(tx, ctx.workspace, after);
    const values = (of: Severity) => Object.fromEntries(fields.map((field) => [field, of[field]]));
    await audit(
      ctx,
      tx,
      { kind: "severity", id },
      { kind: "changed", data: { key: before.key, before: values(before), after: values(after) } },
    );
    const shown = await activeOf(tx, ctx.workspace, { severity: id });
    await ctx.enqueue(tx, shown.map(announceJob));
    return after;
  });
};
