import type { Change, IncidentFields } from "../decision.ts";
import type { ChannelId, SeverityId } from "../ids.ts";
import { type Assignee, assigneeKey } from "./assignee.ts";
import type { Incident, Source } from "./incident.ts";
import { isActive, type Status } from "./status.ts";

/** What of an incident it can be listed by. */
export interface Faceted {
  readonly status: Status;
  readonly severity: SeverityId | null;
  readonly private: boolean;
  readonly createdBy: string;
  readonly updatedBy: string;
  readonly source?: Source;
  readonly assignees: readonly Assignee[];
  readonly tags: readonly string[];
  readonly channels: readonly ChannelId[];
}

/** One value of one filter, as it is looked up. */
export type Facet = string;

export const facet = {
  status: (status: Status): Facet => `status:${status}`,
  active: "active",
  severity: (severity: SeverityId | null): Facet => `severity:${severity ?? ""}`,
  creator: (key: string): Facet => `creator:${key}`,
  updater: (key: string): Facet => `updater:${key}`,
  source: (name: string): Facet => `source:${name.toLowerCase()}`,
  assignee: (key: string | null): Facet => `assignee:${key ?? ""}`,
  tag: (tag: string): Facet => `tag:${tag}`,
  channel: (channel: ChannelId): Facet => `channel:${channel}`,
  private: "private",
} as const;

/** Every facet of an incident. Without a severity or an assignee it has the facet of having none. */
export const facetsOf = (one: Faceted): readonly Facet[] => [
  facet.status(one.status),
  ...(isActive(one.status) ? [facet.active] : []),
  facet.severity(one.severity),
  facet.creator(one.createdBy),
  facet.updater(one.updatedBy),
  ...(one.source === undefined ? [] : [facet.source(one.source.name)]),
  ...(one.assignees.length === 0
    ? [facet.assignee(null)]
    : one.assignees.map((who) => facet.assignee(assigneeKey(who)))),
  ...one.tags.map(facet.tag),
  ...one.channels.map(facet.channel),
  ...(one.private ? [facet.private] : []),
];

/** Which facets an incident gets, and which it loses. */
export interface FacetMarks {
  readonly come: readonly Facet[];
  readonly gone: readonly Facet[];
}

/** What somebody's changes do to an incident's facets. One that moves in time has all of them anew. */
export const facetMarks = (incident: Incident, changes: readonly Change[], by: string): FacetMarks => {
  const before = { ...incident, severity: incident.severity?.id ?? null };
  if (changes.some(({ kind }) => kind === "delete")) return { come: [], gone: facetsOf(before) };
  const had = new Set(facetsOf(before));
  const has = new Set(facetsOf(changes.reduce(after, { ...before, updatedBy: by })));
  const moved = changes.some((change) => change.kind === "set" && change.fields.startedAt !== undefined);
  return { come: [...has].filter((one) => moved || !had.has(one)), gone: [...had].filter((one) => !has.has(one)) };
};

/** The facets of an incident that is being opened. */
export const openedFacets = (changes: readonly Change[], by: string): readonly Facet[] => {
  const row = changes.find((change) => change.kind === "open")?.incident;
  if (row === undefined) return [];
  const bare = { ...row, severity: row.severity ?? null, createdBy: by, updatedBy: by };
  return facetsOf(changes.reduce(after, { ...bare, assignees: [], tags: [], channels: [] }));
};

const after = (one: Faceted, change: Change): Faceted => {
  switch (change.kind) {
    case "set":
      return { ...one, ...settled(change.fields) };
    case "assign":
      return { ...one, assignees: [...without(one.assignees, change.assignee), change.assignee] };
    case "unassign":
      return { ...one, assignees: without(one.assignees, change.assignee) };
    case "tag":
      return { ...one, tags: [...new Set([...one.tags, change.tag])] };
    case "untag":
      return { ...one, tags: one.tags.filter((tag) => tag !== change.tag) };
    case "deliver":
      return { ...one, channels: [...new Set([...one.channels, change.channel])] };
    case "undeliver":
      return { ...one, channels: one.channels.filter((channel) => channel !== change.channel) };
    default:
      return one;
  }
};

const settled = ({ status, severity, private: hidden }: IncidentFields): Partial<Faceted> => ({
  ...(status === undefined ? {} : { status }),
  ...(severity === undefined ? {} : { severity }),
  ...(hidden === undefined ? {} : { private: hidden }),
});

const without = (assignees: readonly Assignee[], assignee: Assignee): readonly Assignee[] =>
  assignees.filter((other) => assigneeKey(other) !== assigneeKey(assignee));
