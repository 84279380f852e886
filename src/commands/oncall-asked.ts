import { freshRotation } from "../domain/oncall/cycle.ts";
import type { Definition, LayerDefinition } from "../domain/oncall/definition.ts";
import { changedLayer, freshLayer, type LayerWish, layerNamed, type Where } from "../domain/oncall/layers.ts";
import { holidayRules } from "../domain/oncall/restriction.ts";
import type { ScheduleView } from "../domain/oncall/schedule-view.ts";
import { Refusal } from "../domain/refusal.ts";
import { keysOf, slots } from "./arguments/member.ts";
import { choice, zone } from "./arguments/plain.ts";
import { cycle, date, hours, type WallTime, wallEdge, wallTime } from "./arguments/rotation.ts";
import { named, several, type Values } from "./command.ts";
import type { CommandCtx } from "./context.ts";

/** What people say of a rotation, whether a schedule begins with it or it is one of its layers. */
export const rotationArgs = {
  every: named(cycle("How long a turn is, such as week, day, workday, 12h or everyone")),
  people: several(slots("Who takes turns, in order; + puts people together")),
  from: named(wallTime("When the first takes their first turn")),
  hours: named(hours("When it is on duty, such as mon-fri 09-17")),
  zone: named(zone("The clocks it goes by")),
  starts: named(wallEdge("Not before this", "from")),
  ends: named(wallEdge("Not after this", "to")),
};

export const layerArgs = {
  ...rotationArgs,
  holidays: named(choice(holidayRules, "On holidays it is on duty as always, not at all, or only then")),
  dates: several(date("The holidays")),
};

export type RotationAsked = Values<typeof rotationArgs>;
export type LayerAsked = Omit<Values<typeof layerArgs>, "starts" | "ends"> & Partial<RotationAsked>;

/** A new layer as asked. A first turn that is still to come is where it begins: before, nobody is on call by it. */
export const layerMade = (
  ctx: Pick<CommandCtx, "now">,
  name: string,
  asked: LayerAsked,
  scheduleZone: string,
): LayerDefinition => {
  const zoneName = asked.zone ?? scheduleZone;
  const now = ctx.now().toZonedDateTimeISO(zoneName);
  const anchor = asked.from?.(zoneName);
  const rotation = freshRotation(
    {
      cycle: asked.every ?? { unit: "week", every: 1 },
      slots: keysOf(asked.people.flat()),
      ...(anchor === undefined ? {} : { anchor }),
      ...(asked.hours === undefined ? {} : { restrictions: asked.hours }),
    },
    now,
  );
  const begins = anchor !== undefined && isLater(anchor, now) ? { start: anchor } : {};
  return freshLayer(name, { ...begins, ...wishOf(asked, scheduleZone), ...rotation });
};

const isLater = (wall: string, now: Temporal.ZonedDateTime): boolean =>
  Temporal.PlainDateTime.compare(Temporal.PlainDateTime.from(wall), now.toPlainDateTime()) > 0;

/** A layer changed as asked; who takes turns and when they change stays unless named. */
export const layerChanged = (
  ctx: Pick<CommandCtx, "now">,
  before: LayerDefinition,
  asked: LayerAsked & { readonly rename?: string | undefined },
  scheduleZone: string,
): LayerDefinition => {
  const zoneName = asked.zone ?? before.zone ?? scheduleZone;
  const anchor = asked.from?.(zoneName) ?? before.rotation.anchor;
  const { rotation } = freshRotation(
    {
      cycle: asked.every ?? before.rotation,
      slots: asked.people.length === 0 ? before.rotation.slots : keysOf(asked.people.flat()),
      ...(anchor === undefined ? {} : { anchor }),
    },
    ctx.now().toZonedDateTimeISO(zoneName),
  );
  const { anchor: made, unit, every, slots: turns } = rotation;
  return changedLayer(before, {
    ...wishOf(asked, scheduleZone),
    ...(asked.rename === undefined ? {} : { name: asked.rename }),
    rotation: { unit, every, slots: turns, ...(made === undefined ? {} : { anchor: made }) },
  });
};

const wishOf = (asked: LayerAsked, scheduleZone: string): LayerWish => {
  const zoneName = asked.zone ?? scheduleZone;
  const edge = (given: RotationAsked["starts"]) => (given === "none" ? null : given?.(zoneName));
  const [start, end] = [edge(asked.starts), edge(asked.ends)];
  return {
    ...(asked.zone === undefined ? {} : { zone: asked.zone === scheduleZone ? null : asked.zone }),
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    ...(asked.hours === undefined ? {} : { restrictions: asked.hours }),
    ...(asked.holidays === undefined ? {} : { onHolidays: asked.holidays }),
    ...(asked.dates.length === 0
      ? {}
      : {
          holidays: { dates: [...asked.dates].sort() },
          ...(asked.holidays === undefined ? { onHolidays: "skip" } : {}),
        }),
  };
};

/** The layer named, or the only one. */
export const layerOf = ({ definition, planned, record }: ScheduleView, name = ""): LayerDefinition => {
  const found = [definition, ...planned.map((one) => one.definition)].map((one) => layerNamed(one, name)).find(Boolean);
  if (found !== undefined) return found;
  const names = definition.layers.map((one) => one.name).join(", ");
  throw new Refusal("which-layer", `Which layer of ${record.name}? It has ${names === "" ? "none" : names}.`, "layer");
};

/** Where a layer is to be put, if anybody says. */
export const placeOf = (
  definition: Definition,
  where: Partial<Record<Where, string | undefined>>,
): readonly [Where, string] | undefined => {
  for (const side of ["above", "below", "with"] as const) {
    const other = where[side];
    if (other === undefined) continue;
    const found = layerNamed(definition, other);
    if (found !== undefined) return [side, found.name];
    throw new Refusal("no-such-layer", `There is no layer ${other}. Name another.`, side);
  }
  return undefined;
};

/** From when a change holds, on the clocks of its schedule. */
export const holding = (clocks: string, from: WallTime | undefined): { readonly when?: { from: Temporal.Instant } } =>
  from === undefined
    ? {}
    : { when: { from: Temporal.PlainDateTime.from(from(clocks)).toZonedDateTime(clocks).toInstant() } };
