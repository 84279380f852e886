import { personOf } from "../../../domain/actor.ts";
import type { ScheduleId } from "../../../domain/ids.ts";
import { type MemberKey, personKey } from "../../../domain/oncall/member.ts";
import type { Override } from "../../../domain/oncall/override.ts";
import type { OverrideOutcome } from "../../../domain/oncall/override-view.ts";
import { namedBy } from "../../../domain/oncall/touched.ts";
import { permit } from "../../../domain/permission.ts";
import { Refusal } from "../../../domain/refusal.ts";
import type { Ctx } from "../../ctx.ts";
import { placeOverride, planOn } from "./plan.ts";

/** The longest note of an override, an absence or a swap. */
const longestNote = 500;

export const checkNote = (typed = ""): string => {
  const note = typed.trim();
  if ([...note].length <= longestNote) return note;
  throw new Refusal("note-too-long", `A note has at most ${longestNote} characters. Say it in fewer.`, "note");
};

/** Changes who is on call for a while. */
export const addOverride = (
  ctx: Ctx,
  schedule: ScheduleId,
  { override, note }: { readonly override: Override; readonly note?: string },
): Promise<OverrideOutcome> => {
  permitFor(ctx, namedBy([override]));
  checkSpan(override);
  const said = checkNote(note);
  return ctx.transact(async (tx) => {
    const plan = await planOn(ctx, tx, schedule, override);
    return placeOverride(ctx, tx, plan, { kind: "override", override, note: said });
  });
};

/** Everybody changes when they are on call themselves; where they are not among these it takes a manager. */
export const permitFor = (ctx: Ctx, people: readonly MemberKey[]): void => {
  permit(ctx.actor, "shift.change");
  const asker = personOf(ctx.actor);
  if (asker === undefined || !people.includes(personKey(asker))) permit(ctx.actor, "schedule.manage");
};

const longestSpan = Temporal.Duration.from({ hours: 400 * 24 });

export const checkSpan = ({ start, end }: Pick<Override, "start" | "end">): void => {
  if (end <= start) throw new Refusal("span-backwards", "It would end before it begins. Name a later end.", "to");
  if (end - start > longestSpan.total("milliseconds")) {
    throw new Refusal("span-too-long", "It may last 400 days at most. Name an earlier end.", "to");
  }
};
