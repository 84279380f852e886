import { index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { ConnectionId, ReceiptId, WorkspaceId } from "../../domain/ids.ts";
import { id, instant, oneOf, workspace } from "../columns.ts";

/** Up to which instant each kind of owed work has been handled. */
export const beats = pgTable("beats", {
  kind: text("kind").primaryKey(),
  last: instant("last").notNull(),
});

/** Everything that came in, written down before it is acknowledged and kept for seven days. */
export const receipts = pgTable(
  "receipts",
  {
    id: id<ReceiptId>("id").primaryKey(),
    /** Absent until it is known whose it is. */
    workspaceId: id<WorkspaceId>("workspace_id"),
    connectionId: id<ConnectionId>("connection_id").notNull(),
    /** The platform's own name for it: the same inbound never has two. */
    key: text("key").notNull(),
    kind: text("kind").notNull(),
    payload: jsonb("payload").notNull(),
    state: oneOf("state", ["received", "done", "failed"]).notNull().default("received"),
    attempts: integer("attempts").notNull().default(0),
    createdAt: instant("created_at").notNull(),
    doneAt: instant("done_at"),
    answer: jsonb("answer"),
  },
  (t) => [
    uniqueIndex("receipts_key").on(t.connectionId, t.key),
    index("receipts_open").on(t.state, t.createdAt),
    index("receipts_created").on(t.createdAt),
  ],
);

/** What one replica does at a time; `expires_at` is by the database's clock. */
export const leases = pgTable("leases", {
  name: text("name").primaryKey(),
  holder: text("holder").notNull(),
  expiresAt: instant("expires_at").notNull(),
  /** What its holder leaves for the next. */
  data: jsonb("data"),
});

/** Wrong codes that somebody typed lately: guessing ends after a few. */
export const guesses = pgTable("guesses", {
  key: text("key").primaryKey(),
  count: integer("count").notNull(),
  since: instant("since").notNull(),
});

/** What does not fit a button: unguessable and for one purpose only. */
export const tokens = pgTable(
  "tokens",
  {
    token: text("token").primaryKey(),
    workspaceId: workspace(),
    purpose: text("purpose").notNull(),
    line: text("line").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at"),
  },
  (t) => [index("tokens_created").on(t.workspaceId, t.createdAt)],
);
