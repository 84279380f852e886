import type { ScheduleId } from "../../../domain/ids.ts";
import type { ListedOverride, OverrideList } from "../../../domain/oncall/override-view.ts";
import { namedBy } from "../../../domain/oncall/touched.ts";
import { permit } from "../../../domain/permission.ts";
import type { Tx } from "../../../store/database.ts";
import { overridesIn } from "../../../store/overrides.ts";
import { findSchedules } from "../../../store/schedules.ts";
import type { Ctx } from "../../ctx.ts";
import { memberNames } from "../members.ts";

const mostListed = 20;
const farthest = Temporal.Duration.from({ hours: 800 * 24 });

/** The overrides in force or to come, of a schedule or of all, by their beginning. */
export const listOverrides = (ctx: Ctx, schedule?: ScheduleId): Promise<OverrideList> => {
  permit(ctx.actor, "schedule.view");
  return ctx.read(async (tx) => {
    const all = await openOverrides(ctx, tx, schedule);
    const overrides = all.slice(0, mostListed);
    const names = await memberNames(tx, ctx.workspace, namedBy(overrides.map(({ override }) => override)));
    return { overrides, more: all.length - overrides.length, names };
  });
};

/** How few of its last digits name an override. */
const fewestDigits = 4;

/** The open override that a text means: its id, or the end of it. */
export const overrideCalled = (ctx: Ctx, text: string): Promise<ListedOverride | undefined> => {
  permit(ctx.actor, "schedule.view");
  const sought = text.trim().toLowerCase();
  if (!new RegExp(`^[0-9a-f-]{${fewestDigits},36}$`).test(sought)) return Promise.resolve(undefined);
  return ctx.read(async (tx) => {
    const [found, other] = (await openOverrides(ctx, tx)).filter(({ override }) => override.id.endsWith(sought));
    return other === undefined ? found : undefined;
  });
};

const openOverrides = async (ctx: Ctx, tx: Tx, schedule?: ScheduleId): Promise<readonly ListedOverride[]> => {
  const records = await findSchedules(tx, ctx.workspace, schedule === undefined ? undefined : [schedule]);
  const byId = new Map(records.map((record) => [record.id, record]));
  const now = ctx.now();
  const found = await overridesIn(tx, ctx.workspace, [...byId.keys()], { from: now, to: now.add(farthest) });
  return found
    .flatMap((override) => {
      const record = byId.get(override.schedule);
      return record === undefined ? [] : [{ record, override }];
    })
    .toSorted((a, b) => a.override.start - b.override.start || a.override.rank - b.override.rank);
};
