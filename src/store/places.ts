import { and, desc, eq, gte, inArray, isNotNull, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import type { Actor } from "../domain/actor.ts";
import type { ConnectionId, IncidentId, WorkspaceId } from "../domain/ids.ts";
import { activeStatuses } from "../domain/incident/status.ts";
import type { Place } from "../domain/place.ts";
import type { Tx } from "./database.ts";
import { given } from "./incidents.ts";
import { channels, mappings, postings, sent } from "./schema/channel.ts";
import { incidents } from "./schema/incident.ts";
import { visibleTo } from "./visibility.ts";

/** A thread is an incident's by its card or as its own; a room is, whatever is said there. */
const shows = (workspace: WorkspaceId, place: Place): SQL | undefined => {
  const thread = place.thread ?? "";
  return and(
    eq(postings.workspaceId, workspace),
    eq(postings.connectionId, place.connection),
    eq(postings.chat, place.chat),
    or(
      eq(postings.kind, "room"),
      ...(thread === ""
        ? []
        : [eq(postings.thread, thread), and(eq(postings.thread, ""), eq(postings.message, thread))]),
    ),
  );
};

/** The incident of a place, or null where there is none the actor may see. */
export const findIncidentAt = async (
  tx: Tx,
  workspace: WorkspaceId,
  actor: Actor,
  place: Place,
): Promise<{ readonly id: IncidentId; readonly number: number; readonly title: string } | null> => {
  const [row] = await tx
    .select({ id: incidents.id, number: incidents.number, title: incidents.title })
    .from(postings)
    .innerJoin(
      incidents,
      and(eq(incidents.workspaceId, postings.workspaceId), eq(incidents.id, postings.incidentId), visibleTo(actor)),
    )
    .where(shows(workspace, place))
    .orderBy(sql`${postings.kind} = 'room'`, sql`${postings.kind} <> 'own'`)
    .limit(1);
  return row ?? null;
};

/**
 * Does the place belong to any incident? For what is about to be written down; nobody reads the answer. With `openSince`
 * it may also be that of a message whose fate is open, if that was tried since.
 */
export const isIncidentPlace = async (
  tx: Tx,
  workspace: WorkspaceId,
  place: Place,
  openSince?: Temporal.Instant,
): Promise<boolean> => {
  const shown = tx.select({ one: sql`1` }).from(postings).where(shows(workspace, place)).limit(1);
  const open =
    openSince &&
    tx
      .select({ one: sql`1` })
      .from(sent)
      .where(isOpenIn(workspace, place, openSince))
      .limit(1);
  const rows = await (open === undefined ? shown : unionAll(shown, open));
  return rows.length > 0;
};

const isOpenIn = (workspace: WorkspaceId, { connection, chat }: Place, since: Temporal.Instant): SQL | undefined =>
  and(
    eq(sent.workspaceId, workspace),
    eq(sent.connectionId, connection),
    eq(sent.chat, chat),
    isNull(sent.message),
    gte(sent.leasedUntil, since),
  );

/** Of more incidents than these, what is said is only heard as it is said. */
const mostThreads = 200;

/** A thread or room of an incident. */
export interface Thread {
  readonly place: Place;
  /** Since when: people may have talked in a thread before it became an incident's own. */
  readonly since?: Temporal.Instant;
}

/** The threads and rooms of the incidents of a connection that are active or ended after an instant, the newest first. */
export const threadsSince = async (
  tx: Tx,
  workspace: WorkspaceId,
  actor: Actor,
  of: { readonly connection: ConnectionId; readonly since: Temporal.Instant },
): Promise<readonly Thread[]> => {
  const thread = sql<string | null>`case when ${postings.kind} = 'room' then null
    else coalesce(nullif(${postings.thread}, ''), ${postings.message}) end`;
  const rows = await tx
    .select({
      connection: postings.connectionId,
      chat: postings.chat,
      thread,
      kind: postings.kind,
      madeAt: postings.createdAt,
    })
    .from(postings)
    .innerJoin(
      incidents,
      and(eq(incidents.workspaceId, postings.workspaceId), eq(incidents.id, postings.incidentId), visibleTo(actor)),
    )
    .where(
      and(
        eq(postings.workspaceId, workspace),
        eq(postings.connectionId, of.connection),
        isNull(postings.lost),
        or(isNotNull(postings.message), ne(postings.thread, ""), eq(postings.kind, "room")),
        or(inArray(incidents.status, [...activeStatuses]), gte(incidents.endedAt, of.since)),
      ),
    )
    .orderBy(desc(incidents.number))
    .limit(mostThreads);
  return rows.map(({ connection, chat, thread, kind, madeAt }) => ({
    place: { connection, chat, ...given("thread", thread) },
    ...(kind === "own" ? { since: madeAt } : {}),
  }));
};

/** The keys of the incident channels mapped to each of these chats. */
export const channelKeysOf = async (
  tx: Tx,
  workspace: WorkspaceId,
  connection: Place["connection"],
  chats: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  if (chats.length === 0) return new Map();
  const rows = await tx
    .select({ chat: mappings.chat, key: channels.key })
    .from(mappings)
    .innerJoin(channels, eq(channels.id, mappings.channelId))
    .where(
      and(
        eq(mappings.workspaceId, workspace),
        eq(mappings.connectionId, connection),
        inArray(mappings.chat, [...new Set(chats)]),
      ),
    )
    .orderBy(channels.key);
  const keys = new Map<string, readonly string[]>();
  for (const { chat, key } of rows) keys.set(chat, [...(keys.get(chat) ?? []), key]);
  return keys;
};

const ofChat = (workspace: WorkspaceId, { connection, chat }: Place): SQL | undefined =>
  and(eq(mappings.workspaceId, workspace), eq(mappings.connectionId, connection), eq(mappings.chat, chat));

/** Is anything mapped to this chat that has not been reported as lost? */
export const isMapped = async (tx: Tx, workspace: WorkspaceId, place: Place): Promise<boolean> => {
  const rows = await tx
    .select({ id: mappings.id })
    .from(mappings)
    .where(and(ofChat(workspace, place), isNull(mappings.lost)))
    .limit(1);
  return rows.length > 0;
};

export const renameChat = async (tx: Tx, workspace: WorkspaceId, place: Place, name: string): Promise<void> => {
  await tx
    .update(mappings)
    .set({ chatName: name })
    .where(and(ofChat(workspace, place), ne(mappings.chatName, name)));
};

/** The chat can be posted in again. */
export const findChat = async (tx: Tx, workspace: WorkspaceId, place: Place): Promise<void> => {
  await tx.update(mappings).set({ lost: null }).where(ofChat(workspace, place));
  await tx
    .update(postings)
    .set({ lost: null })
    .where(
      and(
        eq(postings.workspaceId, workspace),
        eq(postings.connectionId, place.connection),
        eq(postings.chat, place.chat),
      ),
    );
};

/** How often an incident has been opened and reopened; null where there is none the actor may see. */
export const findOccurrence = async (
  tx: Tx,
  workspace: WorkspaceId,
  actor: Actor,
  number: number,
): Promise<number | null> => {
  const [row] = await tx
    .select({ occurrence: incidents.occurrence })
    .from(incidents)
    .where(and(eq(incidents.workspaceId, workspace), eq(incidents.number, number), visibleTo(actor)));
  return row?.occurrence ?? null;
};
