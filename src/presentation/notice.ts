import type { PersonId } from "../domain/ids.ts";
import type { EntryView } from "../domain/incident/entry-view.ts";
import { durationOf, incidentKey, incidentName } from "../domain/incident/incident.ts";
import { isActive } from "../domain/incident/status.ts";
import type { IncidentView } from "../domain/incident/view.ts";
import type { Reason } from "../domain/job.ts";
import { roleNamed, string } from "./entry-data.ts";
import { incidentColour, severityWords, who } from "./incident-words.ts";
import { excerptOf } from "./markup.ts";
import type { Block, Control, Inline, Message } from "./message.ts";
import { bold, button, controls, lasting, link, note, paragraph, plain, quote, say } from "./say.ts";

/** Everything a direct message says of one entry. */
export interface Notice {
  readonly reason: Reason;
  readonly person: PersonId;
  readonly incident: IncidentView;
  readonly entry: EntryView;
  /** The incident's card, for a browser. */
  readonly permalink?: string;
}

/** What one person is told directly: who did what, the words it was about, and what can be done from here. */
export const notice = (told: Notice, now: Temporal.Instant): Message => {
  const { incident } = told.incident;
  const what = sentence(told);
  return {
    summary: plain(what),
    colour: incidentColour(incident),
    blocks: [paragraph(what), ...context(told), note(footnote(told, now)), controls(...choices(told))],
  };
};

const sentence = ({ reason, entry, incident: { incident } }: Notice): readonly Inline[] => {
  const actor = who(entry.actor);
  const name = bold(`${incidentName(incident)} · ${incident.title}`);
  switch (reason) {
    case "assigned":
      return entry.entry.kind === "declared"
        ? say`${actor} opened ${name} and assigned it to you.`
        : say`${actor} assigned ${name} to you.`;
    case "mentioned":
      return entry.entry.kind === "person-added"
        ? say`${actor} added you to ${name}.`
        : say`${actor} mentioned you in ${name}.`;
    case "role":
      return say`${actor} made you ${roleNamed(entry)} of ${name}.`;
    case "task":
      return say`${actor} gave you task ${string(entry, "number") ?? ""} of ${name}.`;
  }
};

const context = ({ entry, incident }: Notice): readonly Block[] => {
  const body = entry.comment?.body ?? entry.body ?? taskText(entry, incident);
  return body === undefined || body === "" ? [] : [quote(excerptOf(body, { people: entry.people }, 600))];
};

const taskText = (entry: EntryView, { incident, taskTexts }: IncidentView): string | undefined => {
  const number = string(entry, "number");
  const task = entry.entry.kind.startsWith("task-")
    ? incident.tasks.find((one) => String(one.number) === number)
    : undefined;
  return task === undefined ? undefined : taskTexts.get(task.text);
};

const footnote = ({ incident: view, permalink }: Notice, now: Temporal.Instant): readonly Inline[] => {
  const { incident } = view;
  return say`${severityWords(incident.severity)} · ${incident.status} · ${lasting(durationOf(incident, now))}${
    permalink === undefined ? "" : say` · ${link("Go to the incident", permalink)}`
  }`;
};

const choices = ({ reason, person, incident: view, entry }: Notice): readonly Control[] => {
  const { incident } = view;
  const { occurrence } = incident;
  const key = incidentKey(incident);
  const has = incident.acknowledgements.some((one) => one.person === person);
  const show = button("Show", `incident show ${key}`, { occurrence });
  if (!isActive(incident.status)) return [show];
  switch (reason) {
    case "assigned":
    case "role":
      return [...(has ? [] : [button("Acknowledge", `incident ack ${key}`, { style: "primary", occurrence })]), show];
    case "mentioned":
      return [button("Comment", `incident comment ${key}`, { occurrence }), show];
    case "task": {
      const number = string(entry, "number");
      return [
        ...(number === undefined ? [] : [button("Done", `incident task done ${key} ${number}`, { style: "primary" })]),
        show,
      ];
    }
  }
};
