import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type {
  ChannelId,
  DeliveryId,
  EntryId,
  EscalationId,
  IncidentId,
  PageId,
  PersonId,
  PolicyId,
  RunId,
  ScheduleId,
} from "../../domain/ids.ts";
import { deliveryStates } from "../../domain/notify/delivery.ts";
import { type Escalating, type Plan, rules } from "../../domain/notify/plan.ts";
import type { NoticeType, PolicyRule } from "../../domain/notify/policy.ts";
import type { Cause } from "../../domain/notify/recipients.ts";
import { snoozed } from "../../domain/notify/snooze.ts";
import type { MemberKey } from "../../domain/oncall/member.ts";
import type { MessageRef } from "../../domain/place.ts";
import { id, instant, oneOf, workspace } from "../columns.ts";
import { channels } from "./channel.ts";
import { incidents } from "./incident.ts";

/** Which kinds of entry, and which conditions, reach whoever is on call on which schedules. */
export const policies = pgTable(
  "policies",
  {
    id: id<PolicyId>("id").primaryKey(),
    workspaceId: workspace(),
    key: text("key").notNull(),
    name: text("name").notNull(),
    types: text("types").array().$type<NoticeType[]>().notNull(),
    rules: jsonb("rules").$type<readonly PolicyRule[]>().notNull(),
    /** Outside every slot it waits for the next one instead of being dropped. */
    hold: boolean("hold").notNull().default(false),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedBy: text("updated_by").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [uniqueIndex("policies_key").on(t.workspaceId, t.key)],
);

export const policySchedules = pgTable(
  "policy_schedules",
  {
    workspaceId: workspace(),
    policyId: id<PolicyId>("policy_id")
      .notNull()
      .references(() => policies.id, { onDelete: "cascade" }),
    scheduleId: id<ScheduleId>("schedule_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.policyId, t.scheduleId] }),
    index("policy_schedules_schedule").on(t.workspaceId, t.scheduleId),
  ],
);

export const policyChannels = pgTable(
  "policy_channels",
  {
    workspaceId: workspace(),
    policyId: id<PolicyId>("policy_id")
      .notNull()
      .references(() => policies.id, { onDelete: "cascade" }),
    channelId: id<ChannelId>("channel_id")
      .notNull()
      .references(() => channels.id, { onDelete: "cascade" }),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.policyId, t.channelId] }),
    index("policy_channels_channel").on(t.workspaceId, t.channelId),
  ],
);

export const escalations = pgTable(
  "escalations",
  {
    id: id<EscalationId>("id").primaryKey(),
    workspaceId: workspace(),
    key: text("key").notNull(),
    name: text("name").notNull(),
    plan: jsonb("plan").$type<Escalating>().notNull(),
    /** It pages for incidents of this rank and worse; absent = for all. */
    leastRank: integer("least_rank"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedBy: text("updated_by").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [uniqueIndex("escalations_key").on(t.workspaceId, t.key)],
);

/** Which escalation policy pages for the incidents of a channel. */
export const channelEscalations = pgTable(
  "channel_escalations",
  {
    workspaceId: workspace(),
    channelId: id<ChannelId>("channel_id")
      .notNull()
      .references(() => channels.id, { onDelete: "cascade" }),
    escalationId: id<EscalationId>("escalation_id")
      .notNull()
      .references(() => escalations.id, { onDelete: "cascade" }),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.channelId] }),
    index("channel_escalations_escalation").on(t.workspaceId, t.escalationId),
  ],
);

/** An escalation or a timed rule under way. Rows are the truth, jobs only wake-ups. */
export const runs = pgTable(
  "runs",
  {
    id: id<RunId>("id").primaryKey(),
    workspaceId: workspace(),
    incidentId: id<IncidentId>("incident_id")
      .notNull()
      .references(() => incidents.id, { onDelete: "cascade" }),
    rule: oneOf("rule", rules).notNull(),
    source: text("source").notNull(),
    spell: text("spell").notNull(),
    /** What ends or moves the run raises it, and so silences every job already queued. */
    epoch: integer("epoch").notNull().default(0),
    step: integer("step").notNull().default(0),
    cycle: integer("cycle").notNull().default(0),
    dueAt: instant("due_at"),
    /** While it is silenced: when it would have been due. */
    heldAt: instant("held_at"),
    state: oneOf("state", ["waiting", "answered", "ended", "exhausted"]).notNull().default("waiting"),
    /** How many people have to acknowledge at the step that called last, and how many have since. */
    need: integer("need").notNull().default(1),
    acks: integer("acks").notNull().default(0),
    /** Has anybody been called? */
    called: boolean("called").notNull().default(false),
    plan: jsonb("plan").$type<Plan>().notNull(),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    uniqueIndex("runs_spell").on(t.workspaceId, t.incidentId, t.rule, t.source, t.spell),
    index("runs_due").on(t.dueAt).where(sql`${t.state} = 'waiting'`),
  ],
);

/** What keeps quiet about an incident for a while; without an end until it is let speak again. */
export const snoozes = pgTable(
  "snoozes",
  {
    workspaceId: workspace(),
    incidentId: id<IncidentId>("incident_id")
      .notNull()
      .references(() => incidents.id, { onDelete: "cascade" }),
    /** All pages and reminders, or only what the incident's people are asked for. */
    what: oneOf("what", snoozed).notNull().default("pages"),
    until: instant("until"),
    by: text("by").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.incidentId, t.what] })],
);

/** One attempt to make one person respond. */
export const pages = pgTable(
  "pages",
  {
    id: id<PageId>("id").primaryKey(),
    workspaceId: workspace(),
    incidentId: id<IncidentId>("incident_id")
      .notNull()
      .references(() => incidents.id, { onDelete: "cascade" }),
    runId: id<RunId>("run_id")
      .notNull()
      .references(() => runs.id, { onDelete: "cascade" }),
    step: integer("step").notNull(),
    cycle: integer("cycle").notNull(),
    personId: id<PersonId>("person_id").notNull(),
    /** Failed = none of their contacts could be reached; declined = "I can't". */
    state: oneOf("state", ["ringing", "failed", "declined"]).notNull().default("ringing"),
    at: instant("at").notNull(),
  },
  (t) => [
    uniqueIndex("pages_call").on(t.workspaceId, t.runId, t.cycle, t.step, t.personId),
    index("pages_person").on(t.workspaceId, t.personId, t.at.desc()),
    index("pages_incident").on(t.workspaceId, t.incidentId, t.at),
  ],
);

/** One message to one contact: written down before it is sent, with its attempts and its outcome. */
export const deliveries = pgTable(
  "deliveries",
  {
    id: id<DeliveryId>("id").primaryKey(),
    workspaceId: workspace(),
    /** Names what, to whom, which contact and which occurrence: never sent twice. */
    key: text("key").notNull(),
    /** What it says: a page, a notice of entries, a reminder, a summary ... */
    about: text("about").notNull(),
    /** Kept when the incident is deleted: the log outlives it. */
    incidentId: id<IncidentId>("incident_id"),
    entryId: id<EntryId>("entry_id"),
    runId: id<RunId>("run_id"),
    pageId: id<PageId>("page_id"),
    epoch: integer("epoch"),
    /** Whom it is for, and for a person by which of their contacts; absent until one is chosen. */
    member: text("member").$type<MemberKey>().notNull(),
    personId: id<PersonId>("person_id"),
    contact: text("contact"),
    /** Which of a page's contacts in order. */
    rung: integer("rung").notNull().default(0),
    isPage: boolean("is_page").notNull(),
    /** The first page of an incident to a person is never bundled or delayed. */
    isFirst: boolean("is_first").notNull().default(false),
    causes: jsonb("causes").$type<readonly Cause[]>().notNull(),
    /** When it was due, and when it is tried next. */
    dueAt: instant("due_at").notNull(),
    nextAt: instant("next_at").notNull(),
    triedAt: instant("tried_at"),
    attempts: integer("attempts").notNull().default(0),
    state: oneOf("state", deliveryStates).notNull().default("waiting"),
    /** Why it failed, was dropped or superseded. */
    why: text("why"),
    sentAt: instant("sent_at"),
    message: jsonb("message").$type<MessageRef>(),
    /** Its fate was unknown once and could not be asked. */
    maybeTwice: boolean("maybe_twice").notNull().default(false),
    /** The delivery it was bundled into. */
    bundledInto: uuid("bundled_into").$type<DeliveryId>(),
    /** When its buttons were taken away: it asks for nothing any more. */
    calmedAt: instant("calmed_at"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("deliveries_key").on(t.workspaceId, t.key),
    index("deliveries_at").on(t.workspaceId, t.createdAt.desc()),
    index("deliveries_incident").on(t.workspaceId, t.incidentId, t.createdAt),
    index("deliveries_person").on(t.workspaceId, t.personId, t.sentAt),
    index("deliveries_contact").on(t.workspaceId, t.contact, t.sentAt).where(sql`${t.personId} is null`),
    index("deliveries_waiting").on(t.workspaceId, t.personId, t.contact).where(sql`${t.state} = 'waiting'`),
    index("deliveries_page").on(t.workspaceId, t.pageId),
    index("deliveries_bundle").on(t.workspaceId, t.bundledInto).where(sql`${t.state} = 'bundled'`),
    index("deliveries_due").on(t.nextAt).where(sql`${t.state} = 'waiting'`),
  ],
);
