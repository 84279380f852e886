import { minute, plainOf } from "./civil.ts";
import type { Definition, LayerDefinition, RestrictionDefinition } from "./definition.ts";
import { clockText } from "./hours.ts";
import type { Layer } from "./layer.ts";
import type { MemberKey } from "./member.ts";
import type { Restriction } from "./restriction.ts";
import type { Schedule } from "./schedule.ts";
import { clockOf } from "./walltime.ts";

const longestName = 80;

/** A calendar that was reckoned with, as people define one. What is over by then is left out. */
export const redefine = (
  { zone, layers }: Pick<Schedule, "zone" | "layers">,
  memberOf: (name: string) => MemberKey,
  now: number,
): Definition => {
  const taken = new Set<string>();
  return {
    zone,
    layers: layers
      .filter(({ end }) => end === undefined || end > now)
      .map((layer) => layerOf(layer, zone, { memberOf, name: freeName(layer.name, taken) })),
  };
};

const layerOf = (
  { zone, start, end, rotation, restrictions, precedence, onHolidays }: Layer,
  scheduleZone: string,
  { memberOf, name }: { readonly memberOf: (name: string) => MemberKey; readonly name: string },
): LayerDefinition => {
  const { anchor, slots, ...cycle } = rotation;
  return {
    name,
    precedence,
    ...(zone === scheduleZone ? {} : { zone }),
    ...(start === undefined ? {} : { start: wallText(clockOf(zone).toWall(start)) }),
    ...(end === undefined ? {} : { end: wallText(clockOf(zone).toWall(end)) }),
    rotation: {
      ...cycle,
      ...(cycle.unit === "none" ? {} : { anchor: wallText(anchor) }),
      slots: slots.map((slot) => slot.map(memberOf)),
    },
    restrictions: restrictions.map(restrictionOf),
    onHolidays,
    holidays: { dates: [] },
  };
};

/** Minutes are the finest that hours are defined in. */
const restrictionOf = ({ days, from, length }: Restriction): RestrictionDefinition => ({
  ...(days === undefined ? {} : { days }),
  from: clockText(Math.floor(from / minute)),
  minutes: Math.max(1, Math.round(length / minute)),
});

const wallText = (wall: number): string => {
  const plain = plainOf(wall);
  return plain.toString({ smallestUnit: plain.second === 0 ? "minute" : "second" });
};

const freeName = (wanted: string, taken: Set<string>): string => {
  const name = [...(wanted.trim() || "layer")].slice(0, longestName - 4).join("");
  let free = name;
  for (let i = 2; taken.has(free.toLowerCase()); i += 1) free = `${name} ${i}`;
  taken.add(free.toLowerCase());
  return free;
};
