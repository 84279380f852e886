import { durationOf, incidentKey, incidentName } from "../domain/incident/incident.ts";
import { isActive } from "../domain/incident/status.ts";
import type { Reason } from "../domain/job.ts";
import { channelName, type Told } from "../domain/notify/delivery-view.ts";
import { type Cause, membersIn } from "../domain/notify/recipients.ts";
import { incidentColour, severityWords, who } from "./incident-words.ts";
import { lateWords } from "./late.ts";
import { excerptOf } from "./markup.ts";
import type { Block, Control, Inline, Message } from "./message.ts";
import { unansweredWords, whyReminded, whyUnpaged } from "./reminder.ts";
import { bold, button, controls, lasting, link, note, paragraph, plain, quote, say, select, words } from "./say.ts";

/** How long pages can be made to wait; "tomorrow" is its morning at nine. */
const snoozes = [
  ["5m", "5 minutes"],
  ["15m", "15 minutes"],
  ["1h", "1 hour"],
  ["4h", "4 hours"],
  ["tomorrow", "Until tomorrow 9:00"],
] as const;

/** What asks somebody to respond: what is broken, why it is them, and everything they can answer with. */
export const pageMessage = (told: Told, now: Temporal.Instant): Message => {
  const { incident } = told.incident;
  const headline = say`${severityWords(incident.severity)} · ${bold(`${incidentName(incident)} · ${incident.title}`)}`;
  const { description } = told.incident;
  const blocks: readonly Block[] = [
    paragraph(headline),
    paragraph(whyYou(told)),
    ...(description === undefined || description === ""
      ? []
      : [quote(excerptOf(description, { people: told.incident.people }, 600))]),
    note(footnote(told, now)),
    ...(isActive(incident.status) ? [controls(...answers(told))] : []),
  ];
  return {
    summary: plain(words(headline, ". ", whyYou(told))),
    colour: incidentColour(incident),
    blocks,
    ...(told.person === undefined ? {} : { pings: [told.person] }),
  };
};

/** The reasons in one line, the most urgent first. */
export const whyYou = (told: Told): readonly Inline[] => {
  const [first, ...others] = told.causes.map((cause) => becauseOf(cause, told));
  if (first === undefined) return [];
  return words(capital(first), others.length === 0 ? "." : `, and ${others.join(", and ")}.`);
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** One reason in words, of the reader. */
const becauseOf = (cause: Cause, told: Pick<Told, "names">): string => {
  const why = reasonOf(cause, told.names);
  return isAboutThem(cause) ? `you are ${why}` : why;
};

const isAboutThem = ({ kind }: Cause): boolean => kind === "page" || kind === "told" || kind === "policy";

const toldWords: Readonly<Record<Reason, string>> = {
  assigned: "assigned to it",
  mentioned: "mentioned",
  role: "given a role",
  task: "given a task",
};

/** One reason in words, of anybody: "on call in Web (Payments, step 1)". */
export const reasonOf = (cause: Cause, names: Told["names"]): string => {
  switch (cause.kind) {
    case "page": {
      if (cause.rule === "by-hand") return "paged by hand";
      const round = cause.cycle === 0 ? "" : `, round ${cause.cycle + 1}`;
      return `${standing(cause.via, names)} (${cause.name}, step ${cause.step + 1}${round})`;
    }
    case "fallback":
      if (cause.why !== "unanswered")
        return `nobody was paged, because ${whyUnpaged(cause.why, cause)} (${cause.name})`;
      return plain(say`nobody ${unansweredWords(cause.name, calledIn(cause, names), cause)}`);
    case "told":
      return toldWords[cause.reason];
    case "subscription":
      return `a subscription to ${names.get(channelName(cause.channel)) ?? "its channel"}`;
    case "target":
      return `a target of ${names.get(channelName(cause.channel)) ?? "its channel"}`;
    case "summary":
      return "the daily summary";
    case "policy":
      return `${standing(cause.via, names)} (${cause.name})`;
    case "reminder":
      return cause.rule === "task-overdue"
        ? whyReminded(cause.rule, cause.seconds, cause.name)
        : `${whyReminded(cause.rule, cause.seconds)}${cause.name === "" ? "" : ` (${cause.name})`}`;
  }
};

const calledIn = (cause: Cause, names: Told["names"]): readonly string[] =>
  membersIn(cause).map((member) => names.get(member) ?? "somebody who left");

const standing = (via: string, names: Told["names"]): string => {
  const name = names.get(via);
  if (via.startsWith("schedule:")) return `on call${name === undefined ? "" : ` in ${name}`}`;
  if (via.startsWith("team:")) return `in ${name ?? "a team"}`;
  return "called";
};

export const footnote = (
  { incident: view, permalink, dueAt, sentAt }: Told,
  now: Temporal.Instant,
): readonly Inline[] => {
  const { incident } = view;
  const late = lateWords(dueAt, sentAt ?? now);
  return words(
    say`${incident.status} · ${lasting(durationOf(incident, now))} · opened by ${who(view.creator)}`,
    permalink === undefined ? "" : say` · ${link("Go to the incident", permalink)}`,
    late === "" ? "" : [" · ", late],
  );
};

const answers = (told: Told): readonly Control[] => {
  const { incident } = told.incident;
  const key = incidentKey(incident);
  const { occurrence } = incident;
  return [
    button("Acknowledge", `incident ack ${key}`, { style: "primary", occurrence }),
    button("I can't", `incident page decline ${key}`, { occurrence }),
    button("Escalate", `incident page escalate ${key}`, { occurrence }),
    button("Show", `incident show ${key}`, { occurrence }),
    select({
      line: `incident page snooze ${key} for:`,
      placeholder: "Snooze",
      options: snoozes.map(([value, label]) => ({ label, value })),
      occurrence,
    }),
    select({
      line: `incident assign over ${key} person:`,
      placeholder: "Hand over",
      options: { complete: "incident assign over person" },
      occurrence,
    }),
  ];
};
