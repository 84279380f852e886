import { personOf } from "../../../domain/actor.ts";
import type { ScheduleId } from "../../../domain/ids.ts";
import { membersIn } from "../../../domain/oncall/layers.ts";
import type { MemberKey } from "../../../domain/oncall/member.ts";
import { byIn } from "../../../domain/oncall/placed.ts";
import type { ListedSchedule, ScheduleList } from "../../../domain/oncall/schedule-view.ts";
import { standingWindow } from "../../../domain/oncall/spell.ts";
import { permit } from "../../../domain/permission.ts";
import type { Ctx } from "../../ctx.ts";
import { memberNames } from "../members.ts";
import { type LoadedSchedule, loadSchedules } from "./load.ts";
import { ownKeys } from "./mine.ts";
import { membersOf } from "./now.ts";
import { onCallOf, validityOf } from "./who.ts";

export interface Sought {
  /** Only those the asker, or a team of theirs, is in. */
  readonly mine?: boolean;
  /** A part of the key, the name or the description. */
  readonly words?: string;
  /** Only those that may put this one on call. */
  readonly member?: MemberKey;
  /** Only these. */
  readonly among?: readonly ScheduleId[];
}

const mostListed = 20;

/** Schedules by key, with who is on call, how many there are and how many are the asker's (features.md G60). */
export const listSchedules = (ctx: Ctx, { mine = false, words = "", member, among }: Sought): Promise<ScheduleList> => {
  permit(ctx.actor, "schedule.view");
  return ctx.read(async (tx) => {
    const at = ctx.now();
    const { from, to } = standingWindow(at.epochMilliseconds);
    const asker = personOf(ctx.actor);
    const [loaded, own] = await Promise.all([
      loadSchedules(tx, ctx.workspace, {
        from: Temporal.Instant.fromEpochMilliseconds(from),
        to: Temporal.Instant.fromEpochMilliseconds(to),
      }),
      asker === undefined ? new Set<string>() : ownKeys(tx, ctx, asker),
    ]);
    const all = loaded.map((one) => ({ one, members: membersFrom(one, at) }));
    const isMine = ({ members }: (typeof all)[number]) => members.some((key) => own.has(key));
    const sought = words.trim().toLowerCase();
    const found = all.filter(
      (item) =>
        (!mine || isMine(item)) &&
        (among === undefined || among.includes(item.one.record.id)) &&
        (member === undefined || item.members.includes(member)) &&
        `${item.one.record.key} ${item.one.record.name} ${item.one.record.description}`.toLowerCase().includes(sought),
    );
    const schedules = found.slice(0, mostListed).map(
      (item): ListedSchedule => ({
        record: item.one.record,
        oncall: onCallOf(item.one, at),
        validity: validityOf(item.one, at),
        mine: isMine(item),
      }),
    );
    return {
      schedules,
      counts: { all: all.length, mine: all.filter(isMine).length },
      found: found.length,
      names: await memberNames(
        tx,
        ctx.workspace,
        schedules.flatMap(({ oncall }) => membersOf(oncall)),
      ),
    };
  });
};

/** Everybody whom a schedule may put on call from now on. */
const membersFrom = ({ versions, overrides }: LoadedSchedule, at: Temporal.Instant): readonly string[] => {
  const now = at.epochMilliseconds;
  const current = versions.findLast(({ from }) => from <= now);
  return [
    ...versions.filter((one) => one === current || one.from > now).flatMap(({ definition }) => membersIn(definition)),
    ...overrides.filter(({ end }) => end > now).flatMap((one) => byIn(one) ?? []),
  ];
};
