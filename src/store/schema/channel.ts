import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Upgrade } from "../../domain/channel.ts";
import type { ChannelId, ConnectionId, IncidentId, MappingId, PersonId, PostingId } from "../../domain/ids.ts";
import type { MemberKey } from "../../domain/oncall/member.ts";
import { id, instant, oneOf, workspace } from "../columns.ts";
import { incidents } from "./incident.ts";

/** A named stream of incidents. `all` is built in and holds every one without rows of its own. */
export const channels = pgTable(
  "channels",
  {
    id: id<ChannelId>("id").primaryKey(),
    workspaceId: workspace(),
    /** What people type after "#". */
    key: text("key").notNull(),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    builtIn: boolean("built_in").notNull(),
    /** Each incident at or above this rank gets a chat channel of its own; absent = none does. */
    roomRank: integer("room_rank"),
    /** Who hears of a new incident that nobody has taken after so many seconds; absent = nobody does. */
    upgrade: jsonb("upgrade").$type<Upgrade>(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [uniqueIndex("channels_key").on(t.workspaceId, t.key)],
);

export const channelMembers = pgTable(
  "channel_members",
  {
    workspaceId: workspace(),
    channelId: id<ChannelId>("channel_id")
      .notNull()
      .references(() => channels.id, { onDelete: "cascade" }),
    personId: id<PersonId>("person_id").notNull(),
    /** How much they hear: responsible, participate, follow, or none once they have left. */
    level: oneOf("level", ["responsible", "participate", "follow", "none"]).notNull(),
    pinned: boolean("pinned").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.channelId, t.personId] }),
    index("channel_members_person").on(t.workspaceId, t.personId),
  ],
);

/** Who hears of every new incident of a channel and gets its daily report, whether they are in it or not. */
export const channelTargets = pgTable(
  "channel_targets",
  {
    workspaceId: workspace(),
    channelId: id<ChannelId>("channel_id")
      .notNull()
      .references(() => channels.id, { onDelete: "cascade" }),
    member: text("member").$type<MemberKey>().notNull(),
    /** Gets what is no page as one message a minute. */
    merges: boolean("merges").notNull().default(false),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.channelId, t.member] }),
    index("channel_targets_member").on(t.workspaceId, t.member),
  ],
);

export const mappings = pgTable(
  "mappings",
  {
    id: id<MappingId>("id").primaryKey(),
    workspaceId: workspace(),
    channelId: id<ChannelId>("channel_id")
      .notNull()
      .references(() => channels.id, { onDelete: "cascade" }),
    connectionId: id<ConnectionId>("connection_id").notNull(),
    chat: text("chat").notNull(),
    chatName: text("chat_name").notNull(),
    /** Incidents below this rank are not announced here; absent = all are. */
    leastRank: integer("least_rank"),
    banner: boolean("banner").notNull().default(true),
    /** Why the place can no longer be posted in. */
    lost: text("lost"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("mappings_place").on(t.workspaceId, t.channelId, t.connectionId, t.chat),
    index("mappings_chat").on(t.workspaceId, t.connectionId, t.chat),
  ],
);

/** The message by which a place shows an incident: one a place, however many channels lead there. */
export const postings = pgTable(
  "postings",
  {
    id: id<PostingId>("id").primaryKey(),
    workspaceId: workspace(),
    incidentId: id<IncidentId>("incident_id")
      .notNull()
      .references(() => incidents.id, { onDelete: "cascade" }),
    connectionId: id<ConnectionId>("connection_id").notNull(),
    chat: text("chat").notNull(),
    /** The thread the card was posted in, empty where it starts its own. */
    thread: text("thread").notNull().default(""),
    /** The card's own id, absent until it is posted. */
    message: text("message"),
    /** "own" is a thread or chat channel that belongs to this incident alone. */
    kind: oneOf("kind", ["mapped", "own", "room"]).notNull(),
    /** What the card showed last, so that an edit that changes nothing is not sent. */
    shown: text("shown"),
    shownAt: instant("shown_at"),
    /** The number of the last timeline entry that was said in its thread. */
    said: integer("said").notNull().default(0),
    /** Why it can no longer be reached. */
    lost: text("lost"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("postings_place").on(t.workspaceId, t.incidentId, t.connectionId, t.chat, t.thread),
    index("postings_message").on(t.workspaceId, t.connectionId, t.chat, t.message),
    index("postings_thread").on(t.workspaceId, t.connectionId, t.chat, t.thread),
  ],
);

/** The pinned message that counts a place's grave incidents. */
export const banners = pgTable(
  "banners",
  {
    workspaceId: workspace(),
    connectionId: id<ConnectionId>("connection_id").notNull(),
    chat: text("chat").notNull(),
    message: text("message"),
    shown: text("shown"),
    shownAt: instant("shown_at"),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.connectionId, t.chat] })],
);

/** Every message sent, by its key, written down before it is sent: a repeat finds it here and does not send again. */
export const sent = pgTable(
  "sent",
  {
    workspaceId: workspace(),
    key: text("key").notNull(),
    incidentId: id<IncidentId>("incident_id"),
    connectionId: id<ConnectionId>("connection_id").notNull(),
    chat: text("chat").notNull(),
    thread: text("thread"),
    /** Absent while it is being sent, and after a crash until its fate is settled. */
    message: text("message"),
    at: instant("at").notNull(),
    /** While it is being sent nobody else tries. */
    leasedUntil: instant("leased_until"),
    data: jsonb("data").$type<Readonly<Record<string, string>>>(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.key] }),
    index("sent_message").on(t.connectionId, t.chat, t.message),
    index("sent_incident").on(t.workspaceId, t.incidentId),
  ],
);

/** Who may send in a chat when. Whoever has to wait there gets a turn; pages have a line of their own, before all others. */
export const chatWaits = pgTable(
  "chat_waits",
  {
    workspaceId: workspace(),
    connectionId: id<ConnectionId>("connection_id").notNull(),
    chat: text("chat").notNull(),
    /** Nobody sends before: the last message has just gone out, or the platform has asked to wait. */
    until: instant("until").notNull(),
    /** The end of either line: the next to join it gets this turn. */
    pagesUntil: instant("pages_until").notNull(),
    othersUntil: instant("others_until").notNull(),
    /** The turn that was given last. */
    turn: instant("turn").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.connectionId, t.chat] })],
);
