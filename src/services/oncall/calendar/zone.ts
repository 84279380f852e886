import type { PersonId, ScheduleId } from "../../../domain/ids.ts";
import type { Tx } from "../../../store/database.ts";
import { findPerson } from "../../../store/people.ts";
import { findWorkspace } from "../../../store/workspaces.ts";
import type { Ctx } from "../../ctx.ts";
import { definitionAt } from "../schedule/edit.ts";

/** On whose clock a calendar's times without a zone are read: the person's, the schedule's, or the workspace's. */
export const zoneFor = async (
  ctx: Ctx,
  tx: Tx,
  { person, schedule }: { readonly person?: PersonId | undefined; readonly schedule?: ScheduleId | undefined },
): Promise<string> => {
  if (schedule !== undefined) return (await definitionAt(ctx, tx, schedule, ctx.now())).zone;
  const own = person === undefined ? undefined : (await findPerson(tx, ctx.workspace, person))?.zone;
  return own ?? (await findWorkspace(tx, ctx.workspace)).zone;
};
