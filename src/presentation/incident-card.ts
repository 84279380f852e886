import { durationOf, incidentKey, incidentName } from "../domain/incident/incident.ts";
import type { Severity } from "../domain/incident/severity.ts";
import { isActive } from "../domain/incident/status.ts";
import type { IncidentView } from "../domain/incident/view.ts";
import { cardControls } from "./card-controls.ts";
import { cardFields } from "./card-fields.ts";
import { afterwards, counted, incidentColour, severityWords, statusWords, who } from "./incident-words.ts";
import { excerptOf, inlineOf } from "./markup.ts";
import type { Block, Inline, Message } from "./message.ts";
import {
  ago,
  bold,
  code,
  fields,
  heading,
  lasting,
  moment,
  newline,
  note,
  paragraph,
  person,
  quote,
  say,
  type Words,
  words,
} from "./say.ts";

/** The longest heading every platform shows whole. */
const longestHeading = 140;
/** A description beyond this is told in full by `/incident show`. */
const longestDescription = 500;

/** An incident as a place shows it: one message, edited in place ever after. */
export const incidentCard = (view: IncidentView, now: Temporal.Instant): Message => {
  const { incident } = view;
  const name = `${incidentName(incident)} · ${incident.title}`;
  return {
    summary: `${name} (${severityWords(incident.severity)}, ${incident.status})`,
    colour: incidentColour(incident),
    filed: { status: statusWords[incident.status], severity: severityNames(incident.severity) },
    blocks: [
      [...name].length <= longestHeading ? heading(name) : paragraph(bold(name)),
      paragraph(state(view, now)),
      ...description(view),
      fields(...cardFields(view)),
      ...update(view, now),
      ...ending(view),
      ...silence(view),
      note(footnote(view)),
      cardControls(incident),
    ],
  };
};

const severityNames = (severity: Severity | null): readonly string[] =>
  severity === null ? [] : [severity.key, severity.name, severityWords(severity)];

const state = ({ incident }: IncidentView, now: Temporal.Instant): Words => {
  const spent = lasting(durationOf(incident, now));
  return say`${bold(severityWords(incident.severity))} · ${bold(statusWords[incident.status])} ${
    isActive(incident.status) ? "for " : "after "
  }${spent}${incident.private ? " · Private: only the people on it see this" : ""}`;
};

const description = ({ description: body, people, incident }: IncidentView): readonly Block[] => {
  if (body === undefined) return [];
  if (body.length <= longestDescription) return [quote(inlineOf(body, { people }))];
  const start = excerptOf(body, { people }, longestDescription);
  return [quote(say`${start} All of it: ${code(`/incident show ${incidentKey(incident)}`)}`)];
};

const update = ({ update: said, people, incident }: IncidentView, now: Temporal.Instant): readonly Block[] => {
  if (said === undefined) return [];
  const next = isActive(incident.status) ? said.nextAt : undefined;
  const due = next !== undefined && Temporal.Instant.compare(next, now) <= 0;
  return [
    paragraph(
      bold("Latest update"),
      say` by ${who(said.by)}, ${ago(said.at)}`,
      newline,
      inlineOf(said.known, { people }),
      said.doing === undefined ? [] : [newline, bold("We are doing: "), ...inlineOf(said.doing, { people })],
      next === undefined ? [] : [newline, due ? "Next update was due " : "Next update ", moment(next)],
    ),
  ];
};

const ending = (view: IncidentView): readonly Block[] => [
  ...(view.resolution === undefined
    ? []
    : [paragraph(bold("Resolution"), newline, inlineOf(view.resolution, { people: view.people }))]),
  ...(view.duplicateOf === undefined
    ? []
    : [
        paragraph(
          say`${bold("Duplicate")} of ${incidentName(view.duplicateOf)} ${view.duplicateOf.title}. What comes next happens there.`,
        ),
      ]),
];

const silence = ({ silentUntil }: IncidentView): readonly Block[] =>
  silentUntil === undefined
    ? []
    : [note("Pages are silent until ", silentUntil === "forever" ? "further notice" : moment(silentUntil), ".")];

const how: Readonly<Record<string, string>> = {
  command: "with a command",
  form: "with a form",
  message: "from a message",
  mention: "with a mention",
  http: "over HTTP",
  automation: "through an automation",
};

const footnote = (view: IncidentView): readonly Inline[] => {
  const { incident, people } = view;
  const [first, ...others] = incident.acknowledgements;
  const done = incident.tasks.filter((task) => task.doneAt !== undefined).length;
  const parts: readonly Words[] = [
    say`Opened by ${who(view.creator)}${how[incident.openedBy] === undefined ? "" : ` ${how[incident.openedBy]}`}`,
    first === undefined
      ? []
      : say`Acknowledged by ${person(first.person, people.get(first.person) ?? "somebody who left")}${
          others.length === 0 ? "" : ` and ${counted(others.length, "other")}`
        }${afterwards(durationOf({ startedAt: incident.startedAt }, first.at))}`,
    incident.comments === 0 ? [] : counted(incident.comments, "comment"),
    incident.tasks.length === 0 ? [] : `${done} of ${counted(incident.tasks.length, "task")} done`,
    view.attachments === 0 ? [] : counted(view.attachments, "file"),
  ];
  return parts
    .map((part) => words(part))
    .filter((part) => part.length > 0)
    .flatMap((part, i) => (i === 0 ? part : words(" · ", part)));
};
