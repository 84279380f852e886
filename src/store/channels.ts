import { and, asc, desc, eq, ilike, inArray, or, type SQL, sql } from "drizzle-orm";
import type { Actor } from "../domain/actor.ts";
import type { Channel, Upgrade } from "../domain/channel.ts";
import type { ChannelId, PersonId, WorkspaceId } from "../domain/ids.ts";
import { activeStatuses } from "../domain/incident/status.ts";
import { rowsOf, type Tx } from "./database.ts";
import { given } from "./incidents.ts";
import { likeWords } from "./like.ts";
import { channels } from "./schema/channel.ts";
import { incidents } from "./schema/incident.ts";
import { visibleTo } from "./visibility.ts";

/** Adds a channel; undefined where its key is taken. */
export const insertChannel = async (
  tx: Tx,
  workspace: WorkspaceId,
  channel: Channel & { readonly createdAt: Temporal.Instant },
): Promise<Channel | undefined> => {
  const [row] = await tx
    .insert(channels)
    .values({ workspaceId: workspace, ...channel })
    .onConflictDoNothing()
    .returning();
  return row === undefined ? undefined : toChannel(row);
};

export const findChannels = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly ChannelId[],
): Promise<readonly Channel[]> => {
  if (ids.length === 0) return [];
  return (await select(tx, workspace, inArray(channels.id, [...new Set(ids)]))).map(toChannel);
};

/** The channels of those keys; a key that names none is passed over. */
export const channelsByKey = async (
  tx: Tx,
  workspace: WorkspaceId,
  keys: readonly string[],
): Promise<readonly Channel[]> => {
  if (keys.length === 0) return [];
  const wanted = [...new Set(keys.map((key) => key.toLowerCase()))];
  return (await select(tx, workspace, inArray(channels.key, wanted))).map(toChannel);
};

/** The channel of that key, else of that name in any case. */
export const channelNamed = async (tx: Tx, workspace: WorkspaceId, words: string): Promise<Channel | undefined> => {
  const sought = words.trim().toLowerCase();
  const rows = await select(
    tx,
    workspace,
    or(eq(channels.key, sought), sql`lower(${channels.name}) = ${sought}`),
  ).limit(2);
  const found = rows.find(({ key }) => key === sought) ?? rows[0];
  return found === undefined ? undefined : toChannel(found);
};

/** Locked until the transaction ends; undefined where it is gone. */
export const lockChannel = async (tx: Tx, workspace: WorkspaceId, id: ChannelId): Promise<Channel | undefined> => {
  const [row] = await tx
    .select()
    .from(channels)
    .where(and(eq(channels.workspaceId, workspace), eq(channels.id, id)))
    .for("update");
  return row === undefined ? undefined : toChannel(row);
};

export const updateChannel = async (
  tx: Tx,
  workspace: WorkspaceId,
  id: ChannelId,
  changed: {
    readonly key?: string;
    readonly name?: string;
    readonly description?: string;
    readonly roomRank?: number | null;
    readonly upgrade?: Upgrade | null;
  },
): Promise<void> => {
  await tx
    .update(channels)
    .set(changed)
    .where(and(eq(channels.workspaceId, workspace), eq(channels.id, id)));
};

export const deleteChannel = async (tx: Tx, workspace: WorkspaceId, id: ChannelId): Promise<void> => {
  await tx.delete(channels).where(and(eq(channels.workspaceId, workspace), eq(channels.id, id)));
};

/** Channels whose key or name holds the words: `all` first, then by key. */
export const searchChannels = async (
  tx: Tx,
  workspace: WorkspaceId,
  words: string,
  limit: number,
): Promise<readonly Channel[]> => {
  const sought = likeWords(words);
  const rows = await select(
    tx,
    workspace,
    words.trim() === "" ? undefined : or(ilike(channels.key, sought), ilike(channels.name, sought)),
  ).limit(limit);
  return rows.map(toChannel);
};

/** How many active incidents the actor sees in each channel; `all` counts them all. */
export const countActive = async (
  tx: Tx,
  workspace: WorkspaceId,
  actor: Actor,
): Promise<{ readonly all: number; readonly byChannel: ReadonlyMap<ChannelId, number> }> => {
  const rows = rowsOf<{ channel: ChannelId | null; active: number }>(
    await tx.execute(sql`
      with active as (
        select id from incidents
         where ${incidents.workspaceId} = ${workspace} and ${incidents.status} in ${activeStatuses} and ${visibleTo(actor)}
      )
      select null::uuid as channel, count(*)::int as active from active
      union all
      select c.channel_id, count(*)::int from active join incident_channels c
        on c.workspace_id = ${workspace} and c.incident_id = active.id
       group by c.channel_id`),
  );
  const all = rows.find(({ channel }) => channel === null)?.active ?? 0;
  return {
    all,
    byChannel: new Map(rows.flatMap(({ channel, active }) => (channel === null ? [] : [[channel, active] as const]))),
  };
};

/** The channel's creator where a person made it. */
export const creatorOf = (channel: Pick<Channel, "createdBy">): PersonId | undefined =>
  channel.createdBy.startsWith("person:") ? (channel.createdBy.slice(7) as PersonId) : undefined;

const select = (tx: Tx, workspace: WorkspaceId, which: SQL | undefined) =>
  tx
    .select()
    .from(channels)
    .where(and(eq(channels.workspaceId, workspace), which))
    .orderBy(desc(channels.builtIn), asc(channels.key))
    .$dynamic();

export const toChannel = (row: typeof channels.$inferSelect): Channel => ({
  id: row.id,
  key: row.key,
  name: row.name,
  description: row.description,
  builtIn: row.builtIn,
  createdBy: row.createdBy,
  ...given("roomRank", row.roomRank),
  ...given("upgrade", row.upgrade),
});
