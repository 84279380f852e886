import type { ScheduleId } from "../../../domain/ids.ts";
import { explain } from "../../../domain/oncall/explain.ts";
import { byIn, personIn } from "../../../domain/oncall/placed.ts";
import type { WhyView } from "../../../domain/oncall/schedule-view.ts";
import { permit } from "../../../domain/permission.ts";
import { Refusal } from "../../../domain/refusal.ts";
import type { Ctx } from "../../ctx.ts";
import { memberNames } from "../members.ts";
import { loadSchedules } from "./load.ts";
import { refuseGone } from "./lock.ts";

/** Why somebody, or nobody, is on call at an instant: by the schedule as it was then. */
export const explainSchedule = (ctx: Ctx, id: ScheduleId, at: Temporal.Instant): Promise<WhyView> => {
  permit(ctx.actor, "schedule.view");
  return ctx.read(async (tx) => {
    const [loaded] = await loadSchedules(tx, ctx.workspace, { ids: [id], from: at, to: at.add({ milliseconds: 1 }) });
    if (loaded === undefined) return refuseGone();
    const { record, chronicle } = loaded;
    const calendar = chronicle.calendarAt(at.epochMilliseconds);
    if (calendar === undefined) {
      throw new Refusal(
        "before-schedule",
        `${record.name} was made later, so nobody was on call. See what was changed with \`/oncall history ${record.key}\`.`,
      );
    }
    const explanation = explain(calendar, at.epochMilliseconds);
    const named = [
      ...explanation.people,
      ...calendar.schedule.layers.flatMap(({ rotation, assignments = [] }) => [
        ...rotation.slots.flat(),
        ...assignments.map(({ person }) => person),
      ]),
      ...explanation.overrides.flatMap(({ override }) => [byIn(override) ?? "", personIn(override) ?? ""]),
    ];
    return { record, explanation, names: await memberNames(tx, ctx.workspace, named) };
  });
};
