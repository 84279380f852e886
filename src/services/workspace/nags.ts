import { checkNag, type NagKind, type NagSettings } from "../../domain/notify/nags.ts";
import { permit } from "../../domain/permission.ts";
import { nagSettingsOf, setNagSettings } from "../../store/workspaces.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";

/** What incidents ask their people for, as far as this workspace has changed it. */
export const viewNags = (ctx: Ctx): Promise<NagSettings> => {
  permit(ctx.actor, "workspace.view");
  return ctx.read((tx) => nagSettingsOf(tx, ctx.workspace));
};

/** Another wait in seconds, never, or as it is shipped. What is under way stays as it began. */
export const changeNag = (ctx: Ctx, kind: NagKind, wanted: number | "off" | "usual"): Promise<NagSettings> => {
  permit(ctx.actor, "workspace.manage");
  const setting = typeof wanted === "number" ? checkNag(wanted) : wanted;
  return ctx.transact(async (tx) => {
    const before = await nagSettingsOf(tx, ctx.workspace);
    const { [kind]: old, ...others } = before;
    const after: NagSettings = setting === "usual" ? others : { ...others, [kind]: setting };
    await setNagSettings(tx, ctx.workspace, after);
    await audit(
      ctx,
      tx,
      { kind: "workspace", id: ctx.workspace },
      { kind: "changed", data: { field: `nags.${kind}`, before: old ?? "usual", after: setting } },
    );
    return after;
  });
};
