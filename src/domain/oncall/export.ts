import type { Away } from "./away.ts";
import type { Definition, LayerDefinition, RestrictionDefinition } from "./definition.ts";
import { clockMinutes, clockText, weekdays } from "./hours.ts";
import type { Override } from "./override.ts";

/** A schedule to take along, in the words of the file that `tocsin oncall --config` reads. */
export interface Exported {
  readonly name: string;
  readonly description?: string;
  readonly timeZone: string;
  readonly start?: string;
  readonly end?: string;
  readonly layers: readonly ExportedLayer[];
  readonly overrides: readonly {
    readonly kind: Override["kind"];
    readonly from: string;
    readonly to: string;
    readonly person?: string;
    readonly by?: string;
  }[];
  readonly away: readonly { readonly person: string; readonly from: string; readonly to: string }[];
}

interface ExportedLayer extends Pick<LayerDefinition, "name" | "precedence" | "onHolidays"> {
  readonly timeZone?: string;
  readonly start?: string;
  readonly end?: string;
  readonly rotation: {
    readonly unit: string;
    readonly every: number;
    readonly anchor?: string;
    readonly slots: readonly (readonly string[])[];
    readonly countEveryDay: boolean;
  };
  readonly restrictions: readonly {
    readonly days?: readonly string[];
    readonly from: string;
    readonly to: string;
    readonly toDay?: string;
  }[];
  readonly holidays: readonly { readonly date: string }[];
}

export interface Exporting {
  readonly name: string;
  readonly description: string;
  readonly definition: Definition;
  /** Those in force or to come. */
  readonly overrides: readonly Override[];
  readonly away: readonly Away[];
  /** The dates of a layer's holidays, those of its calendar among them. */
  readonly holidaysOf: (layer: LayerDefinition) => readonly string[];
  /** What a member is called in the file: each by a name of its own. */
  readonly called: (member: string) => string;
}

/** What is defined now and what is to come of it; what was on call before stays here. */
export const exportOf = ({ definition, called, ...given }: Exporting): Exported => ({
  name: given.name,
  ...(given.description === "" ? {} : { description: given.description }),
  timeZone: definition.zone,
  ...edges(definition.validFrom, definition.validUntil),
  layers: definition.layers.map((layer) => ({
    name: layer.name,
    precedence: layer.precedence,
    ...(layer.zone === undefined ? {} : { timeZone: layer.zone }),
    ...edges(layer.start, layer.end),
    rotation: { ...layer.rotation, slots: layer.rotation.slots.map((slot) => slot.map(called)) },
    onHolidays: layer.onHolidays,
    restrictions: layer.restrictions.flatMap(windowsOf),
    holidays: given.holidaysOf(layer).map((date) => ({ date })),
  })),
  overrides: given.overrides.map((one) => ({
    kind: one.kind,
    from: instantText(one.start),
    to: instantText(one.end),
    ...("person" in one && { person: called(one.person) }),
    ...("by" in one && { by: called(one.by) }),
  })),
  away: given.away.map(({ person, start, end }) => ({
    person: called(person),
    from: instantText(start),
    to: instantText(end),
  })),
});

const edges = (start: string | undefined, end: string | undefined) => ({
  ...(start === undefined ? {} : { start }),
  ...(end === undefined ? {} : { end }),
});

/** What runs over more than a day says on which it ends, of each day on which it begins. */
const windowsOf = ({ days, from, minutes }: RestrictionDefinition): ExportedLayer["restrictions"] => {
  const end = clockMinutes(from) + minutes;
  const to = clockText(end % 1440);
  if (minutes <= 1440) return [{ ...(days === undefined ? {} : { days: days.map(dayName) }), from, to }];
  const over = Math.floor(end / 1440);
  return (days ?? [1, 2, 3, 4, 5, 6, 7]).map((day) => ({ days: [dayName(day)], from, to, toDay: dayName(day + over) }));
};

const dayName = (day: number): string => weekdays[(day - 1) % 7] ?? "mon";

const instantText = (at: number): string => Temporal.Instant.fromEpochMilliseconds(at).toString();
