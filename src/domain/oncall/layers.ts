import { Refusal } from "../refusal.ts";
import type { Definition, LayerDefinition, RotationDefinition } from "./definition.ts";
import { isSameName } from "./definition-check.ts";
import type { MemberKey } from "./member.ts";

/** What is said of a layer; what is left out stays as it is. `null` takes away. */
export interface LayerWish {
  readonly name?: string;
  readonly zone?: string | null;
  readonly start?: string | null;
  readonly end?: string | null;
  readonly rotation?: Partial<RotationDefinition>;
  readonly restrictions?: LayerDefinition["restrictions"];
  readonly onHolidays?: LayerDefinition["onHolidays"];
  readonly holidays?: Partial<LayerDefinition["holidays"]>;
  readonly precedence?: number;
}

export const layerNamed = (definition: Definition, name: string): LayerDefinition | undefined =>
  definition.layers.find((layer) => isSameName(layer.name, name)) ??
  (definition.layers.length === 1 && name === "" ? definition.layers[0] : undefined);

/** A layer made from what is said of it and what is usual. */
export const freshLayer = (name: string, wish: LayerWish): LayerDefinition =>
  changedLayer(
    {
      name,
      precedence: 1,
      rotation: { unit: "none", every: 1, slots: [], countEveryDay: false },
      restrictions: [],
      onHolidays: "ignore",
      holidays: { dates: [] },
    },
    wish,
  );

export const changedLayer = (before: LayerDefinition, wish: LayerWish): LayerDefinition => {
  const { zone = before.zone ?? null, start = before.start ?? null, end = before.end ?? null } = wish;
  const { zone: _zone, start: _start, end: _end, ...kept } = before;
  return {
    ...kept,
    name: wish.name ?? before.name,
    precedence: wish.precedence ?? before.precedence,
    rotation: { ...before.rotation, ...wish.rotation },
    restrictions: wish.restrictions ?? before.restrictions,
    onHolidays: wish.onHolidays ?? before.onHolidays,
    holidays: { ...before.holidays, ...wish.holidays },
    ...(zone === null ? {} : { zone }),
    ...(start === null ? {} : { start }),
    ...(end === null ? {} : { end }),
  };
};

/** The highest first, equals in the order they were made. */
export const byPrecedence = <T extends Pick<LayerDefinition, "precedence">>(layers: readonly T[]): readonly T[] =>
  layers.toSorted((a, b) => b.precedence - a.precedence);

/** Adds a layer on top of all others. */
export const withLayer = (definition: Definition, layer: LayerDefinition): Definition => ({
  ...definition,
  layers: [
    ...definition.layers,
    { ...layer, precedence: Math.max(0, ...definition.layers.map(({ precedence }) => precedence)) + 1 },
  ],
});

export const withoutLayer = (definition: Definition, name: string): Definition => ({
  ...definition,
  layers: definition.layers.filter((layer) => !isSameName(layer.name, name)),
});

export const withChangedLayer = (
  definition: Definition,
  name: string,
  change: (layer: LayerDefinition) => LayerDefinition,
): Definition => ({
  ...definition,
  layers: definition.layers.map((layer) => (isSameName(layer.name, name) ? change(layer) : layer)),
});

export type Where = "above" | "below" | "with";

/** Puts a layer just above or below another, or beside it: then the people of both are on call together. */
export const moveLayer = (definition: Definition, name: string, where: Where, other: string): Definition => {
  const steps = rungs(definition, name);
  const moved = definition.layers.find((layer) => isSameName(layer.name, name));
  const at = steps.findIndex((step) => step.some((layer) => isSameName(layer.name, other)));
  if (moved === undefined || at === -1) return definition;
  const placed =
    where === "with"
      ? steps.map((step, i) => (i === at ? [...step, moved] : step))
      : steps.toSpliced(where === "above" ? at + 1 : at, 0, [moved]);
  const precedenceOf = (layer: LayerDefinition) => placed.findIndex((step) => step.includes(layer)) + 1;
  return {
    ...definition,
    layers: definition.layers.map((layer) => ({ ...layer, precedence: precedenceOf(layer) })),
  };
};

/** The other layers by precedence, the lowest first, equals together. */
const rungs = ({ layers }: Definition, name: string): readonly (readonly LayerDefinition[])[] =>
  [
    ...Map.groupBy(
      layers.filter((layer) => !isSameName(layer.name, name)),
      ({ precedence }) => precedence,
    ),
  ]
    .sort(([a], [b]) => a - b)
    .map(([, step]) => step);

const isInRotation = ({ rotation }: LayerDefinition, member: MemberKey): boolean =>
  rotation.slots.some((slot) => slot.includes(member));

/** Adds somebody to a layer as the last to take a turn. */
export const withTurns = (definition: Definition, name: string, member: MemberKey): Definition =>
  withChangedLayer(definition, name, (layer) => {
    if (isInRotation(layer, member)) {
      throw new Refusal("in-rotation", `They take turns in ${layer.name} already. \`/oncall schedule show\` shows it.`);
    }
    return { ...layer, rotation: { ...layer.rotation, slots: [...layer.rotation.slots, [member]] } };
  });

/** Takes somebody out of a layer, or of all of them; a turn that is left empty goes. */
export const withoutTurns = (definition: Definition, name: string | undefined, member: MemberKey): Definition => {
  const isMeant = (layer: LayerDefinition) =>
    isInRotation(layer, member) && (name === undefined || isSameName(layer.name, name));
  if (!definition.layers.some(isMeant)) {
    throw new Refusal("not-in-rotation", "They take no turns there. See who does with `/oncall schedule show`.");
  }
  return { ...definition, layers: definition.layers.map((layer) => (isMeant(layer) ? without(layer, member) : layer)) };
};

const without = (layer: LayerDefinition, member: MemberKey): LayerDefinition => {
  const slots = layer.rotation.slots
    .map((slot) => slot.filter((one) => one !== member))
    .filter((slot) => slot.length > 0);
  if (slots.length > 0) return { ...layer, rotation: { ...layer.rotation, slots } };
  throw new Refusal(
    "last-in-rotation",
    `Nobody would be left in ${layer.name}. Let somebody join it first, or remove it with \`/oncall layer remove\`.`,
  );
};

/** Everybody and everything a definition may put on call by its slots. */
export const membersIn = ({ layers }: Definition): readonly MemberKey[] => [
  ...new Set(layers.flatMap(({ rotation }) => rotation.slots.flat())),
];
