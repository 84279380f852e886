import { boolean, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { PersonId } from "../../domain/ids.ts";
import type { Urgency } from "../../domain/notify/personal-rules.ts";
import type { Quiet } from "../../domain/notify/quiet-hours.ts";
import { id, instant, workspace } from "../columns.ts";
import { people } from "./workspace.ts";

/** One rung of a ladder, its contact as a key. */
export interface StoredRung {
  readonly contact: string;
  readonly after: number;
}

export type StoredRules = { readonly [U in Urgency]?: readonly StoredRung[] };

/** How somebody wants to be reached, where it is not as everybody is. */
export const personSettings = pgTable(
  "person_settings",
  {
    workspaceId: workspace(),
    personId: id<PersonId>("person_id")
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
    rules: jsonb("rules").$type<StoredRules>().notNull().default({}),
    quiet: jsonb("quiet").$type<Quiet>(),
    /** When their daily summary comes, in minutes from midnight; absent = 9:00. */
    summaryAt: integer("summary_at"),
    summaryMuted: boolean("summary_muted").notNull().default(false),
    /** Messages a minute; absent = 10. */
    perMinute: integer("per_minute"),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.personId] })],
);

/** The last test of each contact. */
export const contactTests = pgTable(
  "contact_tests",
  {
    workspaceId: workspace(),
    personId: id<PersonId>("person_id")
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
    contact: text("contact").notNull(),
    askedAt: instant("asked_at").notNull(),
    /** Absent while it is under way. */
    settledAt: instant("settled_at"),
    /** Why it did not arrive; absent where it did. */
    failure: text("failure"),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.personId, t.contact] })],
);
