import { assigneeKey } from "../domain/incident/assignee.ts";
import type { Filters, PageAt, Wanted } from "../domain/incident/list.ts";
import { times } from "../domain/incident/list.ts";
import { type Severity, severityNamed } from "../domain/incident/severity.ts";
import { activeStatuses, statuses } from "../domain/incident/status.ts";
import { Refusal } from "../domain/refusal.ts";
import { incidentList, type LikelyFilters } from "../presentation/incident-list.ts";
import { listIncidents } from "../services/incident/list.ts";
import { severitiesOf } from "../services/severity/list.ts";
import { assigneeOrNone, cursor, cursorWord } from "./arguments/filter.ts";
import { channel, status, tag } from "./arguments/label.ts";
import { edge } from "./arguments/moment.ts";
import { type AssigneeValue, type PersonValue, person } from "./arguments/person.ts";
import { choice, flag, rest, word } from "./arguments/plain.ts";
import { type SeverityValue, severityOrNone } from "./arguments/severity.ts";
import { type Alias, command, type Filter, filter, named, optional, type Values } from "./command.ts";

/** How many incidents a page in chat shows. */
const pageSize = 10;

const args = {
  status: filter(status("open, working, pending, resolved or closed")),
  severity: filter(severityOrNone("A severity, or none")),
  assignee: filter(assigneeOrNone("A person, a team, me or none")),
  tag: filter(tag("A tag")),
  channel: filter(channel("An incident channel")),
  source: filter(word("What it came from, by name")),
  creator: filter(person("Who opened it")),
  updater: filter(person("Who changed it last")),
  from: named(edge("From this day or time on", "from")),
  to: named(edge("Up to this day or time", "to")),
  by: named(choice(times, "Which time from: and to: mean: start, created or updated")),
  mine: flag("Only what is assigned to you"),
  active: flag("Only what is open, working or pending"),
  after: named(cursor("The page after this incident")),
  before: named(cursor("The page before this incident")),
  words: optional(rest("Words of the title or description")),
};

type Args = Values<typeof args>;

export const list = command({
  path: "incident list",
  summary: "List and search incidents; ! before a value means not",
  permission: "incident.view",
  answer: "private",
  args,
  examples: ["incident list status:open,working severity!:sev4", "incident list from:2026-03-01 checkout"],
  run: async (ctx, asked) => {
    const found = await listIncidents(ctx, {
      filters: filtersOf(asked, ctx.actor.kind === "person" ? `person:${ctx.actor.id}` : undefined),
      by: asked.by ?? "start",
      page: pageOf(asked),
      size: pageSize,
      ...(asked.words === undefined ? {} : { words: asked.words }),
    });
    const line = listLine(asked);
    return incidentList(found, {
      title: titleOf(asked),
      now: ctx.now(),
      likely: likelyIn(asked, asked.words === undefined ? [] : await severitiesOf(ctx)),
      ...(found.sought === undefined ? {} : { sought: found.sought }),
      ...(found.next === undefined ? {} : { next: line(`after:${cursorWord(found.next)}`) }),
      ...(found.previous === undefined ? {} : { previous: line(`before:${cursorWord(found.previous)}`) }),
    });
  },
});

export const listAliases: readonly Alias[] = [
  { from: "incident mine", to: "incident list", preset: { mine: "yes", active: "yes" } },
  { from: "incident active", to: "incident list", preset: { active: "yes" } },
  { from: "incident search", to: "incident list" },
  { from: "incident ls", to: "incident list" },
];

const filtersOf = (asked: Args, me: string | undefined): Filters => {
  if (asked.mine && me === undefined) {
    throw new Refusal("nobody-is-me", "--mine is for people. Name somebody instead, such as `assignee:@ada`.");
  }
  const assignees = wanted(asked.assignee, (one: AssigneeValue | "none") =>
    one === "none" ? null : assigneeKey(one.assignee),
  );
  return {
    status: asked.active
      ? { is: activeStatuses, not: asked.status.not }
      : { is: asked.status.is, not: asked.status.not },
    severity: wanted(asked.severity, (one: SeverityValue | "none") => (one === "none" ? null : one.severity.id)),
    assignee: asked.mine && me !== undefined ? { is: [me], not: assignees.not } : assignees,
    tag: wanted(asked.tag, (one) => one.toLowerCase()),
    ...channelsOf(asked),
    source: wanted(asked.source, (one) => one),
    creator: wanted(asked.creator, (one: PersonValue) => `person:${one.id}`),
    updater: wanted(asked.updater, (one: PersonValue) => `person:${one.id}`),
    ...(asked.from === undefined ? {} : { from: asked.from }),
    ...(asked.to === undefined ? {} : { until: asked.to }),
  };
};

const wanted = <T, V>({ is, not }: Filter<T>, toValue: (one: T) => V): Wanted<V> => ({
  is: is.map(toValue),
  not: not.map(toValue),
});

/** `all` holds every incident: asking for it asks for nothing. */
const channelsOf = ({ channel: { is, not } }: Args): Pick<Filters, "channel"> => {
  if (not.some(({ builtIn }) => builtIn)) {
    throw new Refusal(
      "all-holds-all",
      "#all holds every incident, so without it nothing is left. Name another channel.",
    );
  }
  const inAll = is.some(({ builtIn }) => builtIn);
  return { channel: { is: inAll ? [] : is.map(({ id }) => id), not: not.map(({ id }) => id) } };
};

const pageOf = ({ after, before }: Args): PageAt => {
  if (after !== undefined) return { after };
  return before === undefined ? "first" : { before };
};

const titleOf = (asked: Args): string => {
  const kind = asked.active ? "Active incidents" : "Incidents";
  return asked.words === undefined
    ? asked.mine
      ? `Your ${kind.toLowerCase()}`
      : kind
    : `Search: ${asked.words.slice(0, 80)}`;
};

/** The same list as a line, for the buttons that lead to its other pages. */
const listLine =
  (asked: Args) =>
  (turn: string): string =>
    [
      "incident list",
      ...(asked.mine ? ["--mine"] : []),
      ...(asked.active ? ["--active"] : []),
      ...filterWords("status", asked.status, (one) => one),
      ...filterWords("severity", asked.severity, (one) => (one === "none" ? one : one.severity.key)),
      ...filterWords("assignee", asked.assignee, (one) => (one === "none" ? one : nameOf(one))),
      ...filterWords("tag", asked.tag, (one) => one),
      ...filterWords("channel", asked.channel, ({ key }) => key),
      ...filterWords("source", asked.source, (one) => one),
      ...filterWords("creator", asked.creator, ({ id }) => id),
      ...filterWords("updater", asked.updater, ({ id }) => id),
      ...(asked.from === undefined ? [] : [`from:${asked.from}`]),
      ...(asked.to === undefined ? [] : [`to:${asked.to}`]),
      ...(asked.by === undefined ? [] : [`by:${asked.by}`]),
      turn,
      ...(asked.words === undefined ? [] : [asked.words]),
    ].join(" ");

/** Words that are a severity or a status, and filters that were typed behind a word. */
const likelyIn = (asked: Args, severities: readonly Severity[]): LikelyFilters => {
  const all = asked.words?.split(/\s+/u) ?? [];
  const filters = all.flatMap((word) => {
    const severity = severityNamed(severities, word);
    const state = statuses.find((one) => one === word.toLowerCase());
    const late = isFilter(nameIn(word)) ? word : undefined;
    const filter = severity !== undefined ? `severity:${severity.key}` : state === undefined ? late : `status:${state}`;
    if (filter === undefined) return [];
    const left = all.filter((one) => one !== word).join(" ");
    return [{ filter, line: listLine({ ...asked, words: left === "" ? undefined : left })(filter) }];
  });
  const names = all.flatMap((word) => nameIn(word) ?? []);
  return { filters: filters.slice(0, 3), unknown: [...new Set(names.filter((name) => !isFilter(name)))] };
};

/** "status:open" and "status!:open", but no address. */
const nameIn = (word: string): string | undefined => /^(\p{L}+)!?:(?!\/)\S/u.exec(word)?.[1];

const isFilter = (name: string | undefined): boolean =>
  name !== undefined && Object.hasOwn(args, name.toLowerCase()) && name.toLowerCase() !== "words";

const nameOf = ({ assignee, name }: AssigneeValue): string => {
  if (assignee.kind === "email") return assignee.address;
  return assignee.kind === "person" ? assignee.id : name;
};

const filterWords = <T>(name: string, { is, not }: Filter<T>, toValue: (one: T) => string): readonly string[] => [
  ...is.map((one) => `${name}:${quoted(toValue(one))}`),
  ...not.map((one) => `${name}!:${quoted(toValue(one))}`),
];

/** A value that is one word without a comma, and no "not", stands as it is. */
const quoted = (value: string): string =>
  /^(?!!)[^\s,"“”„«»]+$/u.test(value) ? value : `"${value.replaceAll('"', "”")}"`;
