import { othersThan } from "../../../domain/actor.ts";
import type { ActId, PersonId } from "../../../domain/ids.ts";
import type { Job } from "../../../domain/job.ts";
import type { NamedContact } from "../../../domain/notify/contact.ts";
import type { Act } from "../../../domain/oncall/act.ts";
import type { MemberKey } from "../../../domain/oncall/member.ts";
import type { DutyNotice } from "../../../domain/oncall/override-view.ts";
import { dutiesIn, timetableOf } from "../../../domain/oncall/through.ts";
import { namedBy, touchedBy } from "../../../domain/oncall/touched.ts";
import { permit } from "../../../domain/permission.ts";
import type { Tx } from "../../../store/database.ts";
import { findAct, overridesOfAct } from "../../../store/overrides.ts";
import { loadReach } from "../../../store/reach.ts";
import type { Ctx } from "../../ctx.ts";
import { memberNames, peopleBehind } from "../members.ts";
import { loadSchedules } from "../schedule/load.ts";
import { ownKeys } from "../schedule/mine.ts";

/** Everybody whose duties somebody else has changed is told; nobody of their own act, nor who hears of it otherwise. */
export const tellAffected = async (
  ctx: Ctx,
  tx: Tx,
  act: Act,
  { affected, told }: { readonly affected: readonly MemberKey[]; readonly told: readonly PersonId[] },
): Promise<void> => {
  const behind = await peopleBehind(tx, ctx.workspace, affected, ctx.now());
  const people = othersThan(ctx, [...behind.values()].flat()).filter((person) => !told.includes(person));
  await ctx.enqueue(
    tx,
    people.map((person) => dutyJob(act.id, person)),
  );
};

const dutyJob = (act: ActId, person: PersonId): Job => ({
  data: { kind: "duty", act, person },
  key: `duty:${act}:${person}`,
});

/** What somebody is told of an act, and by which contacts; null where nothing of it lies ahead or it was undone. */
export const loadDutyNotice = (
  ctx: Ctx,
  { act: id, person }: { readonly act: ActId; readonly person: PersonId },
): Promise<{ readonly notice: DutyNotice; readonly contacts: readonly NamedContact[] } | null> => {
  permit(ctx.actor, "schedule.view");
  return ctx.read(async (tx) => {
    const act = await findAct(tx, ctx.workspace, id);
    const overrides = await overridesOfAct(tx, ctx.workspace, id);
    const [first] = overrides;
    const contacts = (await loadReach(tx, ctx.workspace, [person])).get(person)?.contacts;
    if (act === undefined || act.undoneBy !== undefined || first === undefined || contacts === undefined) return null;
    const now = ctx.now().epochMilliseconds;
    const span = touchedBy(overrides, now);
    if (span.end <= now) return null;
    const [loaded] = await loadSchedules(tx, ctx.workspace, {
      ids: [first.schedule],
      from: Temporal.Instant.fromEpochMilliseconds(span.start),
      to: Temporal.Instant.fromEpochMilliseconds(span.end),
    });
    if (loaded === undefined) return null;
    const own = await ownKeys(tx, ctx, person);
    const timetable = timetableOf(loaded.history);
    const notice: DutyNotice = {
      record: loaded.record,
      act,
      overrides,
      duties: dutiesIn(timetable, own, span),
      names: await memberNames(tx, ctx.workspace, [act.actor, ...namedBy(overrides)]),
    };
    return { notice, contacts };
  });
};
