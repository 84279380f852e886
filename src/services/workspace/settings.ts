import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import { checkWorkspaceName, checkZone, type Workspace } from "../../domain/workspace.ts";
import { findWorkspace, updateWorkspace } from "../../store/workspaces.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";

export const viewSettings = (ctx: Ctx): Promise<Workspace> => {
  permit(ctx.actor, "workspace.view");
  return ctx.read((tx) => findWorkspace(tx, ctx.workspace));
};

/** Names the workspace, or sets the zone of everybody who has chosen none. */
export const changeSettings = (
  ctx: Ctx,
  wanted: { readonly name?: string; readonly zone?: string },
): Promise<Workspace> => {
  permit(ctx.actor, "workspace.manage");
  const after = {
    ...(wanted.name === undefined ? {} : { name: checkWorkspaceName(wanted.name) }),
    ...(wanted.zone === undefined ? {} : { zone: checkZone(wanted.zone) }),
  };
  return ctx.transact(async (tx) => {
    const before = await findWorkspace(tx, ctx.workspace);
    const workspace = { ...before, ...after };
    if (workspace.name === before.name && workspace.zone === before.zone) {
      throw new Refusal("same-settings", "That is how it is set already.");
    }
    await updateWorkspace(tx, ctx.workspace, after);
    await audit(
      ctx,
      tx,
      { kind: "workspace", id: ctx.workspace },
      { kind: "changed", data: { before: { name: before.name, zone: before.zone }, after } },
    );
    return workspace;
  });
};
