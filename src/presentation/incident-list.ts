import { durationOf, incidentKey, incidentName } from "../domain/incident/incident.ts";
import type { IncidentPage, ListedIncident, SoughtWord } from "../domain/incident/list.ts";
import { isActive } from "../domain/incident/status.ts";
import { assigneeWords, severityWords, statusWords } from "./incident-words.ts";
import type { Block, Message } from "./message.ts";
import {
  ago,
  also,
  answer,
  bold,
  button,
  code,
  controls,
  heading,
  lasting,
  listed,
  newline,
  note,
  say,
  type Words,
} from "./say.ts";

/** What stands around a page: its title, and the lines that lead on and back. */
export interface Around {
  readonly title: string;
  readonly now: Temporal.Instant;
  readonly next?: string;
  readonly previous?: string;
  readonly sought?: readonly SoughtWord[];
}

/** A page of incidents, each with a button that shows it. */
export const incidentList = (page: IncidentPage, around: Around): Message => {
  const { incidents } = page;
  if (incidents.length === 0) return nothingFound(around);
  return {
    summary: `${around.title}: ${totalWords(page)}`,
    blocks: [
      heading(around.title),
      ...incidents.map((one) => incidentRow(one, around.now)),
      note(
        totalWords(page),
        page.more && around.sought !== undefined
          ? ` Only the newest ${page.total.toLocaleString("en")} are ranked.`
          : "",
        corrections(around.sought),
      ),
      ...turns(around),
    ],
  };
};

/** One incident of a list: what it is, how it stands and who has it. */
export const incidentRow = (one: ListedIncident, now: Temporal.Instant): Block => ({
  kind: "paragraph",
  content: say`${bold(incidentName(one))} ${one.title}${newline}${state(one, now)}`,
  control: button("Show", `incident show ${incidentKey(one)}`),
});

const state = (one: ListedIncident, now: Temporal.Instant): Words => {
  const people = new Map(
    one.assignees.flatMap(({ assignee, name }) => (assignee.kind === "person" ? [[assignee.id, name] as const] : [])),
  );
  const teams = new Map(
    one.assignees.flatMap(({ assignee, name }) => (assignee.kind === "team" ? [[assignee.id, name] as const] : [])),
  );
  const parts: readonly Words[] = [
    severityWords(one.severity),
    statusWords[one.status],
    isActive(one.status)
      ? [lasting(durationOf(one, now)), one.assignees.length === 0 ? ", nobody has it" : ""]
      : ["after ", lasting(durationOf(one, now)), ", ", ago(one.endedAt ?? one.startedAt)],
    ...(one.assignees.length === 0
      ? []
      : [listed(one.assignees.map(({ assignee }) => assigneeWords(assignee, { people, teams })))]),
    ...(one.tags.length === 0 ? [] : [one.tags.slice(0, 5).join(", ")]),
    ...(one.private ? ["private"] : []),
  ];
  return parts.flatMap((part, i) => (i === 0 ? [part] : [" · ", part]));
};

/** "12 incidents.", "1,000+ incidents." */
export const totalWords = ({ total, more }: Pick<IncidentPage, "total" | "more">): string =>
  `${total.toLocaleString("en")}${more ? "+" : ""} ${total === 1 && !more ? "incident" : "incidents"}.`;

const corrections = (sought: readonly SoughtWord[] = []): Words =>
  sought.flatMap(({ typed, means, mistyped }) =>
    mistyped && means !== "all of them"
      ? [" No word begins with ", bold(typed), ": looked for ", listed(means.map(bold)), "."]
      : [],
  );

const turns = ({ next, previous, sought }: Around): readonly Block[] => {
  const [back, on] = sought === undefined ? (["Newer", "Older"] as const) : (["Previous", "Next"] as const);
  const buttons = [
    ...(previous === undefined ? [] : [button(back, previous)]),
    ...(next === undefined ? [] : [button(on, next)]),
  ];
  return buttons.length === 0 ? [] : [controls(...buttons)];
};

const nothingFound = ({ title, sought, previous }: Around): Message =>
  also(
    answer(
      sought === undefined ? `${title}: there are none.` : "Nothing has all of these words.",
      corrections(sought),
      " All there are: ",
      code("/incident list"),
    ),
    controls(
      ...(previous === undefined ? [] : [button("Newer", previous)]),
      button("Open an incident", "incident open"),
    ),
  );
