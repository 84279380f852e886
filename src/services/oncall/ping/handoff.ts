import type { Due } from "../../../domain/oncall/due.ts";
import { comingsIn, type Handoff, handoffAt } from "../../../domain/oncall/handoff.ts";
import type { MemberKey } from "../../../domain/oncall/member.ts";
import type { HearerRole, OpenIncident, PingView } from "../../../domain/oncall/ping-view.ts";
import { gapsToTell } from "../../../domain/oncall/plan-dues.ts";
import type { ScheduleRecord } from "../../../domain/oncall/record.ts";
import type { Tx } from "../../../store/database.ts";
import { readListed } from "../../../store/incident-list.ts";
import { openFor } from "../../../store/open-incidents.ts";
import type { Ctx } from "../../ctx.ts";
import { memberNames } from "../members.ts";
import type { LoadedSchedule } from "../schedule/load.ts";
import { validityOf } from "../schedule/who.ts";

/** What is told of a schedule, and who hears it as what. */
export interface Told {
  readonly record: Pick<ScheduleRecord, "createdBy"> & {
    readonly settings: Pick<ScheduleRecord["settings"], "places">;
  };
  readonly view: PingView;
  /** Who comes on, and who goes off. */
  readonly on: readonly MemberKey[];
  readonly off: readonly MemberKey[];
  /** Who hears it besides: the schedule's places, whoever looks after it. */
  readonly told: readonly Extract<HearerRole, "place" | "keeper">[];
}

const mostShown = 10;

/** Who hands over to whom. Where a gap begins that is not meant, its warning tells the places. */
export const onHandoff = async (ctx: Ctx, tx: Tx, loaded: LoadedSchedule, { at }: Due): Promise<Told | null> => {
  const { record, chronicle } = loaded;
  const start = at.epochMilliseconds;
  const handoff = handoffAt(chronicle, start);
  if (handoff === undefined) return null;
  const { before, after } = membersOf(handoff);
  const [names, open] = await Promise.all([
    memberNames(tx, ctx.workspace, [...before, ...after, ...(handoff.next?.people ?? [])]),
    openIncidents(ctx, tx, record, [...before, ...after]),
  ]);
  const pinged = { id: record.id, settings: record.settings, chronicle };
  const isWarned =
    after.length === 0 && gapsToTell(pinged, { start: start - 1, end: start + 1 }).some((gap) => gap.start === start);
  return {
    record,
    on: after.filter((one) => !before.includes(one)),
    off: before.filter((one) => !after.includes(one)),
    told: isWarned ? [] : ["place"],
    view: {
      kind: "handoff",
      schedule: record,
      at,
      names,
      before,
      on: after,
      ended: validityOf(loaded, at) === "expired",
      ...untilOf(handoff),
      ...(handoff.next === undefined
        ? {}
        : { next: { start: instant(handoff.next.start), members: handoff.next.people as readonly MemberKey[] } }),
      ...open,
    },
  };
};

/** A shift that comes, for one of those who come on; void once it has begun: then the handoff tells them. */
export const onReminder = async (
  ctx: Ctx,
  tx: Tx,
  { record, chronicle }: LoadedSchedule,
  { at, start, member }: Due,
): Promise<Told | null> => {
  if (start === undefined || member === undefined || record.settings.reminder === 0) return null;
  if (Temporal.Instant.compare(start, ctx.now()) <= 0) return null;
  const begins = start.epochMilliseconds;
  const comes = comingsIn(chronicle, begins, begins + 1).some((one) => one.start === begins && one.member === member);
  const handoff = comes ? handoffAt(chronicle, begins) : undefined;
  if (handoff === undefined) return null;
  const { before, after } = membersOf(handoff);
  const names = await memberNames(tx, ctx.workspace, [...before, ...after]);
  return {
    record,
    on: [member],
    off: [],
    told: [],
    view: { kind: "reminder", schedule: record, at, start, names, before, ...untilOf(handoff) },
  };
};

const membersOf = ({ before, after }: Handoff) => ({
  before: before as readonly MemberKey[],
  after: after as readonly MemberKey[],
});

const untilOf = ({ until }: Handoff) => (until === undefined ? {} : { until: instant(until) });

const instant = (at: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(at);

const openIncidents = async (
  ctx: Ctx,
  tx: Tx,
  { id }: ScheduleRecord,
  members: readonly MemberKey[],
): Promise<{ readonly open: readonly OpenIncident[]; readonly more: number }> => {
  const ids = await openFor(tx, ctx.workspace, { schedule: id, members });
  const found = await readListed(tx, ctx.workspace, ids.slice(0, mostShown));
  return {
    open: ids.flatMap((one) => found.get(one) ?? []),
    more: Math.max(0, ids.length - mostShown),
  };
};
