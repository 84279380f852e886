import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { ConnectionId, PersonId, WorkspaceId } from "../domain/ids.ts";
import type { Platform } from "../domain/place.ts";
import type { Tx } from "./database.ts";
import { connections, identities } from "./schema/workspace.ts";

/** An account by which a person can be reached. */
export interface Reachable {
  readonly person: PersonId;
  readonly connection: ConnectionId;
  /** The platform's own id of the account. */
  readonly account: string;
  readonly platform: Platform;
  readonly handle: string;
  /** What the team or server is called. */
  readonly connectionName: string;
}

/** How people can be reached in chat where the bot is let in, the connection that came first before the others. */
export const accountsReaching = (
  tx: Tx,
  workspace: WorkspaceId,
  people: readonly PersonId[],
): Promise<readonly Reachable[]> =>
  people.length === 0
    ? Promise.resolve([])
    : tx
        .select({
          person: identities.personId,
          connection: connections.id,
          account: identities.externalId,
          platform: identities.platform,
          handle: identities.handle,
          connectionName: connections.name,
        })
        .from(identities)
        .innerJoin(
          connections,
          and(
            eq(connections.workspaceId, identities.workspaceId),
            eq(connections.platform, identities.platform),
            // The realm is the Slack team, empty on Discord.
            sql`${identities.realm} = case ${connections.platform} when 'slack' then ${connections.externalId} else '' end`,
          ),
        )
        .where(
          and(
            eq(identities.workspaceId, workspace),
            inArray(identities.personId, [...new Set(people)]),
            isNull(connections.goneAt),
          ),
        )
        .orderBy(asc(connections.createdAt), asc(connections.id), asc(identities.externalId));

/** The workspace's teams and guilds that let the bot in, the one that came first before the others. */
export const connectionsOf = async (tx: Tx, workspace: WorkspaceId): Promise<readonly ConnectionId[]> => {
  const rows = await tx
    .select({ id: connections.id })
    .from(connections)
    .where(and(eq(connections.workspaceId, workspace), isNull(connections.goneAt)))
    .orderBy(asc(connections.createdAt), asc(connections.id));
  return rows.map(({ id }) => id);
};
