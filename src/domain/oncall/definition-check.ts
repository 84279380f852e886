import { Refusal } from "../refusal.ts";
import { checkZone } from "../workspace.ts";
import type { Definition, LayerDefinition } from "./definition.ts";

const mostLayers = 20;
const mostSlots = 200;
const mostEvery = 1000;

/** The same, or a Refusal that says what cannot be and what to do instead. */
export const checkDefinition = (definition: Definition): Definition => {
  const { zone, validFrom, validUntil, layers } = definition;
  checkZone(zone);
  if (validFrom !== undefined && validUntil !== undefined && validUntil <= validFrom) {
    throw new Refusal("schedule-validity", "It would end before it begins. Give an `until:` after its `valid:`.");
  }
  if (layers.length > mostLayers) {
    throw new Refusal("too-many-layers", `A schedule has at most ${mostLayers} layers. Make a second schedule.`);
  }
  for (const [i, layer] of layers.entries()) {
    if (layers.findIndex(({ name }) => isSameName(name, layer.name)) < i) {
      throw new Refusal("layer-taken", `There is a layer ${layer.name} already. Give this one another name.`);
    }
    checkLayer(layer);
  }
  return definition;
};

export const isSameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const checkLayer = ({ name, zone, start, end, rotation, restrictions, assigned }: LayerDefinition): void => {
  if (zone !== undefined) checkZone(zone);
  if (name.trim() === "" || [...name].length > 80) {
    throw new Refusal("layer-name", "A layer needs a name of at most 80 characters, such as `nights`.");
  }
  if (start !== undefined && end !== undefined && end <= start) {
    throw new Refusal("layer-times", `Layer ${name} would end before it begins. Give an end after its start.`);
  }
  if (rotation.every < 1 || rotation.every > mostEvery) {
    throw new Refusal("rotation-length", `A turn is 1 to ${mostEvery} units long, such as \`every:2weeks\`.`);
  }
  if (rotation.unit !== "none" && rotation.anchor === undefined) {
    throw new Refusal("rotation-start", `Layer ${name} needs a first handoff, such as \`from:"2026-11-30 09:00"\`.`);
  }
  if (rotation.slots.length > mostSlots) {
    throw new Refusal("too-many-slots", `A rotation has at most ${mostSlots} turns. Make a second layer.`);
  }
  if (assigned === undefined && rotation.slots.flat().length === 0) {
    throw new Refusal("nobody-named", `Who is on call in layer ${name}? Name them: \`people:"@ada @grace"\`.`);
  }
  if (restrictions.some(({ minutes }) => minutes < 1 || minutes > 7 * 24 * 60)) {
    throw new Refusal("restriction-length", "Hours last from a minute to a week. Give others, such as `hours:09-17`.");
  }
};
