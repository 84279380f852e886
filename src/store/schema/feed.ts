import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { PersonId, ScheduleId } from "../../domain/ids.ts";
import type { FeedId } from "../../domain/oncall/feed-view.ts";
import { id, instant, workspace } from "../columns.ts";
import { schedules } from "./oncall.ts";
import { people } from "./workspace.ts";

/** A calendar that somebody's application reads. Its address is known by its SHA-256 alone. */
export const feeds = pgTable(
  "feeds",
  {
    id: id<FeedId>("id").primaryKey(),
    workspaceId: workspace(),
    /** Whose it is: it shows what they may see. */
    personId: id<PersonId>("person_id")
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
    /** Absent = that person's own shifts. */
    scheduleId: uuid("schedule_id")
      .$type<ScheduleId>()
      .references(() => schedules.id, { onDelete: "cascade" }),
    digest: text("digest").notNull(),
    /** What it said last, and since when. */
    etag: text("etag"),
    changedAt: instant("changed_at").notNull(),
    createdAt: instant("created_at").notNull(),
    readAt: instant("read_at"),
  },
  (t) => [
    // What comes in says of no workspace.
    uniqueIndex("feeds_digest").on(t.digest),
    index("feeds_person").on(t.workspaceId, t.personId),
    index("feeds_schedule").on(t.workspaceId, t.scheduleId),
  ],
);

/** What a feed has shown: what is gone from a schedule stays in it for a while, cancelled. */
export const feedEntries = pgTable(
  "feed_entries",
  {
    workspaceId: workspace(),
    feedId: id<FeedId>("feed_id")
      .notNull()
      .references(() => feeds.id, { onDelete: "cascade" }),
    uid: text("uid").notNull(),
    scheduleId: id<ScheduleId>("schedule_id").notNull(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    people: jsonb("people").$type<readonly string[]>().notNull(),
    sequence: integer("sequence").notNull(),
    cancelled: boolean("cancelled").notNull(),
    changedAt: instant("changed_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.feedId, t.uid] })],
);
