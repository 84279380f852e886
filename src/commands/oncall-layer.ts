import type { ScheduleId } from "../domain/ids.ts";
import { isSameName } from "../domain/oncall/definition-check.ts";
import { moveLayer, withChangedLayer, withLayer, withoutLayer } from "../domain/oncall/layers.ts";
import { Refusal } from "../domain/refusal.ts";
import { layersChanged } from "../presentation/oncall-schedule.ts";
import { bold, type Words } from "../presentation/say.ts";
import { changeLayers } from "../services/oncall/schedule/change.ts";
import { viewSchedule } from "../services/oncall/schedule/view.ts";
import { word } from "./arguments/plain.ts";
import { wallTime } from "./arguments/rotation.ts";
import { theSchedule } from "./arguments/schedule.ts";
import { type Command, command, named, optional } from "./command.ts";
import type { CommandCtx } from "./context.ts";
import { holding, layerArgs, layerChanged, layerMade, layerOf, placeOf } from "./oncall-asked.ts";
import { addForm, editForm } from "./oncall-layer-form.ts";
import { warned } from "./warned.ts";

const which = () => theSchedule("Which schedule");
const effective = () => named(wallTime("From when it holds; now unless later"));

/** The layers of a schedule: the highest with somebody on duty decides. */
export const layerCommands: readonly Command[] = [
  command({
    path: "oncall layer add",
    summary: "Add a layer on top of the others, such as nights or holidays",
    permission: "schedule.manage",
    answer: "private",
    args: {
      ...layerArgs,
      above: named(word("The layer it is just above")),
      below: named(word("The layer it is just below")),
      effective: effective(),
      schedule: which(),
      name: optional(word("Its name, such as nights")),
    },
    examples: ['oncall layer add web nights every:day hours:22-06 people:"@ada @grace"'],
    form: {
      when: ({ name, people }) => name === undefined || people.flat().length === 0,
      build: (_ctx, { schedule: of, name }) => addForm(of, name),
    },
    run: async (ctx, { schedule: of, name, above, below, effective: from, ...asked }) => {
      if (name === undefined) throw new Refusal("layer-name", "What is it called? Such as `nights`.", "name");
      const { definition } = await viewSchedule(ctx, of.id);
      const layer = layerMade(ctx, name, asked, definition.zone);
      const place = placeOf(definition, { above, below });
      await changeLayers(ctx, of.id, {
        what: `added layer ${name}`,
        make: (before) => {
          const added = withLayer(before, layer);
          return place === undefined ? added : moveLayer(added, name, ...place);
        },
        ...holding(definition.zone, from),
      });
      return changed(ctx, of.id, [bold(of.name), ": layer ", bold(name), " is added."]);
    },
  }),
  command({
    path: "oncall layer edit",
    summary: "Change a layer; whose turn it is keeps it",
    permission: "schedule.manage",
    answer: "private",
    args: {
      ...layerArgs,
      rename: named(word("Its new name")),
      effective: effective(),
      schedule: which(),
      layer: optional(word("Which layer")),
    },
    examples: ['oncall layer edit web primary people:"@ada @bo @grace"', "oncall layer edit web every:2weeks"],
    form: {
      when: ({ schedule: _schedule, layer: _layer, people, dates, ...given }) =>
        people.length === 0 && dates.length === 0 && Object.values(given).every((one) => one === undefined),
      build: async (ctx, { schedule: of, layer }) => {
        const view = await viewSchedule(ctx, of.id);
        return editForm(view, layerOf(view, layer));
      },
    },
    run: async (ctx, { schedule: of, layer, effective: later, ...asked }) => {
      const view = await viewSchedule(ctx, of.id);
      const { name, zone: clocks = view.definition.zone } = layerOf(view, layer);
      // A first turn that is still to come is when the change holds: until then everything goes on as it is.
      const from = later ?? asked.from;
      await changeLayers(ctx, of.id, {
        what: `changed layer ${name}`,
        make: (before) => withChangedLayer(before, name, (one) => layerChanged(ctx, one, asked, before.zone)),
        when: { ...holding(clocks, from).when, keepCurrent: asked.from === undefined },
      });
      return changed(ctx, of.id, [bold(of.name), ": layer ", bold(asked.rename ?? name), " is changed."]);
    },
  }),
  command({
    path: "oncall layer move",
    summary: "Put a layer above, below or beside another: the highest with somebody on duty decides",
    permission: "schedule.manage",
    answer: "private",
    args: {
      above: named(word("The layer it is just above")),
      below: named(word("The layer it is just below")),
      with: named(word("The layer it is beside: the people of both are on call")),
      effective: effective(),
      schedule: which(),
      layer: word("Which layer"),
    },
    examples: ["oncall layer move web nights above:primary"],
    run: async (ctx, { schedule: of, layer, effective: from, ...where }) => {
      const view = await viewSchedule(ctx, of.id);
      const { name } = layerOf(view, layer);
      const place = placeOf(view.definition, where);
      if (place === undefined || isSameName(place[1], name)) {
        throw new Refusal("where-to", `Where to? Such as \`/oncall layer move ${of.key} ${name} above:primary\`.`);
      }
      await changeLayers(ctx, of.id, {
        what: `moved layer ${name} ${place.join(" ")}`,
        make: (before) => moveLayer(before, name, ...place),
        ...holding(view.definition.zone, from),
      });
      return changed(ctx, of.id, [bold(of.name), ": layer ", bold(name), ` is ${place[0]} `, bold(place[1]), " now."]);
    },
  }),
  command({
    path: "oncall layer remove",
    summary: "Remove a layer from now or later on; who was on call by it stays known",
    permission: "schedule.manage",
    answer: "private",
    args: { effective: effective(), schedule: which(), layer: word("Which layer") },
    run: async (ctx, { schedule: of, layer, effective: from }) => {
      const view = await viewSchedule(ctx, of.id);
      const { name } = layerOf(view, layer);
      await changeLayers(ctx, of.id, {
        what: `removed layer ${name}`,
        make: (before) => withoutLayer(before, name),
        ...holding(view.definition.zone, from),
      });
      return changed(ctx, of.id, [bold(of.name), ": layer ", bold(name), " is removed."]);
    },
  }),
];

const changed = async (ctx: CommandCtx, id: ScheduleId, fact: Words) =>
  warned(ctx, id, layersChanged(await viewSchedule(ctx, id), fact));
