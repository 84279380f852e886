import { type Definition, scheduleOf } from "./definition.ts";
import { type Edit, editHistory, type Version, versionAt } from "./history.ts";
import type { MemberKey } from "./member.ts";
import type { Schedule } from "./schedule.ts";

/** What was defined of a schedule from an instant on, until the next version. */
export interface DefinedVersion {
  readonly from: number;
  readonly definition: Definition;
}

/**
 * Changes what is defined from an instant on, and with it every version that was to come later; what was on call before
 * stays as it was, and whose turn it is keeps it unless told otherwise.
 */
export const editVersions = (
  versions: readonly DefinedVersion[],
  change: (definition: Definition) => Definition,
  edit: Edit,
): readonly DefinedVersion[] => {
  const definitions = new Map<Schedule, Definition>();
  const history = versions.map(({ from, definition }): Version => {
    const schedule = scheduleOf(definition);
    definitions.set(schedule, definition);
    return { from, schedule };
  });
  const defined = (schedule: Schedule): Definition => definitions.get(schedule) ?? never();
  const edited = editHistory(history, (schedule) => scheduleOf(change(defined(schedule))), edit);
  const changed = edited.map(({ from, schedule }) => {
    const kept = definitions.get(schedule);
    if (kept !== undefined) return { from, definition: kept };
    const before = versionAt(history, from)?.schedule ?? never();
    return { from, definition: withSlotsOf(change(defined(before)), schedule) };
  });
  return changed.filter(
    ({ from, definition }, i) => from <= edit.now || !isSame(definition, changed[i - 1]?.definition),
  );
};

/** What was to come says nothing where it is as before. */
const isSame = (one: Definition, other: Definition | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** The same with its slots in the order in which the schedule has them. */
const withSlotsOf = (definition: Definition, { layers }: Schedule): Definition => ({
  ...definition,
  layers: definition.layers.map((layer, i) => {
    const slots = layers[i]?.rotation.slots as readonly (readonly MemberKey[])[] | undefined;
    return slots === undefined ? layer : { ...layer, rotation: { ...layer.rotation, slots } };
  }),
});

const never = (): never => {
  throw new Error("An edit made a version of nothing.");
};
