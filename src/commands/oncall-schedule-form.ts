import type { ScheduleView } from "../domain/oncall/schedule-view.ts";
import type { Form } from "../presentation/form.ts";
import { endText, wallText } from "../presentation/oncall-rotation.ts";
import { usualCycles } from "./arguments/rotation.ts";

/** A first schedule in five questions. */
export const createForm = (name: string | undefined, zoneName: string): Form => ({
  path: "oncall schedule create",
  title: "Create a schedule",
  submit: "Create",
  known: {},
  inputs: [
    {
      kind: "text",
      name: "name",
      label: "Name",
      placeholder: "web",
      max: 256,
      ...(name === undefined ? {} : { initial: name }),
    },
    {
      kind: "search",
      name: "people",
      label: "Who takes turns, in order?",
      many: true,
      complete: "oncall schedule create people",
    },
    { kind: "choice", name: "every", label: "A turn is", options: usualCycles, initial: "week" },
    {
      kind: "text",
      name: "hours",
      label: "Hours",
      hint: "Such as 09-18 or mon-fri 09-17; empty is around the clock.",
      optional: true,
    },
    {
      kind: "search",
      name: "zone",
      label: "Time zone",
      optional: true,
      complete: "oncall schedule create zone",
      initial: [{ label: zoneName, value: zoneName }],
    },
  ],
});

export const editForm = ({ record, definition }: ScheduleView): Form => {
  return {
    path: "oncall schedule edit",
    title: "Edit a schedule",
    submit: "Save",
    known: { schedule: record.key },
    inputs: [
      { kind: "text", name: "name", label: "Name", initial: record.name, max: 256 },
      {
        kind: "text",
        name: "description",
        label: "What it is for",
        initial: record.description,
        optional: true,
        long: true,
        max: 1000,
      },
      {
        kind: "search",
        name: "zone",
        label: "Time zone",
        complete: "oncall schedule edit zone",
        initial: [{ label: definition.zone, value: definition.zone }],
      },
      {
        kind: "text",
        name: "starts",
        label: "Valid from",
        initial: definition.validFrom === undefined ? "none" : wallText(definition.validFrom),
      },
      {
        kind: "text",
        name: "ends",
        label: "Valid until",
        initial: definition.validUntil === undefined ? "none" : endText(definition.validUntil),
      },
    ],
  };
};

/** Several schedules to choose. */
export const whichForm = (verb: "export" | "delete", title: string, submit: string): Form => ({
  path: `oncall schedule ${verb}`,
  title,
  submit,
  known: {},
  inputs: [
    {
      kind: "search",
      name: "schedules",
      label: "Which ones?",
      many: true,
      // Both complete alike.
      complete: "oncall schedule export schedules",
    },
  ],
});
