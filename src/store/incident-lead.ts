import { and, type SQL, sql } from "drizzle-orm";
import type { IncidentId } from "../domain/ids.ts";
import type { Filters } from "../domain/incident/list.ts";
import { plannedAnew } from "./handle.ts";
import {
  any,
  type Listing,
  lower,
  ownConditions,
  partConditions,
  severitiesOf,
  statusesOf,
  times,
} from "./incident-filter.ts";
import { incidents } from "./schema/incident.ts";
import { itself, type Seen } from "./visibility.ts";

export interface Edge {
  readonly at: string;
  readonly id: string;
}

/** A row of a listing: which incident, and the instant it is listed by. */
export interface ListedRow {
  readonly id: IncidentId;
  readonly at: string;
}

/** What a listing is read for: up to `limit` rows (id, at), newest first, or oldest first after an edge, or no order. */
export interface Reading {
  readonly limit: number;
  readonly before?: Edge;
  readonly after?: Edge;
  /** They are only counted: in what order does not matter. */
  readonly counted?: boolean;
}

/**
 * The ids of a listing as a statement. One filter with an index of its own leads, once for each of its values, so that
 * each is read in order and no further than the page; the others are conditions on what it finds.
 */
export const listed = (listing: Listing, reading: Reading): SQL => {
  const lead = leadOf(listing) ?? everything;
  const { seen } = lead;
  const own = ownConditions(listing, lead.of);
  const at = lead.table === undefined ? sql`${times[listing.by]}` : sql`part.started_at`;
  const order = reading.after === undefined ? sql`desc` : sql`asc`;
  // Without a leading index it depends on the words or the values which one is best.
  const plan = listing.by === "start" && listing.matching === undefined ? sql`` : sql.raw(plannedAnew);
  const page = sql`
    select ${plan} ${seen.id} as id, ${at} as at from ${fromOf(lead, own.length > 0)}
    where ${and(sql`${seen.workspace} = ${listing.workspace}`, lead.where, ...own, ...partConditions(listing, lead.of, seen), ...within(listing, reading, at, seen.id))}
    order by ${at} ${order}, ${seen.id} ${order} limit ${limitTo(reading)}`;
  if (lead.values.length === 1) return page;
  const each = sql`unnest(${sql.param(lead.values)}::${sql.raw(lead.type)}[]) as wanted(value) cross join lateral (${page}) page`;
  // What has two of the tags asked for is found twice, but no incident has two statuses.
  const distinct = lead.table === undefined ? sql`` : sql`distinct`;
  return reading.counted === true
    ? sql`select ${distinct} page.id, page.at from ${each} limit ${limitTo(reading)}`
    : sql`select ${distinct} page.id, page.at from ${each} order by page.at ${order}, page.id ${order} limit ${limitTo(reading)}`;
};

/** As a part of the statement, so that a plan for any values is still one for a page. */
export const limitTo = ({ limit }: Reading): SQL => sql.raw(String(limit));

/** The filter that leads, and where its rows stand. */
interface Lead {
  readonly of?: keyof Filters;
  /** A table that hangs on the incidents; absent where it is theirs. */
  readonly table?: "assignees" | "tags" | "incident_channels";
  readonly seen: Seen;
  readonly where?: SQL;
  readonly values: readonly string[];
  readonly type: "text" | "uuid";
}

const copied: Seen = { id: sql`part.incident_id`, private: sql`part.private`, workspace: sql`part.workspace_id` };

const everything: Lead = { seen: itself, values: [""], type: "text" };

/** What is most likely to name few. */
const leadOf = ({ filters, by, severities }: Listing): Lead | undefined => {
  if (by !== "start") return undefined;
  const inStatus = statusesOf(filters.status);
  const assignees = filters.assignee?.is ?? [];
  const named = assignees.filter((one) => one !== null);
  if (named.length > 0 && named.length === assignees.length) return part("assignee", "assignees", "assignee", named);
  if (assignees.length > 0 && named.length === 0) {
    return { of: "assignee", seen: itself, where: sql`not ${incidents.assigned}`, values: [""], type: "text" };
  }
  if (any(filters.tag)) return part("tag", "tags", "tag", filters.tag.is);
  if (any(filters.channel)) return part("channel", "incident_channels", "channel_id", filters.channel.is, "uuid");
  if (any(filters.source)) return own("source", sql`lower(${incidents.sourceName})`, filters.source.is.map(lower));
  if (any(filters.creator)) return own("creator", sql`${incidents.createdBy}`, filters.creator.is);
  if (any(filters.updater)) return own("updater", sql`${incidents.updatedBy}`, filters.updater.is);
  const graded = severitiesOf(filters.severity, severities);
  if (graded?.every((one) => one !== null)) return own("severity", sql`${incidents.severityId}`, graded, "uuid");
  if (graded?.length === 1) {
    return { of: "severity", seen: itself, where: sql`${incidents.severityId} is null`, values: [""], type: "text" };
  }
  return inStatus === undefined ? undefined : own("status", sql`${incidents.status}`, inStatus);
};

const own = (of: keyof Filters, column: SQL, values: readonly string[], type: Lead["type"] = "text"): Lead => ({
  of,
  seen: itself,
  where: sql`${column} = ${oneOf(values, type)}`,
  values,
  type,
});

const part = (
  of: keyof Filters,
  table: NonNullable<Lead["table"]>,
  column: string,
  values: readonly string[],
  type: Lead["type"] = "text",
): Lead => ({
  of,
  table,
  seen: copied,
  where: sql`part.${sql.raw(column)} = ${oneOf(values, type)}`,
  values,
  type,
});

const oneOf = (values: readonly string[], type: Lead["type"]): SQL =>
  values.length === 1 ? sql`${values[0]}::${sql.raw(type)}` : sql`wanted.value`;

/** The incident's own row is read only where something is asked of it. */
const fromOf = ({ table }: Lead, wholeRow: boolean): SQL => {
  if (table === undefined) return sql`incidents`;
  const rows = sql`${sql.raw(table)} part`;
  return wholeRow
    ? sql`${rows} join incidents on incidents.workspace_id = part.workspace_id and incidents.id = part.incident_id`
    : rows;
};

/** The listing's time range, and the part of it that is read. */
export const within = ({ filters }: Listing, reading: Reading, at: SQL, id: SQL): readonly (SQL | undefined)[] => [
  filters.from === undefined ? undefined : sql`${at} >= ${filters.from.toString()}::timestamptz`,
  filters.until === undefined ? undefined : sql`${at} < ${filters.until.toString()}::timestamptz`,
  reading.before === undefined
    ? undefined
    : sql`(${at}, ${id}) < (${reading.before.at}::timestamptz, ${reading.before.id}::uuid)`,
  reading.after === undefined
    ? undefined
    : sql`(${at}, ${id}) > (${reading.after.at}::timestamptz, ${reading.after.id}::uuid)`,
];
