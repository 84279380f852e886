/*
 * Who is on call at one instant, decided straight from the rules of the issue, with Temporal and nothing else: turns are
 * stepped through from the anchor one by one, windows are tried day by day. It shares no code with `src`, and is slow.
 */

const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
type Weekday = (typeof weekdays)[number];

export interface LayerSpec {
  readonly name: string;
  readonly precedence: number;
  readonly start?: string;
  readonly end?: string;
  readonly rotation: {
    readonly unit: "none" | "hour" | "day" | "workday" | "weekend" | "week" | "month";
    readonly every: number;
    readonly anchor: string;
    readonly slots: readonly (readonly string[])[];
    readonly countEveryDay: boolean;
  };
  readonly onHolidays: "ignore" | "skip" | "only";
  /** `extraDays` makes a window run over days: the file has no word for that. */
  readonly restrictions: readonly {
    readonly days?: readonly Weekday[];
    readonly from: string;
    readonly to: string;
    readonly extraDays?: number;
  }[];
}

export interface Spec {
  readonly timeZone: string;
  readonly layers: readonly LayerSpec[];
  readonly overrides: readonly {
    readonly kind: "set" | "replace" | "add" | "remove";
    readonly from: string;
    readonly to: string;
    readonly person?: string;
    readonly by?: string;
  }[];
  readonly away: readonly { readonly person: string; readonly from: string; readonly to: string }[];
  readonly holidays: readonly { readonly date: string }[];
}

export interface Verdict {
  readonly people: readonly string[];
  readonly layer: string;
}

export interface Oracle {
  at(instant: number): Verdict | undefined;
  /** Instants at which something begins or ends. */
  readonly edges: readonly number[];
}

/** It can be asked about [from, to). */
export const oracleOf = (spec: Spec, from: number, to: number): Oracle => {
  const layers = spec.layers.map((layer) => layerOracle(spec, layer, from, to));
  const time = (text: string) => instantOf(text, spec.timeZone);
  const overrides = spec.overrides.map((one) => ({ ...one, start: time(one.from), end: time(one.to) }));
  const aways = spec.away.map((one) => ({ ...one, start: time(one.from), end: time(one.to) }));

  const at = (t: number): Verdict | undefined => {
    const isNow = (one: { start: number; end: number }) => one.start <= t && t < one.end;
    const away = aways.filter(isNow).map(({ person }) => person);
    const saying = layers.map((layer) => layer.peopleAt(t, away));
    const best = Math.max(...spec.layers.filter((_, i) => (saying[i] ?? []).length > 0).map((l) => l.precedence));
    const deciding = spec.layers.map((layer, i) => (layer.precedence === best ? (saying[i] ?? []) : []));
    const put = new Set(deciding.flat());
    const first = spec.layers.find((_, i) => (deciding[i] ?? []).length > 0);
    const active = overrides.filter(isNow);
    const set = active.filter(({ kind }) => kind === "set").at(-1);
    let people = new Set(put);
    let overridden = false;
    if (set !== undefined) {
      people = new Set([set.by ?? ""]);
      overridden = true;
    } else {
      people = new Set();
      for (const person of put) {
        const change = active
          .filter((one) => (one.kind === "remove" || one.kind === "replace") && one.person === person)
          .at(-1);
        if (change === undefined) people.add(person);
        else overridden = true;
        if (change?.kind === "replace") people.add(change.by ?? "");
      }
    }
    for (const one of active) {
      if (one.kind !== "add" || people.has(one.by ?? "")) continue;
      people.add(one.by ?? "");
      overridden = true;
    }
    if (people.size === 0) return undefined;
    return { people: [...people].sort(), layer: overridden ? "override" : (first?.name ?? "") };
  };
  const edges = [...overrides, ...aways].flatMap(({ start, end }) => [start, end]);
  return { at, edges: [...edges, ...layers.flatMap((layer) => layer.edges)] };
};

interface Stepped {
  readonly start: number;
  readonly counted: number;
}

const layerOracle = (spec: Spec, layer: LayerSpec, from: number, to: number) => {
  const { rotation } = layer;
  const zone = spec.timeZone;
  const windows = windowsOf(spec, layer, from, to);
  const turns = rotation.unit === "none" ? [] : turnsOf(layer, zone, windows, from, to);
  const limit = {
    start: layer.start === undefined ? Number.NEGATIVE_INFINITY : instantOf(layer.start, zone),
    end: layer.end === undefined ? Number.POSITIVE_INFINITY : instantOf(layer.end, zone),
  };
  const present = (people: readonly string[], away: readonly string[]) => people.filter((p) => !away.includes(p));
  const peopleAt = (t: number, away: readonly string[]): readonly string[] => {
    if (t < limit.start || t >= limit.end) return [];
    if (windows !== undefined && !windows.some((w) => w.start <= t && t < w.end)) return [];
    if (rotation.unit === "none") return present(rotation.slots.flat(), away);
    const turn = turns.findLast(({ start }) => start <= t);
    if (turn === undefined) throw new Error("The oracle did not step far enough.");
    const perTurn = rotation.unit === "workday" || rotation.unit === "weekend" ? rotation.every : 1;
    const n = rotation.slots.length;
    const slot = modulo(Math.floor(turn.counted / perTurn), n);
    const own = rotation.slots[slot] ?? [];
    if (own.length === 0) return [];
    for (let i = 0; i < n; i += 1) {
      const there = present(rotation.slots[(slot + i) % n] ?? [], away);
      if (there.length > 0) return there;
    }
    return [];
  };
  const edges = [...turns.map(({ start }) => start), ...(windows ?? []).flatMap(({ start, end }) => [start, end])];
  return { peopleAt, edges: edges.filter((edge) => edge >= from && edge <= to) };
};

interface Window {
  readonly wallStart: number;
  readonly wallEnd: number;
  readonly start: number;
  readonly end: number;
}

const windowsOf = (spec: Spec, layer: LayerSpec, from: number, to: number): readonly Window[] | undefined => {
  const { unit, anchor } = layer.rotation;
  const zone = spec.timeZone;
  const dutyDays = unit === "workday" ? [1, 2, 3, 4, 5] : unit === "weekend" ? [6, 7] : [1, 2, 3, 4, 5, 6, 7];
  if (layer.restrictions.length === 0 && dutyDays.length === 7 && layer.onHolidays === "ignore") return undefined;
  const restrictions = layer.restrictions.length === 0 ? [{ from: "00:00", to: "24:00" }] : layer.restrictions;
  const begin = anchorOf(anchor, zone).toPlainDate();
  const [first, last] = [dateAt(from, zone), dateAt(to, zone)];
  const end = (Temporal.PlainDate.compare(begin, last) > 0 ? begin : last).add({ days: 70 });
  const windows: Window[] = [];
  let date = (Temporal.PlainDate.compare(begin, first) < 0 ? begin : first).subtract({ days: 70 });
  for (; Temporal.PlainDate.compare(date, end) < 0; date = date.add({ days: 1 })) {
    const isHoliday = spec.holidays.some((one) => one.date === date.toString());
    if (layer.onHolidays === "skip" && isHoliday) continue;
    if (layer.onHolidays === "only" && !isHoliday) continue;
    for (const one of restrictions) {
      const { days, extraDays = 0 } = one as LayerSpec["restrictions"][number];
      if (days !== undefined && !days.includes(weekdays[date.dayOfWeek - 1] ?? "mon")) continue;
      if (!dutyDays.includes(date.dayOfWeek)) continue;
      const starts = date.toPlainDateTime(one.from);
      const sameDay = one.to === "24:00" ? date.add({ days: 1 }).toPlainDateTime() : date.toPlainDateTime(one.to);
      const next = Temporal.PlainDateTime.compare(sameDay, starts) > 0 ? sameDay : sameDay.add({ days: 1 });
      const ends = next.add({ days: extraDays });
      windows.push({
        wallStart: numberOf(starts),
        wallEnd: numberOf(ends),
        start: starts.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds,
        end: ends.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds,
      });
    }
  }
  return windows;
};

/** Every turn from two days before the window, or the anchor, to two days after, with how many counted before it. */
const turnsOf = (
  { rotation }: LayerSpec,
  zone: string,
  windows: readonly Window[] | undefined,
  from: number,
  to: number,
): readonly Stepped[] => {
  const { unit, every, countEveryDay } = rotation;
  const anchor = anchorOf(rotation.anchor, zone);
  const wall = (k: number): Temporal.PlainDateTime => {
    switch (unit) {
      case "hour":
        return anchor.add({ hours: k * every });
      case "day":
        return anchor.add({ days: k * every });
      case "week":
        return anchor.add({ weeks: k * every });
      case "month":
        return anchor.add({ months: k * every });
      default:
        return anchor.add({ days: k });
    }
  };
  const counts = (start: Temporal.PlainDateTime, end: Temporal.PlainDateTime): number => {
    if (countEveryDay || windows === undefined) return 1;
    const [a, b] = [numberOf(start), numberOf(end)];
    return windows.some(({ wallStart, wallEnd }) => wallStart < b && wallEnd > a) ? 1 : 0;
  };
  const instant = (at: Temporal.PlainDateTime) => at.toZonedDateTime(zone).epochMilliseconds;
  const twoDays = 2 * 24 * 3_600_000;
  const turns: Stepped[] = [];
  let counted = 0;
  for (let k = 0, start = wall(0); instant(start) < to + twoDays; k += 1) {
    const end = wall(k + 1);
    turns.push({ start: instant(start), counted });
    counted += counts(start, end);
    start = end;
  }
  counted = 0;
  for (let k = 0, end = wall(0); instant(end) > from - twoDays; k -= 1) {
    const start = wall(k - 1);
    counted -= counts(start, end);
    turns.unshift({ start: instant(start), counted });
    end = start;
  }
  return turns;
};

const modulo = (a: number, n: number): number => ((a % n) + n) % n;
const numberOf = (time: Temporal.PlainDateTime): number => time.toZonedDateTime("UTC").epochMilliseconds;
const dateAt = (instant: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate();
const hasOffset = (text: string): boolean => /(?:Z|[+-]\d\d:\d\d)$/.test(text);
const anchorOf = (text: string, zone: string): Temporal.PlainDateTime =>
  hasOffset(text)
    ? Temporal.Instant.from(text).toZonedDateTimeISO(zone).toPlainDateTime()
    : Temporal.PlainDateTime.from(text);
const instantOf = (text: string, zone: string): number =>
  hasOffset(text)
    ? Temporal.Instant.from(text).epochMilliseconds
    : Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;
