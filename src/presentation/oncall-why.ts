import type { Explanation, Finding, Verdict } from "../domain/oncall/explain.ts";
import type { Override } from "../domain/oncall/override.ts";
import type { Message } from "./message.ts";
import { cycleWords } from "./oncall-rotation.ts";
import { also, answer, bold, bullets, listed, moment, note, say, type Words, words } from "./say.ts";

/** How a person, team or target that a slot names is shown. */
export type Naming = (key: string) => Words;

/** Why somebody, or nobody, is on call: who first, then what each layer and override had to say. */
export const oncallExplained = (explanation: Explanation, name: Naming): Message => {
  const { overrides, layers, awayButOn } = explanation;
  const lines = [
    ...overrides
      .toReversed()
      .map(({ override, applied }) => [overrideLine(override, name), applied ? "." : ", which changes nothing now."]),
    ...layers.map((finding) => layerLine(finding, name)),
  ];
  const said = also(answer(verdictLine(explanation, name)), ...(lines.length === 0 ? [] : [bullets(lines)]));
  if (awayButOn.length === 0) return said;
  return also(said, note(everybody(awayButOn, name), awayButOn.length === 1 ? " is" : " are", " away then."));
};

const everybody = (people: readonly string[], name: Naming): Words => listed(people.map(name));

const verdictLine = ({ at, people, rule, layers, overrides }: Explanation, name: Naming): Words => {
  const then = moment(Temporal.Instant.fromEpochMilliseconds(at));
  const who = everybody(people, name);
  const is = people.length === 1 ? "is" : "are";
  if (rule === "invalid") return say`Nobody is on call at ${then}: the schedule is not valid then.`;
  if (rule === "override") {
    const newest = overrides.findLast(({ applied }) => applied)?.override;
    if (people.length === 0) return say`Nobody is on call at ${then}: an override takes everybody off.`;
    return say`${who} ${is} on call at ${then} by an override${newest === undefined ? "" : [" until ", until(newest.end)]}.`;
  }
  const deciding = layers.filter(({ verdict }) => verdict === "decides");
  if (rule === "nobody" || deciding.length === 0)
    return say`Nobody is on call at ${then}: no layer has anybody on duty.`;
  const named = listed(deciding.map(({ layer }) => bold(layer.name)));
  const noun = deciding.length === 1 ? "layer" : "layers of equal precedence";
  return say`${who} ${is} on call at ${then} by ${noun} ${named}.`;
};

const until = (at: number): Words => moment(Temporal.Instant.fromEpochMilliseconds(at));

const overrideLine = (one: Override, name: Naming): Words => {
  const span = say` from ${until(one.start)} to ${until(one.end)}`;
  switch (one.kind) {
    case "set":
      return say`Override: ${name(one.by)} instead of everybody${span}`;
    case "add":
      return say`Override: ${name(one.by)} as well${span}`;
    case "replace":
      return say`Override: ${name(one.by)} for ${name(one.person)}${span}`;
    case "remove":
      return say`Override: without ${name(one.person)}${span}`;
  }
};

const layerLine = ({ layer, verdict, turn, reason }: Finding, name: Naming): Words => {
  const head = say`${bold(layer.name)}, precedence ${layer.precedence.toString()}: `;
  if (turn === undefined) return words(head, verdictWords[verdict], ".");
  const { slots, unit } = layer.rotation;
  const given = layer.assignments?.filter(({ start, end }) => start <= turn.start && turn.start < end);
  const own = given?.map(({ person }) => person) ?? (unit === "none" ? slots.flat() : (slots[turn.slot] ?? []));
  const whose = own.length === 0 ? "nobody" : everybody(own, name);
  const lasts = Number.isFinite(turn.start) && Number.isFinite(turn.end);
  const span = lasts ? say`, ${until(turn.start)} to ${until(turn.end)}` : "";
  const turned =
    given !== undefined
      ? say`its calendar has ${whose}${span}`
      : unit === "none"
        ? say`everybody: ${whose}`
        : say`turn ${(turn.number + 1).toString()} (${cycleWords(layer.rotation)}) is of ${whose}${span}`;
  return words(head, turned, "; ", absenceWords(reason, name), verdictWords[verdict], ".");
};

const absenceWords = (reason: Finding["reason"], name: Naming): Words => {
  if (reason === undefined || reason.absent.length === 0) return "";
  const absent = say`${everybody(reason.absent, name)} ${reason.absent.length === 1 ? "is" : "are"} away`;
  if (reason.coveredBy === undefined) return words(absent, "; ");
  return say`${absent}, so the next slot covers: ${everybody(reason.people, name)}; `;
};

const verdictWords: Readonly<Record<Verdict, string>> = {
  decides: "it decides",
  outranked: "a higher layer decides",
  "not begun": "it has not begun",
  over: "it is over",
  "off hours": "it is off duty at this hour",
  holiday: "it is free on this holiday",
  "no holiday": "it is on duty on holidays only",
  "empty slot": "nobody is in this slot",
  "all away": "everybody in it is away",
};
