import type { Definition, LayerDefinition } from "../domain/oncall/definition.ts";
import { byPrecedence } from "../domain/oncall/layers.ts";
import type { PlacedOverride } from "../domain/oncall/placed.ts";
import type { ScheduleRecord, ScheduleSettings } from "../domain/oncall/record.ts";
import type { MemberNames, ScheduleView } from "../domain/oncall/schedule-view.ts";
import type { Block, Message } from "./message.ts";
import { membersListed, namingOf } from "./oncall-members.ts";
import { spanWords, spellWords, standingWords } from "./oncall-now.ts";
import { dutyWords, endText, hoursWords, rotationWords, wallText } from "./oncall-rotation.ts";
import {
  also,
  answer,
  bold,
  bullets,
  button,
  chat,
  code,
  controls,
  field,
  fields,
  heading,
  listed,
  moment,
  newline,
  note,
  paragraph,
  say,
  type Words,
} from "./say.ts";

const mostShifts = 10;

/** One schedule as text: who is on call, what is defined, and what the coming weeks bring. */
export const scheduleCard = (view: ScheduleView): Message => {
  const { record, definition, oncall, names } = view;
  const standing = standingWords(oncall, { names, behind: new Map() });
  return {
    summary: `Schedule ${record.name}`,
    blocks: [
      heading(record.name),
      paragraph(standing),
      ...(record.description === "" ? [] : [note(record.description)]),
      fields(
        field("Time zone", definition.zone),
        ...(validityWords(definition) === "" ? [] : [field("Valid", validityWords(definition))]),
        ...settingsFields(record.settings),
      ),
      ...layerBlocks(definition.layers, names),
      ...plannedBlocks(view),
      ...overrideBlocks(view),
      ...comingBlocks(view),
      controls(
        button("Gaps and load", `oncall gaps ${record.key}`),
        button("Why", `oncall why ${record.key}`),
        button("History", `oncall history ${record.key}`),
        button("Add a layer", `oncall layer add ${record.key}`),
        button("Edit", `oncall schedule edit ${record.key}`),
      ),
    ],
  };
};

export const validityWords = ({ validFrom, validUntil }: Definition): string =>
  [
    ...(validFrom === undefined ? [] : [`from ${wallText(validFrom)}`]),
    ...(validUntil === undefined ? [] : [`until ${endText(validUntil)}`]),
  ].join(" ");

const settingsFields = ({ places, reminder, follows, muted }: ScheduleSettings) => [
  ...(places.length === 0 ? [] : [field("Tells", listed(places.map(({ place, name }) => chat(place, name))))]),
  field("Reminder", reminder === 0 ? "none" : `${reminder} minutes ahead`),
  ...(follows.length === 0 ? [] : [field("Followed by", follows.map(({ name }) => name).join(", "))]),
  ...(muted.outside === undefined ? [] : [field("Covers", hoursWords(muted.outside))]),
];

const layerBlocks = (layers: readonly LayerDefinition[], names: MemberNames): readonly Block[] =>
  layers.length === 0
    ? [paragraph("It has no layers, so nobody is on call. Add one with ", code("/oncall layer add"), ".")]
    : [
        ...(layers.length === 1 ? [] : [note("The highest layer with somebody on duty decides:")]),
        ...byPrecedence(layers).map((layer) => paragraph(layerWords(layer, names))),
      ];

/** "primary: every week, Mondays at 09:00. Ada, then Grace." */
export const layerWords = (layer: LayerDefinition, names: MemberNames): Words => {
  const duty = dutyWords(layer);
  const how = layer.assigned === undefined ? rotationWords(layer.rotation) : "as its calendar says";
  return [
    bold(layer.name),
    `: ${how}${duty === "" ? "" : `; ${duty}`}.`,
    layer.assigned === undefined ? [newline, slotWords(layer, names)] : "",
  ];
};

/** "Ada → Grace with Bo → Lin" */
const slotWords = ({ rotation }: LayerDefinition, names: MemberNames): Words => {
  if (rotation.unit === "none") return [membersListed(rotation.slots.flat(), names)];
  return rotation.slots.map(
    (slot, i): Words => [
      i === 0 ? "" : " → ",
      slot.map((key, j): Words => [j === 0 ? "" : " with ", namingOf(names)(key)]),
    ],
  );
};

const plannedBlocks = ({ planned, names }: ScheduleView): readonly Block[] =>
  planned.flatMap(({ from, definition }): readonly Block[] => [
    paragraph(bold("Changes "), moment(from), ":"),
    ...byPrecedence(definition.layers).map((layer) => paragraph(layerWords(layer, names))),
  ]);

const overrideBlocks = ({ overrides, names }: ScheduleView): readonly Block[] =>
  overrides.length === 0
    ? []
    : [paragraph(bold("Overrides")), bullets(overrides.slice(0, mostShifts).map((one) => overrideWords(one, names)))];

/** "Mon 09:00 – Tue 09:00: Bo for Ada (dentist)" */
export const overrideWords = (one: PlacedOverride, names: MemberNames): Words => [
  spanWords(one.start, one.end),
  ": ",
  whoWords(one, names),
  one.note === "" ? "" : ` (${one.note})`,
];

/** "Bo for Ada" */
export const whoWords = (one: PlacedOverride, names: MemberNames): Words => {
  const name = namingOf(names);
  const what: Record<PlacedOverride["kind"], () => Words> = {
    set: () => ["by" in one ? name(one.by) : "", " instead of everybody"],
    add: () => ["by" in one ? name(one.by) : "", " as well"],
    replace: () => ["by" in one ? name(one.by) : "", " for ", "person" in one ? name(one.person) : ""],
    remove: () => ["without ", "person" in one ? name(one.person) : ""],
  };
  return what[one.kind]();
};

const comingBlocks = ({ spells, gaps, names, record }: ScheduleView): readonly Block[] => {
  const open = gaps.filter(({ muted }) => !muted);
  return [
    ...(spells.length === 0
      ? []
      : [paragraph(bold("Coming up")), bullets(spells.slice(0, mostShifts).map((spell) => spellWords(spell, names)))]),
    ...(open.length === 0
      ? []
      : [
          note(
            `Nobody is on call ${open.length === 1 ? "once" : `${open.length} times`} in the next 28 days: `,
            code(`/oncall gaps ${record.key}`),
          ),
        ]),
  ];
};

/** A schedule that has just been made: who is on call now and next. */
export const scheduleCreated = (view: ScheduleView): Message => {
  const { record, definition, oncall, names } = view;
  const [layer] = definition.layers;
  return also(
    answer(
      say`${bold(record.name)} is created (${definition.zone}). On call: `,
      standingWords(oncall, { names, behind: new Map() }),
    ),
    ...(layer === undefined ? [] : [paragraph(layerWords(layer, names))]),
    ...comingBlocks({ ...view, spells: [] }),
    controls(
      button("Show it", `oncall schedule show ${record.key}`),
      button("Tell this channel of handoffs", `oncall schedule edit tell:on ${record.key}`),
      button("Add a layer", `oncall layer add ${record.key}`),
    ),
  );
};

export const scheduleChanged = (record: Pick<ScheduleRecord, "key" | "name">, changed: readonly string[]): Message =>
  also(
    answer(bold(record.name), `: changed ${changed.join(", ")}.`),
    controls(button("Show it", `oncall schedule show ${record.key}`)),
  );

/** What a change of layers came to. */
export const layersChanged = (view: ScheduleView, fact: Words): Message =>
  also(
    answer(fact),
    ...layerBlocks(view.definition.layers, view.names),
    ...plannedBlocks(view),
    paragraph("Now: ", standingWords(view.oncall, { names: view.names, behind: new Map() })),
    ...comingBlocks({ ...view, spells: view.spells.slice(0, 5) }),
    controls(button("Show it", `oncall schedule show ${view.record.key}`)),
  );

export const askToDelete = (records: readonly ScheduleRecord[]): Message => {
  const names = listed(records.map(({ name }) => bold(name)));
  const keys = records.map(({ key }) => key).join(",");
  return also(
    answer(
      "Delete ",
      names,
      records.length === 1 ? "? Who was on call by it" : "? Who was on call by them",
      " is then no longer known. To keep that, end it instead: ",
      code(`/oncall schedule edit ends:today ${records[0]?.key ?? "web"}`),
    ),
    controls(button("Delete", `oncall schedule delete --yes schedules:${keys}`, { style: "danger" })),
  );
};

export const schedulesDeleted = (records: readonly ScheduleRecord[]): Message =>
  answer(listed(records.map(({ name }) => bold(name))), records.length === 1 ? " is deleted." : " are deleted.");
