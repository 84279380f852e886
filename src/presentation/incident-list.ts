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
  /** Words that were searched for and read like filters. */
  readonly likely?: LikelyFilters;
}

export interface LikelyFilters {
  /** A filter, and the list it gives. */
  readonly filters: readonly { readonly filter: string; readonly line: string }[];
  /** Names before a colon that no filter has. */
  readonly unknown: readonly string[];
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
      ...likelyFilters(around.likely),
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

const likelyFilters = (likely: LikelyFilters = { filters: [], unknown: [] }): readonly Block[] => [
  ...(likely.unknown.length === 0
    ? []
    : [note("No filter is called ", listed(likely.unknown.map((name) => code(`${name}:`))), ".")]),
  ...(likely.filters.length === 0
    ? []
    : [
        note("Meant as a filter, not as a word?"),
        controls(...likely.filters.map(({ filter, line }) => button(`Only ${filter}`, line))),
      ]),
];

const turns = ({ next, previous, sought }: Around): readonly Block[] => {
  const [back, on] = sought === undefined ? (["Newer", "Older"] as const) : (["Previous", "Next"] as const);
  const buttons = [
    ...(previous === undefined ? [] : [button(back, previous)]),
    ...(next === undefined ? [] : [button(on, next)]),
  ];
  return buttons.length === 0 ? [] : [controls(...buttons)];
};

const nothingFound = ({ title, sought, previous, likely }: Around): Message =>
  also(
    answer(
      sought === undefined ? `${title}: there are none.` : "Nothing has all of these words.",
      corrections(sought),
      " All there are: ",
      code("/incident list"),
    ),
    ...likelyFilters(likely),
    controls(
      ...(previous === undefined ? [] : [button("Newer", previous)]),
      button("Open an incident", "incident open"),
    ),
  );
