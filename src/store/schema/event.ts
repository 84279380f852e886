import { index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { IncidentId } from "../../domain/ids.ts";
import { id, instant, workspace } from "../columns.ts";
import { incidents } from "./incident.ts";

/** What has been linked to an incident as one more event of it: a message somebody added, a machine's report. */
export const linkedEvents = pgTable(
  "linked_events",
  {
    workspaceId: workspace(),
    incidentId: id<IncidentId>("incident_id")
      .notNull()
      .references(() => incidents.id, { onDelete: "cascade" }),
    /** Names the event where it comes from: added twice it counts once. */
    key: text("key").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.incidentId, t.key] }),
    index("linked_events_at").on(t.workspaceId, t.incidentId, t.at),
  ],
);
