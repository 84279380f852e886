import { index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { PersonId } from "../../domain/ids.ts";
import type { SessionId } from "../../domain/session.ts";
import { id, instant, workspace } from "../columns.ts";
import { people } from "./workspace.ts";

/** A browser that somebody has let in. What it carries is known by its SHA-256 alone. */
export const sessions = pgTable(
  "sessions",
  {
    id: id<SessionId>("id").primaryKey(),
    workspaceId: workspace(),
    personId: id<PersonId>("person_id")
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
    digest: text("digest").notNull(),
    browser: text("browser").notNull(),
    createdAt: instant("created_at").notNull(),
    usedAt: instant("used_at").notNull(),
    endsAt: instant("ends_at").notNull(),
  },
  (t) => [
    // What comes in says of no workspace.
    uniqueIndex("sessions_digest").on(t.digest),
    index("sessions_person").on(t.workspaceId, t.personId, t.usedAt),
    index("sessions_end").on(t.endsAt),
  ],
);
