import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Channel } from "../domain/channel.ts";
import type { ChannelId, ConnectionId, MappingId, WorkspaceId } from "../domain/ids.ts";
import type { Mapping } from "../domain/mapping.ts";
import type { Place } from "../domain/place.ts";
import { toChannel } from "./channels.ts";
import { rowsOf, type Tx } from "./database.ts";
import { given } from "./incidents.ts";
import { channels, mappings } from "./schema/channel.ts";

/** A place an incident is shown in, and whether it wears a banner there. */
export interface ShownPlace {
  readonly place: Place;
  readonly name: string;
  readonly banner: boolean;
}

/** Which channels an incident is in besides `all`, and how grave it is. */
export interface Scope {
  readonly channels: readonly ChannelId[];
  /** Absent while it has no severity: it then passes no threshold. */
  readonly severityRank?: number;
}

/** The places an incident must be shown in: each once, however many channels lead there; lost ones are left out. */
export const mappingsForIncident = async (
  tx: Tx,
  workspace: WorkspaceId,
  scope: Scope,
): Promise<readonly ShownPlace[]> => {
  const rows = rowsOf<{ connection: ConnectionId; chat: string; name: string; banner: boolean }>(
    await tx.execute(sql`
      select m.connection_id as connection, m.chat, min(m.chat_name) as name, bool_or(m.banner) as banner
        from mappings m join channels c on c.id = m.channel_id
       where m.workspace_id = ${workspace} and m.lost is null
         and ${inScope(scope)} and (m.least_rank is null or m.least_rank >= ${scope.severityRank ?? null}::int)
       group by m.connection_id, m.chat
       order by m.connection_id, m.chat`),
  );
  return rows.map(({ connection, chat, name, banner }) => ({ place: { connection, chat }, name, banner }));
};

/** Is `all`, or any of these channels, shown anywhere in chat? */
export const isAnythingMapped = async (
  tx: Tx,
  workspace: WorkspaceId,
  channels: readonly ChannelId[],
): Promise<boolean> => {
  const [row] = rowsOf<{ mapped: boolean }>(
    await tx.execute(sql`
      select exists (select 1 from mappings m join channels c on c.id = m.channel_id
        where m.workspace_id = ${workspace} and m.lost is null and ${inScope({ channels })}) as mapped`),
  );
  return row?.mapped ?? false;
};

/** Does one of its channels give the incident a chat channel of its own? */
export const wantsRoom = async (tx: Tx, workspace: WorkspaceId, scope: Scope): Promise<boolean> => {
  const [row] = rowsOf<{ wanted: boolean }>(
    await tx.execute(sql`
      select exists (select 1 from channels c
        where c.workspace_id = ${workspace} and ${inScope(scope)} and c.room_rank >= ${scope.severityRank ?? null}::int) as wanted`),
  );
  return row?.wanted ?? false;
};

const inScope = (scope: Scope) =>
  scope.channels.length === 0 ? sql`c.built_in` : sql`(c.built_in or c.id in ${[...scope.channels]})`;

/** The channels shown in a place, `all` included where it is one of them. */
export const channelsMappedTo = async (
  tx: Tx,
  workspace: WorkspaceId,
  place: Pick<Place, "connection" | "chat">,
): Promise<readonly Channel[]> => {
  const rows = await tx
    .select({ channel: channels })
    .from(mappings)
    .innerJoin(channels, eq(channels.id, mappings.channelId))
    .where(at(workspace, place))
    .orderBy(asc(channels.key));
  return rows.map(({ channel }) => toChannel(channel));
};

/** The mappings of some channels, or of all where none are named. */
export const listMappings = async (
  tx: Tx,
  workspace: WorkspaceId,
  of?: readonly ChannelId[],
): Promise<readonly Mapping[]> => {
  const rows = await tx
    .select()
    .from(mappings)
    .where(
      and(eq(mappings.workspaceId, workspace), of === undefined ? undefined : inArray(mappings.channelId, [...of])),
    )
    .orderBy(asc(mappings.createdAt), asc(mappings.id));
  return rows.map(toMapping);
};

export const findMapping = async (
  tx: Tx,
  workspace: WorkspaceId,
  which: { readonly id: MappingId } | { readonly channel: ChannelId; readonly place: Place },
): Promise<Mapping | undefined> => {
  const [row] = await tx
    .select()
    .from(mappings)
    .where(
      "id" in which
        ? and(eq(mappings.workspaceId, workspace), eq(mappings.id, which.id))
        : and(at(workspace, which.place), eq(mappings.channelId, which.channel)),
    )
    .for("update");
  return row === undefined ? undefined : toMapping(row);
};

/** Maps a channel to a place; undefined where that is mapped already. */
export const insertMapping = async (
  tx: Tx,
  workspace: WorkspaceId,
  mapping: Mapping & { readonly createdAt: Temporal.Instant },
): Promise<Mapping | undefined> => {
  const { channel, place, ...rest } = mapping;
  const [row] = await tx
    .insert(mappings)
    .values({ ...rest, workspaceId: workspace, channelId: channel, connectionId: place.connection, chat: place.chat })
    .onConflictDoNothing()
    .returning();
  return row === undefined ? undefined : toMapping(row);
};

export const updateMapping = async (
  tx: Tx,
  workspace: WorkspaceId,
  id: MappingId,
  changed: {
    readonly leastRank?: number | null;
    readonly banner?: boolean;
    readonly chatName?: string;
  },
): Promise<void> => {
  await tx
    .update(mappings)
    .set(changed)
    .where(and(eq(mappings.workspaceId, workspace), eq(mappings.id, id)));
};

export const deleteMapping = async (tx: Tx, workspace: WorkspaceId, id: MappingId): Promise<boolean> => {
  const gone = await tx
    .delete(mappings)
    .where(and(eq(mappings.workspaceId, workspace), eq(mappings.id, id)))
    .returning({ id: mappings.id });
  return gone.length > 0;
};

/** Remembers why a place can no longer be posted in; gives the mappings that knew nothing of it. */
export const loseMappings = async (
  tx: Tx,
  workspace: WorkspaceId,
  place: Place,
  why: string,
): Promise<readonly Mapping[]> => {
  const rows = await tx
    .update(mappings)
    .set({ lost: why })
    .where(and(at(workspace, place), isNull(mappings.lost)))
    .returning();
  return rows.map(toMapping);
};

export const mappingsAt = async (tx: Tx, workspace: WorkspaceId, place: Place): Promise<readonly Mapping[]> =>
  (await tx.select().from(mappings).where(at(workspace, place)).orderBy(asc(mappings.createdAt))).map(toMapping);

const at = (workspace: WorkspaceId, place: Pick<Place, "connection" | "chat">) =>
  and(eq(mappings.workspaceId, workspace), eq(mappings.connectionId, place.connection), eq(mappings.chat, place.chat));

const toMapping = (row: typeof mappings.$inferSelect): Mapping => ({
  id: row.id,
  channel: row.channelId,
  place: { connection: row.connectionId, chat: row.chat },
  chatName: row.chatName,
  banner: row.banner,
  createdBy: row.createdBy,
  ...given("leastRank", row.leastRank),
  ...given("lost", row.lost),
});
