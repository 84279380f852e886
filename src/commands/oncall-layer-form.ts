import type { LayerDefinition } from "../domain/oncall/definition.ts";
import type { ScheduleRecord } from "../domain/oncall/record.ts";
import type { MemberNames, ScheduleView } from "../domain/oncall/schedule-view.ts";
import type { Form } from "../presentation/form.ts";
import { cycleWords, hoursWords } from "../presentation/oncall-rotation.ts";
import { usualCycles } from "./arguments/rotation.ts";

const hoursHint = "Such as 22-06 or fri 20:00 - mon 08:00; empty is around the clock.";

export const addForm = (of: Pick<ScheduleRecord, "key" | "name">, name: string | undefined): Form => ({
  path: "oncall layer add",
  title: "Add a layer",
  submit: "Add",
  known: { schedule: of.key },
  inputs: [
    { kind: "text", name: "name", label: "Name", placeholder: "nights", max: 80, ...(name && { initial: name }) },
    {
      kind: "search",
      name: "people",
      label: "Who takes turns, in order?",
      many: true,
      complete: "oncall layer add people",
    },
    { kind: "choice", name: "every", label: "A turn is", options: usualCycles, initial: "week" },
    { kind: "text", name: "hours", label: "Hours", hint: hoursHint, optional: true },
    {
      kind: "text",
      name: "from",
      label: "First handoff",
      hint: "Such as monday 9:00; empty begins at once.",
      optional: true,
    },
  ],
});

/** Every question shows what is so now; what is left as it is changes nothing. */
export const editForm = ({ record, names }: ScheduleView, layer: LayerDefinition): Form => {
  const { unit, every, slots, anchor } = layer.rotation;
  const own = unit === "none" ? "everyone" : every === 1 ? unit : `${every} ${unit}s`;
  const options = usualCycles.some(({ value }) => value === own)
    ? usualCycles
    : [{ label: cycleWords(layer.rotation), value: own }, ...usualCycles];
  return {
    path: "oncall layer edit",
    title: "Edit a layer",
    submit: "Save",
    known: { schedule: record.key, layer: layer.name },
    inputs: [
      {
        kind: "text",
        name: "people",
        label: "Who takes turns, in order?",
        initial: slotsText(slots, names),
        long: true,
      },
      { kind: "choice", name: "every", label: "A turn is", options, initial: own },
      {
        kind: "text",
        name: "hours",
        label: "Hours",
        hint: hoursHint,
        initial: hoursWords(layer.restrictions) || "always",
      },
      {
        kind: "text",
        name: "from",
        label: "First handoff",
        hint:
          anchor === undefined ? "Empty leaves it." : `Now counted from ${anchor.replace("T", " ")}; empty leaves it.`,
        optional: true,
      },
      { kind: "text", name: "rename", label: "Name", initial: layer.name, max: 80 },
    ],
  };
};

/** As it can be typed again: "Ada, Grace + Bo". */
const slotsText = (slots: LayerDefinition["rotation"]["slots"], names: MemberNames): string =>
  slots.map((slot) => slot.map((key) => names.get(key) ?? key).join(" + ")).join(", ");
