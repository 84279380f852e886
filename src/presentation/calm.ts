import { incidentKey, incidentName } from "../domain/incident/incident.ts";
import { isActive } from "../domain/incident/status.ts";
import type { IncidentView } from "../domain/incident/view.ts";
import { statusWords } from "./incident-words.ts";
import type { Block, Inline, Message } from "./message.ts";
import { bold, button, controls, listed, moment, paragraph, person, plain, say, type Words, words } from "./say.ts";

/** A page that asks for nothing any more: who has it stands where its buttons were. */
export const calmed = (message: Message, view: IncidentView): Message => {
  const { incident } = view;
  return {
    ...message,
    blocks: [
      ...message.blocks.map(silenced).filter((block) => block.kind !== "controls"),
      paragraph(answeredWords(view)),
      controls(button("Show", `incident show ${incidentKey(incident)}`, { occurrence: incident.occurrence })),
    ],
  };
};

/** A page whose reader may not see the incident any more: only the number stays. */
export const hiddenMessage = (view: IncidentView): Message => {
  const happened = hiddenWords(view);
  return { summary: plain(happened), blocks: [paragraph(happened)] };
};

export const hiddenWords = ({ incident }: IncidentView): readonly Inline[] =>
  say`${bold(incidentName(incident))} is private now: this page asks for nothing any more.`;

const silenced = (block: Block): Block => {
  if (block.kind !== "paragraph") return block;
  const { control: _, ...rest } = block;
  return rest;
};

/** "Acknowledged by Ada, today 09:05. Resolved, today 09:20." */
export const answeredWords = ({ incident, people }: IncidentView): readonly Inline[] => {
  const { status, endedAt } = incident;
  const [first, ...others] = incident.acknowledgements;
  const name = (one: typeof first): Words =>
    one === undefined ? "" : person(one.person, people.get(one.person) ?? "somebody who left");
  const answered =
    first === undefined
      ? []
      : say`${bold("Acknowledged")} by ${listed([first, ...others].map(name))}, ${moment(first.at)}.`;
  const ended = isActive(status)
    ? []
    : say`${bold(statusWords[status])}${endedAt === undefined ? "" : say`, ${moment(endedAt)}`}.`;
  if (answered.length > 0 && ended.length > 0) return words(answered, " ", ended);
  if (answered.length > 0 || ended.length > 0) return words(answered, ended);
  return say`${bold(statusWords[status])}: nobody is paged for it any more.`;
};
