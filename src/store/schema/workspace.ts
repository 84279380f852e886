import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { roles } from "../../domain/actor.ts";
import type { ConnectionId, PersonId, SeverityId, TeamId, WorkspaceId } from "../../domain/ids.ts";
import type { NagSettings } from "../../domain/notify/nags.ts";
import { platforms } from "../../domain/place.ts";
import { id, instant, oneOf, workspace } from "../columns.ts";

export const workspaces = pgTable("workspaces", {
  id: uuid("id").$type<WorkspaceId>().primaryKey(),
  name: text("name").notNull(),
  zone: text("zone").notNull(),
  /** The number the last incident got. Taken last in the opening transaction, so a rollback leaves no gap. */
  lastNumber: integer("last_number").notNull().default(0),
  /** Are the severities Tocsin ships selectable? */
  shippedSeverities: boolean("shipped_severities").notNull().default(true),
  /** What P0 means: "p0" = SEV1, or "p1" = SEV1. */
  priorityAliases: oneOf("priority_aliases", ["p0", "p1"]).notNull().default("p0"),
  /** What its incidents' people are asked for, where that is not as shipped. */
  nags: jsonb("nags").$type<NagSettings>().notNull().default({}),
  createdAt: instant("created_at").notNull(),
});

/** A Slack team or a Discord guild that belongs to the workspace. */
export const connections = pgTable(
  "connections",
  {
    id: id<ConnectionId>("id").primaryKey(),
    workspaceId: workspace(),
    platform: oneOf("platform", platforms).notNull(),
    externalId: text("external_id").notNull(),
    name: text("name").notNull(),
    /** The bot's own account there. */
    botAccount: text("bot_account").notNull(),
    /** Where its pages are, with a slash at the end; absent on Discord. */
    address: text("address"),
    /** The bot's token there, as only this installation can read it; absent where it is in the environment. */
    token: text("token"),
    /** Since when it does not let the bot in any more. */
    goneAt: instant("gone_at"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("connections_external").on(t.platform, t.externalId),
    index("connections_workspace").on(t.workspaceId, t.platform),
  ],
);

export const people = pgTable(
  "people",
  {
    id: id<PersonId>("id").primaryKey(),
    workspaceId: workspace(),
    name: text("name").notNull(),
    email: text("email"),
    /** IANA zone; absent = the workspace's. */
    zone: text("zone"),
    role: oneOf("role", roles).notNull(),
    /** Who this turned out to be: what names this person shows that one. */
    linkedTo: id<PersonId>("linked_to"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [index("people_name").on(t.workspaceId, t.name), uniqueIndex("people_email").on(t.workspaceId, t.email)],
);

/** A person on one platform. The realm is the Slack team, empty on Discord. */
export const identities = pgTable(
  "identities",
  {
    workspaceId: workspace(),
    platform: oneOf("platform", platforms).notNull(),
    realm: text("realm").notNull(),
    externalId: text("external_id").notNull(),
    personId: id<PersonId>("person_id")
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    handle: text("handle").notNull(),
    refreshedAt: instant("refreshed_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.platform, t.realm, t.externalId] }),
    index("identities_person").on(t.workspaceId, t.personId),
    index("identities_handle").on(t.workspaceId, t.handle),
    index("identities_account").on(t.platform, t.realm, t.externalId),
  ],
);

export const teams = pgTable(
  "teams",
  {
    id: id<TeamId>("id").primaryKey(),
    workspaceId: workspace(),
    key: text("key").notNull(),
    name: text("name").notNull(),
    /** The user group or role the members are copied from. */
    follows: jsonb("follows").$type<{
      readonly connection: ConnectionId;
      readonly group: string;
      readonly name: string;
    }>(),
    followedAt: instant("followed_at"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [uniqueIndex("teams_key").on(t.workspaceId, t.key)],
);

export const teamMembers = pgTable(
  "team_members",
  {
    workspaceId: workspace(),
    teamId: id<TeamId>("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    personId: id<PersonId>("person_id")
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.teamId, t.personId] }),
    index("team_members_person").on(t.workspaceId, t.personId),
  ],
);

export const severities = pgTable(
  "severities",
  {
    id: id<SeverityId>("id").primaryKey(),
    workspaceId: workspace(),
    /** One word people type: "sev1". */
    key: text("key").notNull(),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    colour: text("colour").notNull(),
    /** 1 is the worst. */
    rank: integer("rank").notNull(),
    aliases: text("aliases").array().notNull(),
    /** Pages through quiet hours. */
    urgent: boolean("urgent").notNull(),
    /** Raises the pinned banner. */
    banner: boolean("banner").notNull(),
    shipped: boolean("shipped").notNull(),
  },
  (t) => [uniqueIndex("severities_key").on(t.workspaceId, t.key)],
);

/** The parts people can play in an incident: commander, communications, scribe and a workspace's own. */
export const incidentRoles = pgTable(
  "incident_roles",
  {
    workspaceId: workspace(),
    key: text("key").notNull(),
    name: text("name").notNull(),
    shipped: boolean("shipped").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.key] })],
);
