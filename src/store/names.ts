import { and, eq, inArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { ChannelId, PersonId, ScheduleId, TargetId, TeamId, WorkspaceId } from "../domain/ids.ts";
import type { Place } from "../domain/place.ts";
import type { Tx } from "./database.ts";
import { channels, mappings } from "./schema/channel.ts";
import { schedules } from "./schema/oncall.ts";
import { targets } from "./schema/target.ts";
import { incidentRoles, people, teams } from "./schema/workspace.ts";

/** What ids are called, many at a time. */
export const peopleNames = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, string>> => {
  if (ids.length === 0) return new Map();
  const linked = alias(people, "linked");
  const rows = await tx
    .select({ id: people.id, name: sql<string>`coalesce(${linked.name}, ${people.name})` })
    .from(people)
    .leftJoin(linked, eq(linked.id, people.linkedTo))
    .where(and(eq(people.workspaceId, workspace), inArray(people.id, [...new Set(ids)])));
  return new Map(rows.map(({ id, name }) => [id, name]));
};

export const teamNames = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly TeamId[],
): Promise<ReadonlyMap<TeamId, string>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: teams.id, name: teams.name })
    .from(teams)
    .where(and(eq(teams.workspaceId, workspace), inArray(teams.id, [...new Set(ids)])));
  return new Map(rows.map(({ id, name }) => [id, name]));
};

export const targetNames = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly TargetId[],
): Promise<ReadonlyMap<TargetId, string>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: targets.id, name: targets.name })
    .from(targets)
    .where(and(eq(targets.workspaceId, workspace), inArray(targets.id, [...new Set(ids)])));
  return new Map(rows.map(({ id, name }) => [id, name]));
};

export const scheduleNames = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly ScheduleId[],
): Promise<ReadonlyMap<ScheduleId, string>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: schedules.id, name: schedules.name })
    .from(schedules)
    .where(and(eq(schedules.workspaceId, workspace), inArray(schedules.id, [...new Set(ids)])));
  return new Map(rows.map(({ id, name }) => [id, name]));
};

export const channelNames = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly ChannelId[],
): Promise<ReadonlyMap<ChannelId, { readonly key: string; readonly name: string }>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: channels.id, key: channels.key, name: channels.name })
    .from(channels)
    .where(and(eq(channels.workspaceId, workspace), inArray(channels.id, [...new Set(ids)])));
  return new Map(rows.map(({ id, key, name }) => [id, { key, name }]));
};

export const roleNames = async (tx: Tx, workspace: WorkspaceId): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx
    .select({ key: incidentRoles.key, name: incidentRoles.name })
    .from(incidentRoles)
    .where(eq(incidentRoles.workspaceId, workspace));
  return new Map(rows.map(({ key, name }) => [key, name]));
};

/** What chat channels are called, as far as anything is shown there; keys are "<connection>/<chat>". */
export const chatNames = async (
  tx: Tx,
  workspace: WorkspaceId,
  places: readonly Pick<Place, "connection" | "chat">[],
): Promise<ReadonlyMap<string, string>> => {
  if (places.length === 0) return new Map();
  const rows = await tx
    .selectDistinct({ connection: mappings.connectionId, chat: mappings.chat, name: mappings.chatName })
    .from(mappings)
    .where(
      and(
        eq(mappings.workspaceId, workspace),
        inArray(mappings.connectionId, [...new Set(places.map(({ connection }) => connection))]),
        inArray(mappings.chat, [...new Set(places.map(({ chat }) => chat))]),
      ),
    );
  return new Map(rows.map(({ connection, chat, name }) => [`${connection}/${chat}`, name]));
};
