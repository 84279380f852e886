import { actorKey } from "../../../domain/actor.ts";
import type { ScheduleId } from "../../../domain/ids.ts";
import type { Definition } from "../../../domain/oncall/definition.ts";
import { checkDefinition } from "../../../domain/oncall/definition-check.ts";
import {
  checkScheduleDescription,
  checkScheduleName,
  plainSettings,
  type ScheduleRecord,
  type ScheduleSettings,
} from "../../../domain/oncall/record.ts";
import { permit } from "../../../domain/permission.ts";
import { replaceVersions } from "../../../store/schedule-versions.ts";
import { insertSchedule } from "../../../store/schedules.ts";
import { audit } from "../../audit.ts";
import { type Ctx, freshId } from "../../ctx.ts";
import { replan } from "../ping/jobs.ts";
import { refuseTaken } from "./lock.ts";

export interface NewSchedule {
  readonly name: string;
  readonly description?: string;
  readonly definition: Definition;
  readonly settings?: Partial<ScheduleSettings>;
}

/** A schedule says who is on call from now on, whatever its anchor: before it was made nobody was. */
export const createSchedule = (ctx: Ctx, wanted: NewSchedule): Promise<ScheduleRecord> => {
  permit(ctx.actor, "schedule.manage");
  const definition = checkDefinition(wanted.definition);
  const [by, at] = [actorKey(ctx.actor), ctx.now()];
  const record: ScheduleRecord = {
    id: freshId<ScheduleId>(),
    ...checkScheduleName(wanted.name),
    description: checkScheduleDescription(wanted.description ?? ""),
    settings: { ...plainSettings, ...wanted.settings },
    createdBy: by,
    createdAt: at,
    updatedBy: by,
    updatedAt: at,
  };
  return ctx.transact(async (tx) => {
    if (!(await insertSchedule(tx, ctx.workspace, record))) return refuseTaken(record.key);
    const from = at.epochMilliseconds;
    await replaceVersions(tx, ctx.workspace, record.id, { from, versions: [{ from, definition }], by, at });
    const { id, key, name } = record;
    await audit(
      ctx,
      tx,
      { kind: "schedule", id },
      { kind: "created", data: { key, name, zone: definition.zone, layers: definition.layers.map((one) => one.name) } },
    );
    await replan(ctx, tx, [record.id]);
    return record;
  });
};
