import type { ScheduleId } from "../../../domain/ids.ts";
import { membersIn } from "../../../domain/oncall/layers.ts";
import { byIn, personIn } from "../../../domain/oncall/placed.ts";
import type { ScheduleView } from "../../../domain/oncall/schedule-view.ts";
import { comingSpells, standingWindow } from "../../../domain/oncall/spell.ts";
import { permit } from "../../../domain/permission.ts";
import type { Ctx } from "../../ctx.ts";
import { memberNames } from "../members.ts";
import { gapsIn } from "./coverage.ts";
import { loadSchedules } from "./load.ts";
import { refuseGone } from "./lock.ts";
import { membersOf } from "./now.ts";
import { onCallOf } from "./who.ts";

const daysShown = 28;

/** One schedule: what is defined, who is on call, and what the coming four weeks bring. */
export const viewSchedule = (ctx: Ctx, id: ScheduleId): Promise<ScheduleView> => {
  permit(ctx.actor, "schedule.view");
  return ctx.read(async (tx) => {
    const at = ctx.now();
    const now = at.epochMilliseconds;
    const { from, to } = standingWindow(now);
    const [loaded] = await loadSchedules(tx, ctx.workspace, {
      ids: [id],
      from: Temporal.Instant.fromEpochMilliseconds(from),
      to: Temporal.Instant.fromEpochMilliseconds(to),
    });
    const current = loaded?.versions.findLast((version) => version.from <= now) ?? loaded?.versions[0];
    if (loaded === undefined || current === undefined) return refuseGone();
    const end = at.add({ hours: daysShown * 24 }).epochMilliseconds;
    const oncall = onCallOf(loaded, at);
    const spells = comingSpells(loaded.chronicle, now, end);
    const overrides = loaded.overrides.filter((one) => one.end > now);
    const planned = loaded.versions.filter((version) => version.from > now);
    const named = [
      ...membersOf(oncall),
      ...[current, ...planned].flatMap(({ definition }) => membersIn(definition)),
      ...spells.flatMap(({ people, absent }) => [...people, ...absent]),
      ...overrides.flatMap((one) => [byIn(one) ?? "", personIn(one) ?? ""]),
    ];
    return {
      record: loaded.record,
      at,
      definition: current.definition,
      planned: planned.map((version) => ({
        from: Temporal.Instant.fromEpochMilliseconds(version.from),
        definition: version.definition,
      })),
      oncall,
      spells,
      overrides,
      gaps: gapsIn(loaded, { start: now, end }),
      names: await memberNames(tx, ctx.workspace, named),
    };
  });
};
