import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Surface } from "../../domain/actor.ts";
import type { AttachmentId, ConnectionId, EntryId, IncidentId, TextId } from "../../domain/ids.ts";
import type { EntryData, EntryKind } from "../../domain/incident/timeline.ts";
import { id, instant, oneOf, workspace } from "../columns.ts";
import { incidents } from "./incident.ts";

/** What can be erased: an entry keeps its id and a salted digest, so that erasing text and salt leaves the chain whole. */
export const texts = pgTable("texts", {
  id: id<TextId>("id").primaryKey(),
  workspaceId: workspace(),
  salt: text("salt").notNull(),
  body: text("body").notNull(),
});

/** Everything that happened to anything; append-only. An incident's are its timeline, all of them are the audit. */
export const entries = pgTable(
  "entries",
  {
    id: id<EntryId>("id").primaryKey(),
    workspaceId: workspace(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: text("subject_id").notNull(),
    /** Kept when the incident is deleted: the audit outlives it. */
    incidentId: id<IncidentId>("incident_id"),
    seq: integer("seq").notNull(),
    kind: text("kind").$type<EntryKind>().notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id"),
    actorName: text("actor_name"),
    surface: text("surface").$type<Surface>().notNull(),
    at: instant("at").notNull(),
    data: jsonb("data").$type<EntryData>().notNull(),
    follows: id<EntryId>("follows"),
  },
  (t) => [
    uniqueIndex("entries_seq").on(t.workspaceId, t.subjectKind, t.subjectId, t.seq),
    index("entries_incident").on(t.workspaceId, t.incidentId, t.seq),
    index("entries_at").on(t.workspaceId, t.at.desc()),
  ],
);

/** A comment as it stands now; its history is entries. Its id is that of the entry that added it. */
export const comments = pgTable(
  "comments",
  {
    id: id<EntryId>("id").primaryKey(),
    workspaceId: workspace(),
    incidentId: id<IncidentId>("incident_id")
      .notNull()
      .references(() => incidents.id, { onDelete: "cascade" }),
    number: integer("number").notNull(),
    /** "person:<id>", "key:<id>", "automation:<id>" or "system". */
    author: text("author").notNull(),
    textId: id<TextId>("text_id").notNull(),
    createdAt: instant("created_at").notNull(),
    editedAt: instant("edited_at"),
    deletedAt: instant("deleted_at"),
    /** A key moment, as marked by a pin. */
    keyMoment: boolean("key_moment").notNull().default(false),
    links: jsonb("links").$type<readonly { readonly name: string; readonly url: string }[]>().notNull(),
    permalink: text("permalink"),
  },
  (t) => [
    index("comments_page").on(t.workspaceId, t.incidentId, t.createdAt, t.id),
    uniqueIndex("comments_number").on(t.workspaceId, t.incidentId, t.number),
  ],
);

/** Which chat message a comment is: where it was written, and its copies. Unique for good. */
export const commentMessages = pgTable(
  "comment_messages",
  {
    workspaceId: workspace(),
    connectionId: id<ConnectionId>("connection_id").notNull(),
    chat: text("chat").notNull(),
    message: text("message").notNull(),
    thread: text("thread"),
    commentId: id<EntryId>("comment_id").notNull(),
    /** The one people wrote; the others are our copies. */
    original: boolean("original").notNull(),
    /** When its writer edited it last, by the platform's clock. */
    editedAt: instant("edited_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.connectionId, t.chat, t.message] }),
    index("comment_messages_comment").on(t.workspaceId, t.commentId),
  ],
);

export const attachments = pgTable(
  "attachments",
  {
    id: id<AttachmentId>("id").primaryKey(),
    workspaceId: workspace(),
    incidentId: id<IncidentId>("incident_id")
      .notNull()
      .references(() => incidents.id, { onDelete: "cascade" }),
    /** The comment it came with. */
    commentId: id<EntryId>("comment_id"),
    name: text("name").notNull(),
    mediaType: text("media_type").notNull(),
    size: integer("size").notNull(),
    state: oneOf("state", ["pending", "stored", "failed", "deleted"]).notNull(),
    /** Why the copy failed. */
    problem: text("problem"),
    /** Where our copy lies. */
    storageKey: text("storage_key"),
    digest: text("digest"),
    /** The file as the platform knows it, and where people see it there. */
    origin: jsonb("origin").$type<{
      readonly connection: ConnectionId;
      readonly file: string;
      readonly permalink?: string;
    }>(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    index("attachments_incident").on(t.workspaceId, t.incidentId, t.createdAt),
    index("attachments_comment").on(t.workspaceId, t.commentId),
  ],
);
