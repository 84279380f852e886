import type { TargetId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Given } from "../../domain/target/kinds.ts";
import type { Target } from "../../domain/target/target.ts";
import { updateTarget } from "../../store/targets.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import type { Outside } from "../outside.ts";
import { freshSecret } from "./add.ts";
import { lockedTarget } from "./load.ts";
import { openSettings, sealSettings } from "./seal.ts";

/** So long the secret before signs as well. */
const overlap = { hours: 24 } as const;

/** Gives a webhook another signing secret, shown once. For a day both sign, so that no receiver is caught unawares. */
export const rotateSecret = (
  ctx: Ctx,
  { vault }: Outside,
  id: TargetId,
): Promise<{ readonly target: Target; readonly secret: string; readonly until: Temporal.Instant }> => {
  permit(ctx.actor, "target.keep");
  return ctx.transact(async (tx) => {
    const found = await lockedTarget(ctx, tx, id);
    const { target } = found;
    const settings = openSettings(vault, found);
    if (target.kind !== "webhook" || settings === null) {
      throw new Refusal(
        "no-secret",
        `${target.name} has no signing secret of ours. Change it with \`/tocsin target edit\`.`,
      );
    }
    const secret = freshSecret();
    const until = ctx.now().add(overlap);
    const { secret: before } = settings;
    const rotated: Given = {
      ...settings,
      secret,
      ...(before === undefined ? {} : { before, until: until.toString() }),
    };
    await updateTarget(tx, ctx.workspace, id, { sealed: sealSettings(vault, id, rotated) });
    await audit(ctx, tx, { kind: "target", id }, { kind: "changed", data: { key: target.key, secret: "rotated" } });
    return { target, secret, until };
  });
};
