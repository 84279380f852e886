import type { Severity } from "../../domain/incident/severity.ts";
import { permit } from "../../domain/permission.ts";
import { allSeverities, listSeverities } from "../../store/severities.ts";
import { findWorkspace } from "../../store/workspaces.ts";
import type { Ctx } from "../ctx.ts";

/** The severities that can be chosen, the worst first. */
export const severitiesOf = (ctx: Ctx): Promise<readonly Severity[]> => {
  permit(ctx.actor, "severity.view");
  return ctx.read((tx) => listSeverities(tx, ctx.workspace));
};

/** Every severity, chosen or not, and how the workspace has set them up. */
export const severitySettings = (ctx: Ctx) => {
  permit(ctx.actor, "severity.view");
  return ctx.read(async (tx) => {
    const [severities, workspace] = await Promise.all([
      allSeverities(tx, ctx.workspace),
      findWorkspace(tx, ctx.workspace),
    ]);
    return { severities, shippedOn: workspace.shippedSeverities, priorityAliases: workspace.priorityAliases };
  });
};
