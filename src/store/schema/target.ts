import { type AnyPgColumn, boolean, index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import type { PersonId, TargetId } from "../../domain/ids.ts";
import { targetKinds } from "../../domain/target/kinds.ts";
import { id, instant, oneOf, workspace } from "../columns.ts";
import { people } from "./workspace.ts";

/** Addresses outside chat: the workspace's targets, and people's own contacts. */
export const targets = pgTable(
  "targets",
  {
    id: id<TargetId>("id").primaryKey(),
    workspaceId: workspace(),
    key: text("key").notNull(),
    name: text("name").notNull(),
    kind: oneOf("kind", targetKinds).notNull(),
    /** Its settings as JSON, sealed for this row. */
    sealed: text("sealed").notNull(),
    /** Where it leads, as far as that may be shown. */
    shown: text("shown").notNull(),
    /** Whose contact it is; absent = the workspace's. */
    ownerId: id<PersonId>("owner_id").references(() => people.id, { onDelete: "cascade" }),
    /** What it does not know itself it has from this one. */
    viaId: uuid("via_id")
      .$type<TargetId>()
      .references((): AnyPgColumn => targets.id),
    offered: boolean("offered").notNull().default(false),
    merges: boolean("merges").notNull().default(false),
    /** "person:<id>" and "team:<id>". */
    members: text("members").array().notNull().default([]),
    managers: text("managers").array().notNull().default([]),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    failingSince: instant("failing_since"),
    failedAt: instant("failed_at"),
    failure: text("failure"),
    warnedAt: instant("warned_at"),
    disabledAt: instant("disabled_at"),
    disabledWhy: oneOf("disabled_why", ["failing", "by hand"]),
  },
  (t) => [
    unique("targets_key").on(t.workspaceId, t.ownerId, t.key).nullsNotDistinct(),
    index("targets_via").on(t.workspaceId, t.viaId),
  ],
);
