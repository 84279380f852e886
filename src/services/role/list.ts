import type { IncidentRole } from "../../domain/incident/role.ts";
import { permit } from "../../domain/permission.ts";
import { listRoles } from "../../store/roles.ts";
import type { Ctx } from "../ctx.ts";

/** The parts people can play in an incident. */
export const rolesOf = (ctx: Ctx): Promise<readonly IncidentRole[]> => {
  permit(ctx.actor, "workspace.view");
  return ctx.read((tx) => listRoles(tx, ctx.workspace));
};
