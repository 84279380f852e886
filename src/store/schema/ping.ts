import { sql } from "drizzle-orm";
import { boolean, index, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { DueId, PingId, ScheduleId } from "../../domain/ids.ts";
import { dueKinds, dueStates } from "../../domain/oncall/due.ts";
import type { MemberKey } from "../../domain/oncall/member.ts";
import type { Ping, PingRule } from "../../domain/oncall/ping.ts";
import { id, instant, oneOf, workspace } from "../columns.ts";
import { schedules } from "./oncall.ts";

/** Messages that calendar rules send to whoever is on call. */
export const pings = pgTable(
  "pings",
  {
    id: id<PingId>("id").primaryKey(),
    workspaceId: workspace(),
    message: text("message").notNull(),
    rule: jsonb("rule").$type<PingRule>().notNull(),
    scheduleId: id<ScheduleId>("schedule_id").references(() => schedules.id, { onDelete: "cascade" }),
    place: jsonb("place").$type<NonNullable<Ping["place"]>>(),
    skipHolidays: boolean("skip_holidays").notNull().default(false),
    pausedAt: instant("paused_at"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    index("pings_created").on(t.workspaceId, t.createdAt),
    index("pings_schedule").on(t.workspaceId, t.scheduleId),
  ],
);

/** What is owed by the calendar: written down ahead, told when it falls due. Rows are the truth, jobs only wake-ups. */
export const duePings = pgTable(
  "due_pings",
  {
    id: id<DueId>("id").primaryKey(),
    workspaceId: workspace(),
    /** Names what and which occurrence: nothing is owed twice. */
    key: text("key").notNull(),
    kind: oneOf("kind", dueKinds).notNull(),
    scheduleId: id<ScheduleId>("schedule_id").references(() => schedules.id, { onDelete: "cascade" }),
    pingId: id<PingId>("ping_id").references(() => pings.id, { onDelete: "cascade" }),
    at: instant("at").notNull(),
    /** The shift a reminder is of, and whom it is for. */
    start: instant("start"),
    member: text("member").$type<MemberKey>(),
    /** Who brought it about just now, and so is not told. */
    by: text("by"),
    state: oneOf("state", dueStates).notNull().default("waiting"),
    /** Who has heard it. */
    told: text("told").array().notNull().default(sql`'{}'::text[]`),
    settledAt: instant("settled_at"),
  },
  (t) => [
    uniqueIndex("due_pings_key").on(t.workspaceId, t.key),
    index("due_pings_schedule").on(t.workspaceId, t.scheduleId),
    index("due_pings_ping").on(t.workspaceId, t.pingId),
    index("due_pings_due").on(t.at).where(sql`${t.state} = 'waiting'`),
    index("due_pings_settled").on(t.settledAt).where(sql`${t.state} <> 'waiting'`),
  ],
);
