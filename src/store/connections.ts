import { and, asc, eq, sql } from "drizzle-orm";
import type { ConnectionId, TeamId, WorkspaceId } from "../domain/ids.ts";
import type { Platform } from "../domain/place.ts";
import type { Tx } from "./database.ts";
import { sent } from "./schema/channel.ts";
import { connections, identities, teams, workspaces } from "./schema/workspace.ts";

/** A Slack team or a Discord guild of a workspace. */
export interface Connection {
  readonly id: ConnectionId;
  readonly workspace: WorkspaceId;
  readonly platform: Platform;
  readonly externalId: string;
  readonly name: string;
  readonly botAccount: string;
}

const columns = {
  id: connections.id,
  workspace: connections.workspaceId,
  platform: connections.platform,
  externalId: connections.externalId,
  name: connections.name,
  botAccount: connections.botAccount,
};

/** Two replicas that start at once must not create two workspaces. */
export const lockConnections = async (tx: Tx): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('connections', 0))`);
};

export const findConnection = async (tx: Tx, platform: Platform, externalId: string): Promise<Connection | null> => {
  const [row] = await tx
    .select(columns)
    .from(connections)
    .where(and(eq(connections.platform, platform), eq(connections.externalId, externalId)));
  return row ?? null;
};

/** Adds it, or brings its name and the bot's account up to date: the bot is let in. */
export const putConnection = async (tx: Tx, connection: Connection, at: Temporal.Instant): Promise<void> => {
  const { workspace, ...row } = connection;
  await tx
    .insert(connections)
    .values({ ...row, workspaceId: workspace, createdAt: at })
    .onConflictDoUpdate({
      target: [connections.platform, connections.externalId],
      set: { name: row.name, botAccount: row.botAccount, goneAt: null },
    });
};

/** The workspace there is, the oldest where there are several. */
export const firstWorkspace = async (tx: Tx): Promise<WorkspaceId | null> => {
  const [row] = await tx.select({ id: workspaces.id }).from(workspaces).orderBy(asc(workspaces.createdAt)).limit(1);
  return row?.id ?? null;
};

/** All of a platform's, the one that came first before the others. */
export const connectionsOn = (tx: Tx, platform: Platform): Promise<readonly Connection[]> =>
  tx
    .select(columns)
    .from(connections)
    .where(eq(connections.platform, platform))
    .orderBy(asc(connections.createdAt), asc(connections.id));

/** A team or guild of a workspace, and whether it lets the bot in. */
export type Standing = Pick<Connection, "platform" | "name"> & { readonly isGone: boolean };

/** All of a workspace's, the one that came first before the others. */
export const connectionsIn = (tx: Tx, workspace: WorkspaceId): Promise<readonly Standing[]> =>
  tx
    .select({
      platform: connections.platform,
      name: connections.name,
      isGone: sql<boolean>`${connections.goneAt} is not null`,
    })
    .from(connections)
    .where(eq(connections.workspaceId, workspace))
    .orderBy(asc(connections.createdAt), asc(connections.id));

/** The connections of every workspace that an account is known in. Its realm is empty. */
export const connectionsOfAccount = (tx: Tx, platform: Platform, account: string): Promise<readonly Connection[]> =>
  tx
    .select(columns)
    .from(connections)
    .innerJoin(
      identities,
      and(eq(identities.workspaceId, connections.workspaceId), eq(identities.platform, connections.platform)),
    )
    .where(and(eq(identities.platform, platform), eq(identities.realm, ""), eq(identities.externalId, account)))
    .orderBy(asc(connections.createdAt), asc(connections.id));

/** Whose message of ours that is. */
export const workspaceOfMessage = async (
  tx: Tx,
  platform: Platform,
  chat: string,
  message: string,
): Promise<WorkspaceId | null> => {
  const [row] = await tx
    .select({ workspace: sent.workspaceId })
    .from(sent)
    .innerJoin(connections, eq(connections.id, sent.connectionId))
    .where(and(eq(connections.platform, platform), eq(sent.chat, chat), eq(sent.message, message)))
    .limit(1);
  return row?.workspace ?? null;
};

/** The teams whose members are copied from a user group or role, or from any. */
export const teamsFollowing = async (
  tx: Tx,
  workspace: WorkspaceId,
  connection: ConnectionId,
  group: string | undefined,
): Promise<readonly TeamId[]> => {
  const rows = await tx
    .select({ id: teams.id })
    .from(teams)
    .where(
      and(
        eq(teams.workspaceId, workspace),
        sql`${teams.follows} ->> 'connection' = ${connection}`,
        group === undefined ? undefined : sql`${teams.follows} ->> 'group' = ${group}`,
      ),
    );
  return rows.map(({ id }) => id);
};
