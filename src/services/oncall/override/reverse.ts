import type { ActId } from "../../../domain/ids.ts";
import type { PlacedOverride } from "../../../domain/oncall/placed.ts";

/** What takes an act back from now on: what is left of what it added ends, and what it ended goes on. */
export const reversed = (
  /** As they were loaded, so that what is left out of a calendar is found in it. */
  { overrides }: { readonly overrides: readonly PlacedOverride[] },
  { act, touched, now }: { readonly act: ActId; readonly touched: readonly PlacedOverride[]; readonly now: number },
): { readonly added: readonly PlacedOverride[]; readonly removed: readonly PlacedOverride[] } => {
  const added = new Set(touched.filter((one) => one.act === act).map(({ id }) => id));
  return {
    removed: overrides.filter((one) => added.has(one.id) && one.end > now),
    added: touched
      .filter((one) => one.endedBy === act && one.act !== act && one.plannedEnd > now)
      .map((one) => ({ ...one, end: one.plannedEnd })),
  };
};
