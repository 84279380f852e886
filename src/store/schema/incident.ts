import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { ChannelId, EntryId, IncidentId, PersonId, SeverityId, TaskId, TextId } from "../../domain/ids.ts";
import type { Source } from "../../domain/incident/incident.ts";
import { statuses } from "../../domain/incident/status.ts";
import { bits, bytewise, id, instant, oneOf, tsvector, workspace } from "../columns.ts";
import { severities } from "./workspace.ts";

export const incidents = pgTable(
  "incidents",
  {
    id: id<IncidentId>("id").primaryKey(),
    workspaceId: workspace(),
    number: integer("number").notNull(),
    title: text("title").notNull(),
    descriptionId: id<TextId>("description_id"),
    resolutionId: id<TextId>("resolution_id"),
    severityId: id<SeverityId>("severity_id").references(() => severities.id),
    status: oneOf("status", statuses).notNull(),
    /** Rises with every reopening: what belonged to an earlier life no longer acts. */
    occurrence: integer("occurrence").notNull().default(1),
    private: boolean("private").notNull().default(false),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at"),
    /** "person:<id>", "key:<id>", "automation:<id>" or "system". */
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedBy: text("updated_by").notNull(),
    updatedAt: instant("updated_at").notNull(),
    openedBy: text("opened_by").notNull(),
    sourceKind: text("source_kind"),
    sourceName: text("source_name"),
    source: jsonb("source").$type<Source>(),
    duplicateOf: id<IncidentId>("duplicate_of"),
    /** The entry that says what we know, and when the next is promised. */
    latestUpdate: id<EntryId>("latest_update"),
    nextUpdateAt: instant("next_update_at"),
    /** Has anybody got it? */
    assigned: boolean("assigned").notNull().default(false),
    comments: integer("comments").notNull().default(0),
    lastSeq: integer("last_seq").notNull().default(0),
    lastTask: integer("last_task").notNull().default(0),
    /** Words of title (A) and description (B). */
    document: tsvector("document").notNull(),
  },
  (t) => [
    uniqueIndex("incidents_number").on(t.workspaceId, t.number),
    // The target of the children's foreign keys: a changed start or privacy travels to their copies.
    unique("incidents_start").on(t.workspaceId, t.id, t.startedAt, t.private),
    // Ascending, and read backwards: only so does one index serve "newest first" and what comes before or after a cursor.
    // They end in the privacy (and in what an expression is made of), so that counting needs no more than the index.
    index("incidents_page").on(t.workspaceId, t.startedAt, t.id, t.private),
    index("incidents_status").on(t.workspaceId, t.status, t.startedAt, t.id, t.private),
    index("incidents_severity").on(t.workspaceId, t.severityId, t.startedAt, t.id, t.private),
    index("incidents_creator").on(t.workspaceId, t.createdBy, t.startedAt, t.id, t.private),
    index("incidents_updater").on(t.workspaceId, t.updatedBy, t.startedAt, t.id, t.private),
    index("incidents_source").on(
      t.workspaceId,
      sql`lower(${t.sourceName})`,
      t.startedAt,
      t.id,
      t.private,
      t.sourceName,
    ),
    index("incidents_created").on(t.workspaceId, t.createdAt, t.id, t.private),
    index("incidents_ended").on(t.workspaceId, t.endedAt).where(sql`${t.endedAt} is not null`),
    index("incidents_updated").on(t.workspaceId, t.updatedAt, t.id, t.private),
    index("incidents_unassigned").on(t.workspaceId, t.startedAt, t.id, t.private).where(sql`not ${t.assigned}`),
    index("incidents_ungraded").on(t.workspaceId, t.startedAt, t.id, t.private).where(sql`${t.severityId} is null`),
    index("incidents_document").using("gin", t.document),
  ],
);

const ofIncident = () => ({
  workspaceId: workspace(),
  incidentId: id<IncidentId>("incident_id").notNull(),
});

/** Start and privacy are copied here so that one index answers "newest first" within a tag, an assignee or a channel. */
const ofIncidentByStart = () => ({
  ...ofIncident(),
  startedAt: instant("started_at").notNull(),
  private: boolean("private").notNull(),
});

export const assignees = pgTable(
  "assignees",
  {
    ...ofIncidentByStart(),
    /** "person:<id>", "team:<id>" or "email:<address>". */
    assignee: text("assignee").notNull(),
    position: integer("position").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.incidentId, t.assignee] }),
    index("assignees_page").on(t.workspaceId, t.assignee, t.startedAt, t.incidentId, t.private),
    foreignKey({
      name: "assignees_incident",
      columns: [t.workspaceId, t.incidentId, t.startedAt, t.private],
      foreignColumns: [incidents.workspaceId, incidents.id, incidents.startedAt, incidents.private],
    })
      .onUpdate("cascade")
      .onDelete("cascade"),
  ],
);

export const tags = pgTable("tags", { ...ofIncidentByStart(), tag: text("tag").notNull() }, (t) => [
  primaryKey({ columns: [t.workspaceId, t.incidentId, t.tag] }),
  index("tags_page").on(t.workspaceId, t.tag, t.startedAt, t.incidentId, t.private),
  foreignKey({
    name: "tags_incident",
    columns: [t.workspaceId, t.incidentId, t.startedAt, t.private],
    foreignColumns: [incidents.workspaceId, incidents.id, incidents.startedAt, incidents.private],
  })
    .onUpdate("cascade")
    .onDelete("cascade"),
]);

/** Which channels an incident belongs to, besides `all`. */
export const incidentChannels = pgTable(
  "incident_channels",
  { ...ofIncidentByStart(), channelId: id<ChannelId>("channel_id").notNull() },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.incidentId, t.channelId] }),
    index("incident_channels_page").on(t.workspaceId, t.channelId, t.startedAt, t.incidentId, t.private),
    foreignKey({
      name: "incident_channels_incident",
      columns: [t.workspaceId, t.incidentId, t.startedAt, t.private],
      foreignColumns: [incidents.workspaceId, incidents.id, incidents.startedAt, incidents.private],
    })
      .onUpdate("cascade")
      .onDelete("cascade"),
  ],
);

/** How many incidents one row of `incident_facets` is about. */
export const blockSize = 8192;

/**
 * Which incidents have a facet ("tag:db", "status:open", see domain/incident/facets.ts): of each block of numbers, one
 * bit an incident. Several facets at once are their rows' bits and-ed, however common each of them is.
 */
export const incidentFacets = pgTable(
  "incident_facets",
  {
    workspaceId: workspace(),
    facet: bytewise("facet").notNull(),
    /** Of the incidents with these numbers: from `block * blockSize`, as many as there are bits. */
    block: integer("block").notNull(),
    bits: bits("bits", { length: blockSize }).notNull(),
    /** No incident that has the facet started earlier, or later. They only ever widen. */
    oldest: instant("oldest").notNull(),
    newest: instant("newest").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.facet, t.block] })],
);

/** Who is on the incident: its creator, assignees, role holders, commenters and followers. A private one is theirs alone. */
export const participants = pgTable(
  "participants",
  {
    workspaceId: workspace(),
    incidentId: id<IncidentId>("incident_id")
      .notNull()
      .references(() => incidents.id, { onDelete: "cascade" }),
    personId: id<PersonId>("person_id").notNull(),
    /** Hears of what happens next. */
    follows: boolean("follows").notNull().default(true),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.incidentId, t.personId] }),
    index("participants_person").on(t.workspaceId, t.personId),
  ],
);

export const roleHolders = pgTable(
  "role_holders",
  {
    workspaceId: workspace(),
    incidentId: id<IncidentId>("incident_id")
      .notNull()
      .references(() => incidents.id, { onDelete: "cascade" }),
    role: text("role").notNull(),
    personId: id<PersonId>("person_id").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.incidentId, t.role] })],
);

export const acknowledgements = pgTable(
  "acknowledgements",
  {
    workspaceId: workspace(),
    incidentId: id<IncidentId>("incident_id")
      .notNull()
      .references(() => incidents.id, { onDelete: "cascade" }),
    occurrence: integer("occurrence").notNull(),
    personId: id<PersonId>("person_id").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.incidentId, t.occurrence, t.personId] })],
);

export const resources = pgTable(
  "resources",
  {
    workspaceId: workspace(),
    incidentId: id<IncidentId>("incident_id")
      .notNull()
      .references(() => incidents.id, { onDelete: "cascade" }),
    kind: text("kind").notNull(),
    externalId: text("external_id").notNull(),
    name: text("name").notNull(),
    url: text("url"),
    position: integer("position").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.incidentId, t.kind, t.externalId] }),
    index("resources_external").on(t.workspaceId, t.kind, t.externalId),
  ],
);

export const links = pgTable(
  "links",
  {
    workspaceId: workspace(),
    incidentId: id<IncidentId>("incident_id")
      .notNull()
      .references(() => incidents.id, { onDelete: "cascade" }),
    url: text("url").notNull(),
    name: text("name").notNull(),
    position: integer("position").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.incidentId, t.url] })],
);

export const tasks = pgTable(
  "tasks",
  {
    id: id<TaskId>("id").primaryKey(),
    workspaceId: workspace(),
    incidentId: id<IncidentId>("incident_id")
      .notNull()
      .references(() => incidents.id, { onDelete: "cascade" }),
    /** Counts from 1 within the incident. */
    number: integer("number").notNull(),
    textId: id<TextId>("text_id").notNull(),
    assignee: id<PersonId>("assignee"),
    dueAt: instant("due_at"),
    doneAt: instant("done_at"),
    doneBy: text("done_by"),
    /** The message it was made from. */
    url: text("url"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("tasks_number").on(t.workspaceId, t.incidentId, t.number),
    index("tasks_assignee").on(t.workspaceId, t.assignee, t.doneAt),
  ],
);

/** Every word that titles and descriptions use: a mistyped search word finds its neighbours here. */
export const vocabulary = pgTable("vocabulary", { workspaceId: workspace(), word: bytewise("word").notNull() }, (t) => [
  primaryKey({ columns: [t.workspaceId, t.word] }),
  index("vocabulary_trigrams").using("gin", t.word.op("gin_trgm_ops")),
]);
