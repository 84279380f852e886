import { incidentKey, incidentName } from "../domain/incident/incident.ts";
import { isActive } from "../domain/incident/status.ts";
import type { Told } from "../domain/notify/delivery-view.ts";
import { answeredWords, calmed, hiddenMessage, hiddenWords } from "./calm.ts";
import { entryLine } from "./entry-line.ts";
import { counted, incidentColour, severityWords } from "./incident-words.ts";
import { excerptOf } from "./markup.ts";
import type { Block, Control, Message } from "./message.ts";
import { notice } from "./notice.ts";
import { footnote, pageMessage, whyYou } from "./page.ts";
import { remediesOf } from "./reminder.ts";
import { bold, bullets, button, controls, note, paragraph, plain, quote, say, words } from "./say.ts";

/** One message to one recipient: its form is that of its most urgent reason. */
export const toldMessage = (told: Told, now: Temporal.Instant): Message => {
  if (told.hidden === true) return hiddenMessage(told.incident);
  return told.calm === true ? calmed(askingMessage(told, now), told.incident) : askingMessage(told, now);
};

const askingMessage = (told: Told, now: Temporal.Instant): Message => {
  const [first] = told.causes;
  const [entry] = told.entries;
  if (first?.kind === "told" && told.person !== undefined && entry !== undefined) {
    const { incident, permalink } = told;
    const { reason } = first;
    return notice(
      { reason, person: told.person, incident, entry, ...(permalink === undefined ? {} : { permalink }) },
      now,
    );
  }
  if (told.about === "page" && told.person !== undefined) return pageMessage(told, now);
  return newsMessage(told, now);
};

/** What happened, to whoever wants to hear of it; to places and addresses the same without "you". */
const newsMessage = (told: Told, now: Temporal.Instant): Message => {
  const { incident } = told.incident;
  const name = bold(`${incidentName(incident)} · ${incident.title}`);
  const [entry] = told.entries;
  const happened = entry === undefined ? [] : entryLine(entry);
  const headline = words(
    severityWords(incident.severity),
    " · ",
    name,
    happened.length === 0 ? "" : say`: ${happened}`,
  );
  const body = entry?.comment?.body;
  const why = told.person === undefined && told.about !== "reminder" ? [] : whyYou(told);
  return {
    summary: plain(headline),
    colour: incidentColour(incident),
    blocks: [
      paragraph(headline),
      ...(body === undefined || body === ""
        ? []
        : [quote(excerptOf(body, { people: entry?.people ?? new Map() }, 600))]),
      ...(why.length === 0 ? [] : [paragraph(why)]),
      note(footnote(told, now)),
      controls(...choices(told)),
    ],
  };
};

const choices = ({ about, incident: { incident }, causes }: Told): readonly Control[] => {
  const key = incidentKey(incident);
  const { occurrence } = incident;
  const show = button("Show", `incident show ${key}`, { occurrence });
  if (!isActive(incident.status)) return [show];
  const reminder = causes.find((one) => one.kind === "reminder");
  const { number } = incident;
  const remedies =
    reminder === undefined
      ? []
      : remediesOf(reminder.rule, { number, occurrence, source: reminder.name.replace(/^task /u, "") });
  if (remedies.length > 0) return [...remedies, show];
  if (about === "page") return [button("Acknowledge", `incident ack ${key}`, { style: "primary", occurrence }), show];
  return reminder === undefined
    ? [show]
    : [button("Take", `incident take ${key}`, { style: "primary", occurrence }), show];
};

/** Several at once, pages first: sent where one by one would be too many in a minute. */
export const bundleMessage = (all: readonly Told[], now: Temporal.Instant): Message => {
  const pages = all.filter(({ about }) => about === "page");
  const asking = pages.filter(({ calm, hidden }) => calm !== true && hidden !== true);
  const [first] = (pages.length > 0 ? pages : all).filter(({ hidden }) => hidden !== true);
  const isPersonal = all.some(({ person }) => person !== undefined);
  const summary = `${counted(all.length, "message")}${isPersonal ? " for you" : ""}${pages.length === 0 ? "" : `, ${counted(pages.length, "page")} among them`}`;
  const blocks: readonly Block[] = [
    paragraph(bold(summary)),
    bullets(all.map(lineOf)),
    ...(first === undefined ? [] : [note(footnote(first, now))]),
    ...(asking.length === 0
      ? []
      : [controls(...asking.slice(0, 5).map(({ incident: { incident } }) => ackButton(incident)))]),
  ];
  return { summary, blocks };
};

const lineOf = (told: Told) => {
  if (told.hidden === true) return hiddenWords(told.incident);
  const { incident } = told.incident;
  const [entry] = told.entries;
  const what = told.person === undefined && entry !== undefined ? entryLine(entry) : whyYou(told);
  const line = say`${severityWords(incident.severity)} · ${bold(incidentName(incident))} ${incident.title}: ${what}`;
  return told.calm === true ? say`${line} ${answeredWords(told.incident)}` : line;
};

const ackButton = (incident: Told["incident"]["incident"]): Control =>
  button(`Ack ${incidentName(incident)}`, `incident ack ${incidentKey(incident)}`, {
    occurrence: incident.occurrence,
  });
