import type { Definition, LayerDefinition, RotationDefinition } from "../../src/domain/oncall/definition.ts";
import type { MemberKey } from "../../src/domain/oncall/member.ts";

type Rotating = Partial<Omit<RotationDefinition, "slots">> & { readonly slots: readonly (readonly MemberKey[])[] };

/** A layer that turns weekly from Monday, 5 January 2026, 09:00, unless told otherwise. */
export const layerOf = (
  { slots, ...rotation }: Rotating,
  { name = "primary", ...rest }: Partial<Omit<LayerDefinition, "rotation">> = {},
): LayerDefinition => ({
  name,
  precedence: 1,
  restrictions: [],
  onHolidays: "ignore",
  holidays: { dates: [] },
  ...rest,
  rotation: { unit: "week", every: 1, anchor: "2026-01-05T09:00", countEveryDay: false, ...rotation, slots },
});

export const definitionOf = (
  layers: readonly LayerDefinition[],
  rest: Partial<Omit<Definition, "layers">> = {},
): Definition => ({ zone: "Europe/Berlin", ...rest, layers });
