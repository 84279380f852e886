import type { RunId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident/incident.ts";
import { planByHand } from "../../domain/notify/by-hand.ts";
import type { MemberKey } from "../../domain/oncall/member.ts";
import type { Tx } from "../../store/database.ts";
import { insertRuns, type StoredRun } from "../../store/runs.ts";
import { type Ctx, freshId } from "../ctx.ts";

/** Begins to page these for an incident, whatever its policies say. The caller lets it go on. */
export const beginByHand = async (
  ctx: Ctx,
  tx: Tx,
  incident: Incident,
  targets: readonly MemberKey[],
): Promise<readonly StoredRun[]> => {
  const id = freshId<RunId>();
  return insertRuns(tx, ctx.workspace, [
    {
      id,
      incident: incident.id,
      rule: "by-hand",
      source: id,
      spell: String(incident.occurrence),
      plan: planByHand(targets),
      startedAt: ctx.now(),
      dueAt: ctx.now(),
    },
  ]);
};
