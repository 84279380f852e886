import type { Interval } from "../domain/oncall/interval.ts";
import { isSame } from "../domain/oncall/people.ts";
import type { Shift } from "../domain/oncall/schedule.ts";
import { askedFor, type Day, daysOfWeeks, spanOf, type Weeks } from "./oncall-weeks.ts";

/** As many as one picture can hold. */
export const mostSchedules = 12;
const mostLayers = 8;

/** A schedule to be shown: what its calendar says of `askedFor`. Layers are shown too where they are given. */
export interface ShownSchedule {
  /** What tells it from others, for links. */
  readonly key: string;
  readonly name: string;
  readonly shifts: readonly ShownShift[];
  /** A gap that is muted is meant. */
  readonly gaps: readonly (Interval & { readonly muted?: boolean })[];
  readonly layers?: readonly { readonly name: string; readonly shifts: readonly ShownShift[] }[];
}

/** A layer of null is an override's doing, as everywhere. */
export interface ShownShift extends Omit<Shift, "layer"> {
  readonly layer: number | string | null;
}

/** Schedules over some weeks, as a picture and a text show them alike. It is data alone and can go to another thread. */
export interface CalendarView extends Interval {
  readonly title: string;
  readonly zone: string;
  readonly now: number;
  readonly weeks: readonly Week[];
  readonly schedules: readonly ScheduleView[];
  /** Everybody who is on call, in the order in which they first appear. */
  readonly people: readonly Named[];
  /** The keys of all who may be on call by any schedule, so that their colours are the same in every picture. */
  readonly everybody: readonly string[];
  /** How many more schedules there are than are shown. */
  readonly left: number;
}

export interface Named {
  readonly key: string;
  readonly name: string;
}

export interface ScheduleView {
  readonly key: string;
  readonly name: string;
  readonly stretches: readonly Stretch[];
  readonly layers: readonly { readonly name: string; readonly stretches: readonly Stretch[] }[];
}

/** A time in which the same people are on call, or nobody. */
export interface Stretch extends Interval {
  /** Nobody is in a gap. */
  readonly people: readonly Named[];
  readonly kind: "shift" | "override" | "gap" | "muted gap";
  /** Whose absence changed who is on call in it. */
  readonly absent: readonly Named[];
  /** Whether it may begin earlier, or end later, than was asked. */
  readonly openStart: boolean;
  readonly openEnd: boolean;
}

export interface Week extends Interval {
  readonly days: readonly Day[];
  readonly rows: readonly Row[];
}

export interface Row {
  readonly kind: "schedule" | "layer";
  /** The key of the schedule, also of a layer's. */
  readonly schedule: string;
  readonly name: string;
  readonly bars: readonly Bar[];
}

/** The part of a stretch that lies in a week. */
export interface Bar extends Interval {
  readonly stretch: Stretch;
  /** Whether the stretch begins or ends in the week. */
  readonly begins: boolean;
  readonly ends: boolean;
}

export interface Asked {
  /** The schedule's name, where there is one, unless something else is said. */
  readonly title?: string;
  readonly weeks: Weeks;
  readonly now: Temporal.Instant;
  readonly schedules: readonly ShownSchedule[];
  /** The keys of all members of any schedule of the workspace. */
  readonly everybody?: readonly string[];
  readonly name: (key: string) => string;
}

export const calendarView = ({ title, weeks, now, schedules, everybody = [], name }: Asked): CalendarView => {
  const within = { span: spanOf(weeks), asked: askedFor(weeks), named: namedOnce(name) };
  const shown = schedules.slice(0, mostSchedules).map(
    (schedule): ScheduleView => ({
      key: schedule.key,
      name: schedule.name,
      stretches: stretchesOf(schedule.shifts, schedule.gaps, within),
      layers: (schedule.layers ?? [])
        .slice(0, mostLayers)
        .map((layer) => ({ name: layer.name, stretches: stretchesOf(layer.shifts, [], within) })),
    }),
  );
  const [only] = shown;
  const all = shown.flatMap(({ stretches, layers }) => [stretches, ...layers.map((layer) => layer.stretches)]).flat();
  return {
    title: title ?? (shown.length === 1 && only !== undefined ? only.name : "On call"),
    zone: weeks.zone,
    now: now.epochMilliseconds,
    ...within.span,
    weeks: daysOfWeeks(weeks).map((days) => weekOf(days, shown)),
    schedules: shown,
    people: [...new Set(all.flatMap(({ people }) => people))],
    everybody,
    left: schedules.length - shown.length,
  };
};

const namedOnce = (name: (key: string) => string): ((key: string) => Named) => {
  const known = new Map<string, Named>();
  return (key) => {
    const person = known.get(key) ?? { key, name: name(key) };
    known.set(key, person);
    return person;
  };
};

interface Within {
  readonly span: Interval;
  readonly asked: Interval;
  readonly named: (key: string) => Named;
}

const stretchesOf = (
  shifts: readonly ShownShift[],
  gaps: ShownSchedule["gaps"],
  { span, asked, named }: Within,
): readonly Stretch[] =>
  joined([
    ...shifts.map(({ start, end, people, layer, absent }) => {
      const kind = layer === null ? ("override" as const) : ("shift" as const);
      return { start, end, people, kind, absent };
    }),
    ...gaps.map(({ start, end, muted = false }) => {
      const kind = muted ? ("muted gap" as const) : ("gap" as const);
      return { start, end, people: [], kind, absent: [] };
    }),
  ])
    .filter(({ start, end }) => start < span.end && end > span.start)
    .map(({ start, end, people, kind, absent }) => ({
      start,
      end,
      people: people.map(named),
      kind,
      absent: absent.map(named),
      openStart: start <= asked.start,
      openEnd: end >= asked.end,
    }));

interface Part extends Interval {
  readonly people: readonly string[];
  readonly kind: Stretch["kind"];
  readonly absent: readonly string[];
}

/** Neighbours that look the same are one, whichever layers they come from. */
const joined = (parts: readonly Part[]): readonly Part[] => {
  const found: Part[] = [];
  for (const part of parts.toSorted((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (last?.end === part.start && last.kind === part.kind && isSame(last.people, part.people)) {
      found[found.length - 1] = { ...last, end: part.end, absent: [...new Set([...last.absent, ...part.absent])] };
    } else found.push(part);
  }
  return found;
};

const weekOf = (days: readonly Day[], schedules: readonly ScheduleView[]): Week => {
  const week = { start: days[0]?.start ?? 0, end: days.at(-1)?.end ?? 0 };
  const barsOf = (stretches: readonly Stretch[]): readonly Bar[] =>
    stretches.filter(({ start, end }) => start < week.end && end > week.start).map((one) => barOf(one, week));
  const rows = schedules.flatMap(({ key: schedule, name, stretches, layers }): readonly Row[] => [
    { kind: "schedule", schedule, name, bars: barsOf(stretches) },
    ...layers.map((layer) => ({ kind: "layer" as const, schedule, name: layer.name, bars: barsOf(layer.stretches) })),
  ]);
  return { ...week, days, rows };
};

const barOf = (stretch: Stretch, week: Interval): Bar => ({
  start: Math.max(stretch.start, week.start),
  end: Math.min(stretch.end, week.end),
  stretch,
  begins: !stretch.openStart && stretch.start >= week.start,
  ends: !stretch.openEnd && stretch.end <= week.end,
});
