import type { ScheduleId } from "../../../domain/ids.ts";
import type { HistoryView } from "../../../domain/oncall/schedule-view.ts";
import { spellsOf } from "../../../domain/oncall/spell.ts";
import { permit } from "../../../domain/permission.ts";
import { entriesAbout } from "../../../store/entries.ts";
import type { Ctx } from "../../ctx.ts";
import { memberNames } from "../members.ts";
import { loadSchedules } from "./load.ts";
import { refuseGone } from "./lock.ts";

const mostChanges = 15;

/** Who was on call in the past days, and what was changed by whom, the newest first. */
export const viewHistory = (
  ctx: Ctx,
  { id, days }: { readonly id: ScheduleId; readonly days: number },
): Promise<HistoryView> => {
  permit(ctx.actor, "schedule.view");
  return ctx.read(async (tx) => {
    const [from, to] = [ctx.now().subtract({ hours: days * 24 }), ctx.now()];
    const [loaded] = await loadSchedules(tx, ctx.workspace, { ids: [id], from, to });
    if (loaded === undefined) return refuseGone();
    const { record, chronicle } = loaded;
    const spells = spellsOf(chronicle.shifts(from.epochMilliseconds, to.epochMilliseconds));
    const changes = await entriesAbout(tx, ctx.workspace, { kind: "schedule", id }, mostChanges);
    const actors = changes.flatMap(({ actor }) => (actor.kind === "person" ? [`person:${actor.id}`] : []));
    const mentioned = changes.flatMap(({ data }) => JSON.stringify(data).match(/(?:person|team):[\da-f-]{36}/g) ?? []);
    const named = [...spells.flatMap(({ people, absent }) => [...people, ...absent]), ...actors, ...mentioned];
    return { record, days, spells, changes, names: await memberNames(tx, ctx.workspace, named) };
  });
};
