import { and, eq, inArray, isNull, not, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { Actor } from "../domain/actor.ts";
import type { SeverityId, WorkspaceId } from "../domain/ids.ts";
import type { By, Filters, Wanted } from "../domain/incident/list.ts";
import { isActive, type Status, statuses } from "../domain/incident/status.ts";
import { incidents } from "./schema/incident.ts";
import { visibleTo } from "./visibility.ts";

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

export interface Edge {
  readonly at: string;
  readonly id: string;
}

/** What a listing is read from: up to `limit` rows (id, at), newest first, or oldest first after an edge. */
export interface Reading {
  readonly limit: number;
  readonly before?: Edge;
  readonly after?: Edge;
}

export const times = {
  start: incidents.startedAt,
  created: incidents.createdAt,
  updated: incidents.updatedAt,
} as const;

/**
 * The ids of a listing as a statement. One filter with an index of its own leads, once for each of its values, so that
 * each is read in order and no further than the page; the others are conditions on what it finds.
 */
export const listed = (listing: Listing, reading: Reading): SQL => {
  const lead = leadOf(listing);
  const direction = reading.after === undefined ? sql`desc` : sql`asc`;
  const at = lead?.at ?? sql`${times[listing.by]}`;
  const id = lead?.id ?? sql`${incidents.id}`;
  const page = sql`
    select ${id} as id, ${at} as at from ${lead?.from ?? sql`incidents`}
    where ${and(...conditions(listing, lead?.of), lead?.where, ...range(listing, reading, at, id))}
    order by ${at} ${direction}, ${id} ${direction} limit ${reading.limit}`;
  if (lead === undefined || lead.values.length === 1) return page;
  return sql`
    select distinct page.id, page.at from unnest(${sql.param(lead.values)}::${sql.raw(lead.type)}[]) as wanted(value)
    cross join lateral (${page}) page order by page.at ${direction}, page.id ${direction} limit ${reading.limit}`;
};

/** The filter that leads. */
interface Lead {
  readonly of: keyof Filters;
  readonly from: SQL;
  readonly where: SQL;
  readonly values: readonly string[];
  readonly type: string;
  readonly at?: SQL;
  readonly id?: SQL;
}

/** Active incidents are few; then whatever is most likely to name few. */
const leadOf = (listing: Listing): Lead | undefined => {
  const { filters, by, workspace } = listing;
  if (by !== "start") return undefined;
  const wanted = statusesOf(filters.status);
  const own = (of: keyof Filters, column: SQL, values: readonly string[], type = "text"): Lead => ({
    of,
    from: sql`incidents`,
    where: sql`${column} = ${one(values, type)}`,
    values,
    type,
  });
  const child = (of: keyof Filters, table: string, column: string, values: readonly string[], type = "text"): Lead => ({
    of,
    from: sql`${sql.raw(table)} part join incidents on incidents.workspace_id = part.workspace_id and incidents.id = part.incident_id`,
    where: sql`part.workspace_id = ${workspace} and part.${sql.raw(column)} = ${one(values, type)}`,
    values,
    type,
    at: sql`part.started_at`,
    id: sql`part.incident_id`,
  });
  if (wanted?.every(isActive)) return own("status", sql`${incidents.status}`, wanted);
  const assignees = filters.assignee?.is ?? [];
  if (assignees.length > 0 && !assignees.includes(null)) {
    return child(
      "assignee",
      "assignees",
      "assignee",
      assignees.filter((one) => one !== null),
    );
  }
  if (any(filters.tag)) return child("tag", "tags", "tag", filters.tag.is);
  if (any(filters.channel)) return child("channel", "incident_channels", "channel_id", filters.channel.is, "uuid");
  if (any(filters.source)) return own("source", sql`lower(${incidents.sourceName})`, filters.source.is.map(lower));
  if (any(filters.creator)) return own("creator", sql`${incidents.createdBy}`, filters.creator.is);
  if (any(filters.updater)) return own("updater", sql`${incidents.updatedBy}`, filters.updater.is);
  const graded = severitiesOf(filters.severity, listing.severities);
  if (graded?.every((one) => one !== null)) {
    return own("severity", sql`${incidents.severityId}`, graded, "uuid");
  }
  return wanted === undefined ? undefined : own("status", sql`${incidents.status}`, wanted);
};

const one = (values: readonly string[], type: string): SQL =>
  values.length === 1 ? sql`${values[0]}::${sql.raw(type)}` : sql`wanted.value`;

const any = <T>(wanted: Wanted<T> | undefined): wanted is Wanted<T> => (wanted?.is.length ?? 0) > 0;

const lower = (text: string): string => text.toLowerCase();

/** The statuses asked for, "not this one" turned round; undefined where all are. */
const statusesOf = (wanted: Wanted<Status> | undefined): readonly Status[] | undefined => {
  if (wanted === undefined || wanted.is.length + wanted.not.length === 0) return undefined;
  return (wanted.is.length === 0 ? statuses : wanted.is).filter((status) => !wanted.not.includes(status));
};

const severitiesOf = (
  wanted: Wanted<SeverityId | null> | undefined,
  all: readonly SeverityId[],
): readonly (SeverityId | null)[] | undefined => {
  if (wanted === undefined || wanted.is.length + wanted.not.length === 0) return undefined;
  return (wanted.is.length === 0 ? [...all, null] : wanted.is).filter((severity) => !wanted.not.includes(severity));
};

/** Every filter but the leading one, and what the actor may see. What the leading one must not be is a condition too. */
const conditions = (listing: Listing, lead: keyof Filters | undefined): readonly (SQL | undefined)[] => {
  const { filters, workspace } = listing;
  const unless = (of: keyof Filters, condition: SQL | undefined) => (lead === of ? undefined : condition);
  const part = (table: string, column: string, values: readonly string[], type = "text") =>
    values.length === 0
      ? undefined
      : sql`exists (select 1 from ${sql.raw(table)} x where x.workspace_id = ${workspace}
          and x.incident_id = ${incidents.id} and x.${sql.raw(column)} = any(${sql.param(values)}::${sql.raw(type)}[]) offset 0)`;
  const isNot = (condition: SQL | undefined) => (condition === undefined ? undefined : not(condition));
  const statusIn = statusesOf(filters.status);
  const severityIn = severitiesOf(filters.severity, listing.severities);
  const of = { tag: filters.tag, channel: filters.channel, creator: filters.creator, updater: filters.updater };
  return [
    eq(incidents.workspaceId, workspace),
    visibleTo(listing.actor),
    listing.matching,
    unless("status", statusIn === undefined ? undefined : oneOf(incidents.status, statusIn)),
    unless("severity", severityIn === undefined ? undefined : oneOf(incidents.severityId, severityIn)),
    unless("assignee", assigned(filters.assignee?.is ?? [], workspace, part)),
    isNot(assigned(filters.assignee?.not ?? [], workspace, part)),
    unless("tag", part("tags", "tag", of.tag?.is ?? [])),
    isNot(part("tags", "tag", of.tag?.not ?? [])),
    unless("channel", part("incident_channels", "channel_id", of.channel?.is ?? [], "uuid")),
    isNot(part("incident_channels", "channel_id", of.channel?.not ?? [], "uuid")),
    unless("creator", any(of.creator) ? inArray(incidents.createdBy, [...of.creator.is]) : undefined),
    of.creator === undefined || of.creator.not.length === 0
      ? undefined
      : notInArray(incidents.createdBy, [...of.creator.not]),
    unless("updater", any(of.updater) ? inArray(incidents.updatedBy, [...of.updater.is]) : undefined),
    of.updater === undefined || of.updater.not.length === 0
      ? undefined
      : notInArray(incidents.updatedBy, [...of.updater.not]),
    unless("source", any(filters.source) ? called(filters.source.is) : undefined),
    filters.source === undefined || filters.source.not.length === 0
      ? undefined
      : sql`${called(filters.source.not)} is not true`,
  ];
};

const called = (names: readonly string[]): SQL =>
  sql`lower(${incidents.sourceName}) = any(${sql.param(names.map(lower))}::text[])`;

const oneOf = (
  column: typeof incidents.status | typeof incidents.severityId,
  values: readonly (string | null)[],
): SQL | undefined => {
  const named = values.filter((value) => value !== null);
  const isNamed = named.length === 0 ? sql`false` : sql`${column} in ${named}`;
  return values.includes(null) ? or(isNamed, isNull(column)) : isNamed;
};

const assigned = (
  values: readonly (string | null)[],
  workspace: WorkspaceId,
  part: (table: string, column: string, values: readonly string[]) => SQL | undefined,
): SQL | undefined => {
  const nobody = sql`not exists (select 1 from assignees x where x.workspace_id = ${workspace} and x.incident_id = ${incidents.id} offset 0)`;
  const somebody = part(
    "assignees",
    "assignee",
    values.filter((value) => value !== null),
  );
  if (!values.includes(null)) return somebody;
  return somebody === undefined ? nobody : or(somebody, nobody);
};

const range = ({ filters }: Listing, reading: Reading, at: SQL, id: SQL): readonly (SQL | undefined)[] => [
  filters.from === undefined ? undefined : sql`${at} >= ${filters.from.toString()}::timestamptz`,
  filters.until === undefined ? undefined : sql`${at} < ${filters.until.toString()}::timestamptz`,
  reading.before === undefined
    ? undefined
    : sql`(${at}, ${id}) < (${reading.before.at}::timestamptz, ${reading.before.id}::uuid)`,
  reading.after === undefined
    ? undefined
    : sql`(${at}, ${id}) > (${reading.after.at}::timestamptz, ${reading.after.id}::uuid)`,
];
