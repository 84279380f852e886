import { checkRole, type IncidentRole, mostOwnRoles } from "../../domain/incident/role.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import { deleteRole, insertRoles, isRoleHeld, listRoles } from "../../store/roles.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";

/** A part of the workspace's own that people can play in an incident. */
export const addRole = (ctx: Ctx, name: string): Promise<IncidentRole> => {
  permit(ctx.actor, "workspace.manage");
  const role = checkRole(name);
  return ctx.transact(async (tx) => {
    const own = (await listRoles(tx, ctx.workspace)).filter(({ shipped }) => !shipped);
    if (own.length >= mostOwnRoles) {
      throw new Refusal("roles-full", `There are ${own.length} roles of your own, the most there can be.`);
    }
    const added = await insertRoles(tx, ctx.workspace, [role]);
    if (added.length === 0) throw new Refusal("role-taken", `There is a role ${role.key} already.`);
    await audit(ctx, tx, { kind: "role", id: role.key }, { kind: "created", data: { key: role.key, name: role.name } });
    return role;
  });
};

/** Deletes an own role that nobody plays in an active incident. */
export const removeRole = (ctx: Ctx, key: string): Promise<IncidentRole> => {
  permit(ctx.actor, "workspace.manage");
  return ctx.transact(async (tx) => {
    const role = (await listRoles(tx, ctx.workspace)).find((one) => one.key === key);
    if (role === undefined) throw new Refusal("no-such-role", `There is no role ${key}.`);
    if (role.shipped) throw new Refusal("shipped-role", `${role.name} is shipped with Tocsin and stays.`);
    if (await isRoleHeld(tx, ctx.workspace, key)) {
      throw new Refusal(
        "role-held",
        `Somebody is ${role.name} of an active incident. Clear that first with \`/incident role clear\`.`,
      );
    }
    await deleteRole(tx, ctx.workspace, key);
    await audit(ctx, tx, { kind: "role", id: key }, { kind: "removed", data: { key, name: role.name } });
    return role;
  });
};
