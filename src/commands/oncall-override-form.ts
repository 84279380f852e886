import type { ListedOverride } from "../domain/oncall/override-view.ts";
import { byIn } from "../domain/oncall/placed.ts";
import type { ScheduleRecord } from "../domain/oncall/record.ts";
import type { Form } from "../presentation/form.ts";
import { digitsOf } from "../presentation/oncall-override.ts";
import type { MemberValue } from "./arguments/member.ts";

const kinds = [
  { label: "Instead of everybody", value: "set" },
  { label: "Instead of one person", value: "replace" },
  { label: "As well", value: "add" },
  { label: "Take this one off", value: "remove" },
] as const;

export const addForm = ({ key }: Pick<ScheduleRecord, "key">, who: MemberValue | undefined): Form => ({
  path: "oncall override add",
  title: "Add an override",
  submit: "Add",
  known: { schedule: key },
  inputs: [
    {
      kind: "search",
      name: "member",
      label: "Who?",
      complete: "oncall override add member",
      ...(who === undefined ? {} : { initial: [{ label: who.name, value: who.key }] }),
    },
    { kind: "choice", name: "kind", label: "How?", options: kinds, initial: "set" },
    {
      kind: "search",
      name: "for",
      label: "Instead of whom?",
      hint: "Where it is instead of one person.",
      complete: "oncall override add for",
      optional: true,
    },
    { kind: "text", name: "from", label: "From", hint: "Such as friday 18:00; empty is now.", optional: true },
    { kind: "text", name: "to", label: "Until", hint: "Such as 4h, 18:00 or 2026-12-27." },
  ],
});

/** What is so now; what is left as it is changes nothing. */
export const editForm = (zone: string, { override }: ListedOverride): Form => ({
  path: "oncall override edit",
  title: "Change an override",
  submit: "Save",
  known: { override: digitsOf(override.id) },
  inputs: [
    { kind: "text", name: "from", label: "From", initial: clockText(override.start, zone) },
    { kind: "text", name: "to", label: "Until", initial: clockText(override.end, zone) },
    ...(byIn(override) === undefined
      ? []
      : [
          {
            kind: "search",
            name: "member",
            label: "Somebody else",
            complete: "oncall override edit member",
            optional: true,
          } as const,
        ]),
    { kind: "text", name: "note", label: "Why", initial: override.note, optional: true },
  ],
});

const clockText = (at: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: "minute" })
    .replace("T", " ");
