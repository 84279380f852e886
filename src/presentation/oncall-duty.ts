import type { ActKind } from "../domain/oncall/act.ts";
import type { DutyNotice } from "../domain/oncall/override-view.ts";
import type { Message } from "./message.ts";
import { namingOf } from "./oncall-members.ts";
import { spanWords } from "./oncall-now.ts";
import { overrideWords } from "./oncall-schedule.ts";
import { also, answer, bold, bullets, button, controls, note, paragraph, type Words } from "./say.ts";

/** For somebody whose duties were changed by somebody else: what was done, and when they are on call now. */
export const dutyChanged = ({ record, act, overrides, duties, names }: DutyNotice): Message => {
  const made = overrides.filter((one) => one.act === act.id);
  const shown = made.length === 0 ? overrides : made;
  return also(
    answer(namingOf(names)(act.actor), ` ${deeds[act.kind]} `, bold(record.name), ". ", dutyWords(duties)),
    bullets(
      shown
        .slice(0, mostShown)
        .map((one): Words => [made.length === 0 ? "Taken back: " : "", overrideWords(planned(one), names)]),
    ),
    ...(duties.length > mostShown ? [paragraph(`You are on call ${duties.length} times in that time.`)] : []),
    note("When you are on call: ", { kind: "code", text: "/oncall mine" }),
    controls(button("My shifts", "oncall mine"), button("Show the schedule", `oncall schedule show ${record.key}`)),
  );
};

const mostShown = 6;

/** One that was taken back is shown with the time it was made for. */
const planned = (one: DutyNotice["overrides"][number]) => ({ ...one, end: one.plannedEnd });

const dutyWords = (duties: DutyNotice["duties"]): Words =>
  duties.length === 0
    ? "You are not on call in that time."
    : [
        "You are on call ",
        duties.slice(0, mostShown).map(({ start, end }, i): Words => [i === 0 ? "" : ", ", spanWords(start, end)]),
        ".",
      ];

const deeds: Readonly<Record<ActKind, string>> = {
  override: "made an override on",
  take: "took over on",
  give: "handed over a shift on",
  cover: "covers a shift on",
  swap: "swapped shifts on",
  edit: "changed an override on",
  remove: "deleted an override on",
  undo: "took back a change on",
};
