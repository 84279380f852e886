import { inArray, isNull, not, notInArray, type SQL, sql } from "drizzle-orm";
import type { Actor } from "../domain/actor.ts";
import type { SeverityId, WorkspaceId } from "../domain/ids.ts";
import type { By, Filters, Wanted } from "../domain/incident/list.ts";
import { type Status, statuses } from "../domain/incident/status.ts";
import { incidents } from "./schema/incident.ts";
import { itself, type Seen, visibleTo } from "./visibility.ts";

/** Whose list it is, what it is narrowed to, and by which instant it goes. */
export interface Listing {
  readonly workspace: WorkspaceId;
  readonly actor: Actor;
  readonly filters: Filters;
  readonly by: By;
  /** Every severity there is: "not this one" is "one of the others". */
  readonly severities: readonly SeverityId[];
  /** A further condition on the incident: the words looked for. */
  readonly matching?: SQL;
}

export const times = {
  start: incidents.startedAt,
  created: incidents.createdAt,
  updated: incidents.updatedAt,
} as const;

export const any = <T>(wanted: Wanted<T> | undefined): wanted is Wanted<T> => (wanted?.is.length ?? 0) > 0;

export const lower = (text: string): string => text.toLowerCase();

/** The statuses asked for, "not this one" turned round; undefined where all are. */
export const statusesOf = (wanted: Wanted<Status> | undefined): readonly Status[] | undefined => {
  if (wanted === undefined || wanted.is.length + wanted.not.length === 0) return undefined;
  return (wanted.is.length === 0 ? statuses : wanted.is).filter((status) => !wanted.not.includes(status));
};

export const severitiesOf = (
  wanted: Wanted<SeverityId | null> | undefined,
  all: readonly SeverityId[],
): readonly (SeverityId | null)[] | undefined => {
  if (wanted === undefined || wanted.is.length + wanted.not.length === 0) return undefined;
  return (wanted.is.length === 0 ? [...all, null] : wanted.is).filter((severity) => !wanted.not.includes(severity));
};

/** Whether one filter is left to the index that leads. */
type Unless = (of: keyof Filters, condition: SQL | undefined) => SQL | undefined;
const unless =
  (lead: keyof Filters | undefined): Unless =>
  (of, condition) =>
    lead === of ? undefined : condition;

/** What is asked of the incident's own row, but for the leading filter. */
export const ownConditions = (listing: Listing, lead: keyof Filters | undefined): readonly SQL[] => {
  const { status, severity, creator, updater, source, assignee } = listing.filters;
  const left = unless(lead);
  const statusIn = statusesOf(status);
  const severityIn = severitiesOf(severity, listing.severities);
  return given([
    listing.matching,
    left("status", statusIn && oneOf(incidents.status, statusIn)),
    left("severity", severityIn && oneOf(incidents.severityId, severityIn)),
    left("creator", any(creator) ? inArray(incidents.createdBy, [...creator.is]) : undefined),
    unlessNone(creator, (keys) => notInArray(incidents.createdBy, [...keys])),
    left("updater", any(updater) ? inArray(incidents.updatedBy, [...updater.is]) : undefined),
    unlessNone(updater, (keys) => notInArray(incidents.updatedBy, [...keys])),
    left("source", any(source) ? called(source.is) : undefined),
    unlessNone(source, (names) => sql`${called(names)} is not true`),
    left("assignee", assignee?.is.includes(null) ? nobodyOr(assigned(assignee.is, itself, false)) : undefined),
    assignee?.not.includes(null) ? sql`${incidents.assigned}` : undefined,
  ]);
};

/** What is asked of the rows that hang on an incident, and what the actor may see. */
export const partConditions = (listing: Listing, lead: keyof Filters | undefined, seen: Seen): readonly SQL[] => {
  const { assignee, tag, channel } = listing.filters;
  const left = unless(lead);
  return given([
    visibleTo(listing.actor, seen),
    left("assignee", assignee?.is.includes(null) ? undefined : assigned(assignee?.is ?? [], seen, true)),
    negated(assigned(assignee?.not ?? [], seen, false)),
    left("tag", any(tag) ? has(seen, "tags", "tag", tag.is, true) : undefined),
    unlessNone(tag, (words) => not(has(seen, "tags", "tag", words, false))),
    left("channel", any(channel) ? has(seen, "incident_channels", "channel_id", channel.is, true) : undefined),
    unlessNone(channel, (ids) => not(has(seen, "incident_channels", "channel_id", ids, false))),
  ]);
};

const negated = (condition: SQL | undefined): SQL | undefined => (condition === undefined ? undefined : not(condition));

const nobodyOr = (somebody: SQL | undefined): SQL =>
  somebody === undefined ? sql`not ${incidents.assigned}` : sql`(not ${incidents.assigned} or ${somebody})`;

const given = (conditions: readonly (SQL | undefined)[]): readonly SQL[] =>
  conditions.filter((condition) => condition !== undefined);

const unlessNone = <T>(wanted: Wanted<T> | undefined, condition: (values: readonly T[]) => SQL): SQL | undefined =>
  wanted === undefined || wanted.not.length === 0 ? undefined : condition(wanted.not);

/**
 * Does a row of that kind hang on it? Where few have one, PostgreSQL may begin with those; to exclude, it looks at
 * each incident's own (`offset 0` keeps it from gathering all the others).
 */
const has = (
  { workspace, id }: Seen,
  table: "assignees" | "tags" | "incident_channels",
  column: "assignee" | "tag" | "channel_id",
  values: readonly string[],
  leads: boolean,
): SQL => sql`exists (select 1 from ${sql.raw(table)} x where x.workspace_id = ${workspace} and x.incident_id = ${id}
  and x.${sql.raw(column)} = any(${sql.param(values)}::${sql.raw(column === "channel_id" ? "uuid" : "text")}[])
  ${leads ? sql`` : sql`offset 0`})`;

/** Does somebody of those have it? Nobody, where `null` is among them, is a matter of its own row. */
const assigned = (values: readonly (string | null)[], seen: Seen, leads: boolean): SQL | undefined => {
  const named = values.filter((value) => value !== null);
  return named.length === 0 ? undefined : has(seen, "assignees", "assignee", named, leads);
};

const called = (names: readonly string[]): SQL =>
  sql`lower(${incidents.sourceName}) = any(${sql.param(names.map(lower))}::text[])`;

const oneOf = (
  column: typeof incidents.status | typeof incidents.severityId,
  values: readonly (string | null)[],
): SQL => {
  const named = values.filter((value) => value !== null);
  const isNamed = named.length === 0 ? sql`false` : sql`${column} in ${named}`;
  return values.includes(null) ? sql`(${isNamed} or ${isNull(column)})` : isNamed;
};
