import { createHash } from "node:crypto";
import type { Actor } from "../../../domain/actor.ts";
import type { ScheduleId } from "../../../domain/ids.ts";
import { day } from "../../../domain/oncall/civil.ts";
import { feedOf, feedWindow } from "../../../domain/oncall/feed.ts";
import { type Spell, spellsOf } from "../../../domain/oncall/spell.ts";
import { may } from "../../../domain/permission.ts";
import type { Tx } from "../../../store/database.ts";
import {
  type KeptFeed,
  lockFeed,
  noteRead,
  rememberEntries,
  type ShownEntry,
  shownEntries,
} from "../../../store/feeds.ts";
import type { Ground } from "../../ground.ts";
import { digestOf } from "../../token/secret.ts";
import { writeCalendar } from "../ical/write.ts";
import { memberNames } from "../members.ts";
import { type LoadedSchedule, loadSchedules } from "../schedule/load.ts";
import { ownKeys } from "../schedule/mine.ts";

export interface FeedFile {
  readonly body: string;
  readonly etag: string;
  /** When it began to say this. */
  readonly changedAt: Temporal.Instant;
}

/** What a feed says now; undefined where there is none, or its person may no longer see it. */
export const readFeed = (ground: Ground, secret: string): Promise<FeedFile | undefined> =>
  ground.transact(async (tx) => {
    const now = ground.now();
    const feed = await lockFeed(tx, digestOf(secret));
    if (feed === undefined || !may(readerOf(feed), "schedule.view")) return undefined;
    const { from, to } = stableWindow(now.epochMilliseconds);
    const loaded = await loadSchedules(tx, feed.workspace, {
      from: Temporal.Instant.fromEpochMilliseconds(from),
      to: Temporal.Instant.fromEpochMilliseconds(to),
      ...(feed.schedule === null ? {} : { ids: [feed.schedule] }),
    });
    const before = await shownEntries(tx, feed.workspace, feed.id);
    const own = feed.schedule === null ? await ownKeys(tx, feed, feed.person) : undefined;
    const spells = new Map(
      loaded.map((one) => [one.record.id, spellsIn(one, { from, to, ...(own === undefined ? {} : { own }) })]),
    );
    const shown = entriesOf(before, spells, { from, now: now.epochMilliseconds });
    await rememberEntries(tx, feed, changesOf(before, shown));
    const body = await write(tx, feed, { loaded, shown });
    const etag = createHash("sha256").update(body).digest("base64url");
    const isNew = etag !== feed.etag;
    const changedAt = isNew ? now : feed.changedAt;
    if (isNew || isOld(feed, now)) await noteRead(tx, feed, { etag, changedAt, readAt: now });
    return { body, etag, changedAt };
  });

const readerOf = ({ person, role }: KeptFeed): Actor => ({ kind: "person", id: person, role });

/** That it is read is noted once an hour. */
const isOld = ({ readAt }: KeptFeed, now: Temporal.Instant): boolean =>
  readAt === null || Temporal.Instant.compare(readAt.add({ hours: 1 }), now) <= 0;

const grid = 91 * day;

/**
 * What is asked: a quarter wider than what is shown, so that shifts have their true beginning and end, and moved on by
 * whole quarters, so that one without an end is not longer with every reading.
 */
const stableWindow = (now: number): { readonly from: number; readonly to: number } => {
  const { from, to } = feedWindow(now);
  return { from: (Math.floor(from / grid) - 1) * grid, to: (Math.ceil(to / grid) + 1) * grid };
};

/** A schedule's shifts, or of them those of one person and their teams. */
const spellsIn = (
  { chronicle }: LoadedSchedule,
  { from, to, own }: { readonly from: number; readonly to: number; readonly own?: ReadonlySet<string> },
): readonly Spell[] => {
  const shifts = chronicle.shifts(from, to);
  if (own === undefined) return spellsOf(shifts);
  return spellsOf(
    shifts.flatMap((shift) => {
      const people = shift.people.filter((one) => own.has(one));
      return people.length === 0 ? [] : [{ ...shift, people }];
    }),
  );
};

/** What is shown now of every schedule that is there, or that was. */
const entriesOf = (
  before: readonly ShownEntry[],
  spells: ReadonlyMap<ScheduleId, readonly Spell[]>,
  { from, now }: { readonly from: number; readonly now: number },
): readonly ShownEntry[] => {
  const known = Map.groupBy(before, ({ schedule }) => schedule);
  return [...new Set([...spells.keys(), ...known.keys()])]
    .flatMap((schedule) => {
      const [shown, current] = [known.get(schedule) ?? [], spells.get(schedule) ?? []];
      const entries = feedOf(shown, withBeginning(current, shown, from), { schedule, now });
      return entries.map((one) => ({ ...one, schedule }));
    })
    .sort((a, b) => a.start - b.start);
};

/** A shift is known by its start: one that is under way since before what was asked keeps the one it was shown with. */
const withBeginning = (spells: readonly Spell[], shown: readonly ShownEntry[], from: number): readonly Spell[] => {
  const old = shown.find((one) => !one.cancelled && one.start < from && one.end > from);
  return old === undefined ? spells : spells.map((one) => (one.start === from ? { ...one, start: old.start } : one));
};

const changesOf = (before: readonly ShownEntry[], shown: readonly ShownEntry[]) => {
  const known = new Map(before.map((one) => [one.uid, one]));
  const left = new Set(shown.map(({ uid }) => uid));
  return {
    changed: shown.filter(({ uid, sequence }) => known.get(uid)?.sequence !== sequence),
    gone: before.map(({ uid }) => uid).filter((uid) => !left.has(uid)),
  };
};

const write = async (
  tx: Tx,
  { workspace, schedule }: KeptFeed,
  { loaded, shown }: { readonly loaded: readonly LoadedSchedule[]; readonly shown: readonly ShownEntry[] },
): Promise<string> => {
  const names = await memberNames(tx, workspace, schedule === null ? [] : shown.flatMap(({ people }) => people));
  const called = new Map(loaded.map(({ record }) => [record.id, record.name]));
  const scheduleOf = new Map(shown.map((one) => [one.uid, called.get(one.schedule) ?? "a deleted schedule"]));
  const [only] = loaded;
  return writeCalendar(shown, {
    title: schedule === null || only === undefined ? "My on-call shifts" : `On call: ${only.record.name}`,
    summaryOf: ({ uid, people }) =>
      schedule === null
        ? `On call: ${scheduleOf.get(uid)}`
        : `${people.map((one) => names.get(one) ?? "somebody").join(", ")} on call: ${scheduleOf.get(uid)}`,
  });
};
