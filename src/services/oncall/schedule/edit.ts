import { actorKey } from "../../../domain/actor.ts";
import type { ScheduleId } from "../../../domain/ids.ts";
import type { Definition } from "../../../domain/oncall/definition.ts";
import { checkDefinition } from "../../../domain/oncall/definition-check.ts";
import type { ScheduleRecord } from "../../../domain/oncall/record.ts";
import { editVersions } from "../../../domain/oncall/versions.ts";
import type { Tx } from "../../../store/database.ts";
import { allVersions, replaceVersions } from "../../../store/schedule-versions.ts";
import type { Ctx } from "../../ctx.ts";
import { noteChanged } from "./lock.ts";

export interface When {
  /** From when it holds; now unless it is later. */
  readonly from?: Temporal.Instant;
  /** Whose turn it is keeps it, unless this is false. */
  readonly keepCurrent?: boolean;
}

/**
 * Changes what is defined of a schedule whose lock is held, from now or later on; what was on call stays as it was. Gives
 * what is defined from then on.
 */
export const changeDefinition = async (
  ctx: Ctx,
  tx: Tx,
  schedule: Pick<ScheduleRecord, "id">,
  change: (definition: Definition) => Definition,
  { from, keepCurrent = true }: When = {},
): Promise<Definition> => {
  const now = ctx.now().epochMilliseconds;
  const at = Math.max(now, from?.epochMilliseconds ?? now);
  const versions = await allVersions(tx, ctx.workspace, schedule.id);
  const edited = editVersions(versions, (before) => checkDefinition(change(before)), { from: at, now, keepCurrent });
  const changed = edited.filter((version) => version.from >= at);
  await replaceVersions(tx, ctx.workspace, schedule.id, {
    from: at,
    versions: changed,
    by: actorKey(ctx.actor),
    at: ctx.now(),
  });
  await noteChanged(ctx, tx, schedule.id);
  const inForce = edited.findLast((version) => version.from <= at) ?? edited[0];
  if (inForce === undefined) throw new Error("A schedule without a version.");
  return inForce.definition;
};

/** What is defined of a schedule at an instant, or from its first version on where that is later. */
export const definitionAt = async (
  ctx: Ctx,
  tx: Tx,
  schedule: ScheduleId,
  at: Temporal.Instant,
): Promise<Definition> => {
  const versions = await allVersions(tx, ctx.workspace, schedule);
  const version = versions.findLast(({ from }) => from <= at.epochMilliseconds) ?? versions[0];
  if (version === undefined) throw new Error("A schedule without a version.");
  return version.definition;
};
