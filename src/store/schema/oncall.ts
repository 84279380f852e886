import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { ActId, AwayId, CalendarId, OverrideId, PersonId, ScheduleId, SwapId } from "../../domain/ids.ts";
import { actKinds } from "../../domain/oncall/act.ts";
import type { CalendarContent, Definition } from "../../domain/oncall/definition.ts";
import { swapStates } from "../../domain/oncall/exchange.ts";
import type { MemberKey } from "../../domain/oncall/member.ts";
import type { ScheduleSettings } from "../../domain/oncall/record.ts";
import { calendarPurposes } from "../../domain/oncall/stored-calendar.ts";
import { id, instant, oneOf, workspace } from "../columns.ts";

export const schedules = pgTable(
  "schedules",
  {
    id: id<ScheduleId>("id").primaryKey(),
    workspaceId: workspace(),
    /** What people type. */
    key: text("key").notNull(),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    settings: jsonb("settings").$type<ScheduleSettings>().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedBy: text("updated_by").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [uniqueIndex("schedules_key").on(t.workspaceId, t.key)],
);

/** What was defined of a schedule from an instant on, until the next version. One that has begun never changes. */
export const scheduleVersions = pgTable(
  "schedule_versions",
  {
    workspaceId: workspace(),
    scheduleId: id<ScheduleId>("schedule_id")
      .notNull()
      .references(() => schedules.id, { onDelete: "cascade" }),
    startsAt: instant("starts_at").notNull(),
    definition: jsonb("definition").$type<Definition>().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.scheduleId, t.startsAt] })],
);

/** One thing that somebody did to overrides, however many it touched: it is undone as one. */
export const acts = pgTable(
  "oncall_acts",
  {
    id: id<ActId>("id").primaryKey(),
    workspaceId: workspace(),
    kind: oneOf("kind", actKinds).notNull(),
    actor: text("actor").notNull(),
    at: instant("at").notNull(),
    /** The act that undid it. */
    undoneBy: id<ActId>("undone_by"),
  },
  (t) => [index("oncall_acts_actor").on(t.workspaceId, t.actor, t.at)],
);

/**
 * A change of who is on call for a while. What is taken back ends at that instant, or where it would have begun, so that
 * the table itself says what was in force at any time.
 */
export const overrides = pgTable(
  "schedule_overrides",
  {
    id: id<OverrideId>("id").primaryKey(),
    workspaceId: workspace(),
    scheduleId: id<ScheduleId>("schedule_id")
      .notNull()
      .references(() => schedules.id, { onDelete: "cascade" }),
    kind: oneOf("kind", ["set", "replace", "add", "remove"]).notNull(),
    /** Who is replaced or removed. */
    person: text("person").$type<MemberKey>(),
    /** Who is put on. */
    by: text("by").$type<MemberKey>(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    /** Until when it was made for. */
    plannedEnd: instant("planned_end").notNull(),
    /** Of two that contradict each other the higher rank wins; counts within the schedule. */
    rank: integer("rank").notNull(),
    note: text("note").notNull().default(""),
    act: id<ActId>("act").notNull(),
    /** The act that took it back. */
    endedBy: id<ActId>("ended_by"),
    swap: id<SwapId>("swap"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    index("schedule_overrides_ends").on(t.workspaceId, t.scheduleId, t.endsAt),
    index("schedule_overrides_act").on(t.workspaceId, t.act),
    index("schedule_overrides_ended").on(t.workspaceId, t.endedBy),
  ],
);

/** When somebody cannot be on call, in any schedule. What is taken back ends then, as with overrides. */
export const away = pgTable(
  "away",
  {
    id: id<AwayId>("id").primaryKey(),
    workspaceId: workspace(),
    personId: id<PersonId>("person_id").notNull(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    plannedEnd: instant("planned_end").notNull(),
    note: text("note").notNull().default(""),
    /** The imported calendar it comes from. */
    calendarId: id<CalendarId>("calendar_id"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    index("away_ends").on(t.workspaceId, t.endsAt),
    index("away_person").on(t.workspaceId, t.personId, t.endsAt),
    index("away_calendar").on(t.workspaceId, t.calendarId),
  ],
);

/** A calendar of somebody else's: holidays, the duties of a layer, or somebody's absences. */
export const calendars = pgTable(
  "calendars",
  {
    id: id<CalendarId>("id").primaryKey(),
    workspaceId: workspace(),
    purpose: oneOf("purpose", calendarPurposes).notNull(),
    name: text("name").notNull(),
    /** Absent where a file was given. */
    url: text("url"),
    /** Whose absences it holds. */
    personId: id<PersonId>("person_id"),
    etag: text("etag"),
    lastModified: text("last_modified"),
    /** When it was read or tried last. */
    readAt: instant("read_at"),
    /** Since when it cannot be read. */
    failedAt: instant("failed_at"),
    /** Why it could not be read, in words. */
    failure: text("failure"),
    content: jsonb("content").$type<CalendarContent>().notNull(),
    /** It is not read again; versions of the past may still name it. */
    removed: boolean("removed").notNull().default(false),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    index("calendars_name").on(t.workspaceId, t.name),
    index("calendars_read").on(t.workspaceId, t.readAt),
    index("calendars_person").on(t.workspaceId, t.personId),
  ],
);

/** Duties that are to change hands: two people's, or one person's who asks somebody, or anybody, to cover. */
export const swaps = pgTable(
  "swaps",
  {
    id: id<SwapId>("id").primaryKey(),
    workspaceId: workspace(),
    scheduleId: id<ScheduleId>("schedule_id")
      .notNull()
      .references(() => schedules.id, { onDelete: "cascade" }),
    /** Who asked, and the duty they give. */
    onePerson: text("one_person").$type<MemberKey>().notNull(),
    oneStart: instant("one_start").notNull(),
    oneEnd: instant("one_end").notNull(),
    /** Absent where anybody may cover. */
    otherPerson: text("other_person").$type<MemberKey>(),
    /** The duty that is given in return; absent where nothing is. */
    otherStart: instant("other_start"),
    otherEnd: instant("other_end"),
    state: oneOf("state", swapStates).notNull(),
    note: text("note").notNull().default(""),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    answeredBy: text("answered_by"),
    answeredAt: instant("answered_at"),
    /** The act that carried it out. */
    act: id<ActId>("act"),
  },
  (t) => [
    index("swaps_schedule").on(t.workspaceId, t.scheduleId, t.state, t.oneStart),
    index("swaps_state").on(t.workspaceId, t.state, t.createdAt),
    index("swaps_act").on(t.workspaceId, t.act),
  ],
);
