import { and, asc, eq, isNotNull, isNull, notLike, sql } from "drizzle-orm";
import type { ConnectionId, WorkspaceId } from "../domain/ids.ts";
import type { Platform } from "../domain/place.ts";
import type { Connection } from "./connections.ts";
import type { Tx } from "./database.ts";
import { mappings, postings } from "./schema/channel.ts";
import { connections } from "./schema/workspace.ts";

/** A team that let the bot in over the web. */
export interface Installed {
  readonly connection: Connection;
  /** Where its pages are, with a slash at the end. */
  readonly address: string;
  /** The bot's token there, sealed. */
  readonly token: string;
  readonly isGone: boolean;
}

/** All of a platform's, of every workspace, the one that came first before the others. */
export const installedOn = async (tx: Tx, platform: Platform): Promise<readonly Installed[]> => {
  const rows = await tx
    .select()
    .from(connections)
    .where(and(eq(connections.platform, platform), isNotNull(connections.token)))
    .orderBy(asc(connections.createdAt), asc(connections.id));
  return rows.flatMap(({ id, workspaceId: workspace, externalId, name, botAccount, address, token, goneAt }) =>
    address === null || token === null
      ? []
      : [
          {
            connection: { id, workspace, platform, externalId, name, botAccount },
            address,
            token,
            isGone: goneAt !== null,
          },
        ],
  );
};

const ofConnection = (workspace: WorkspaceId, id: ConnectionId) =>
  and(eq(connections.workspaceId, workspace), eq(connections.id, id));

export const putToken = async (
  tx: Tx,
  { id, workspace }: Pick<Connection, "id" | "workspace">,
  { address, token }: Pick<Installed, "address" | "token">,
): Promise<void> => {
  await tx.update(connections).set({ address, token }).where(ofConnection(workspace, id));
};

/**
 * Remembers since when a team lets the bot in no more; false where that is known, or where another token has come
 * meanwhile than the one that is refused.
 */
export const markGone = async (
  tx: Tx,
  { id, workspace }: Pick<Connection, "id" | "workspace">,
  refused: { readonly token: string | undefined; readonly at: Temporal.Instant },
): Promise<boolean> => {
  const gone = await tx
    .update(connections)
    .set({ goneAt: refused.at })
    .where(
      and(
        ofConnection(workspace, id),
        isNull(connections.goneAt),
        refused.token === undefined ? undefined : eq(connections.token, refused.token),
      ),
    )
    .returning({ id: connections.id });
  return gone.length > 0;
};

/** False where nobody took it for gone. */
export const unmarkGone = async (tx: Tx, { id, workspace }: Pick<Connection, "id" | "workspace">): Promise<boolean> => {
  const back = await tx
    .update(connections)
    .set({ goneAt: null })
    .where(and(ofConnection(workspace, id), isNotNull(connections.goneAt)))
    .returning({ id: connections.id });
  return back.length > 0;
};

/** Since when a team lets the bot in no more, and what it is called; undefined where it does. */
export const findGone = async (
  tx: Tx,
  workspace: WorkspaceId,
  id: ConnectionId,
): Promise<{ readonly name: string; readonly platform: Platform; readonly since: Temporal.Instant } | undefined> => {
  const [row] = await tx
    .select({ name: connections.name, platform: connections.platform, since: connections.goneAt })
    .from(connections)
    .where(ofConnection(workspace, id));
  return row?.since == null ? undefined : { ...row, since: row.since };
};

/** Nothing of a team's can be posted in any more. */
export const loseChats = async (tx: Tx, workspace: WorkspaceId, id: ConnectionId, why: string): Promise<void> => {
  await tx
    .update(mappings)
    .set({ lost: why })
    .where(and(eq(mappings.workspaceId, workspace), eq(mappings.connectionId, id), isNull(mappings.lost)));
  await tx
    .update(postings)
    .set({ lost: why })
    .where(and(eq(postings.workspaceId, workspace), eq(postings.connectionId, id), isNull(postings.lost)));
};

/** What was lost with the team is there again; a place that is not will be found out when it is posted in. */
export const regainChats = async (tx: Tx, workspace: WorkspaceId, id: ConnectionId, why: string): Promise<void> => {
  await tx
    .update(mappings)
    .set({ lost: null })
    .where(and(eq(mappings.workspaceId, workspace), eq(mappings.connectionId, id), eq(mappings.lost, why)));
  await tx
    .update(postings)
    .set({ lost: null })
    .where(and(eq(postings.workspaceId, workspace), eq(postings.connectionId, id), eq(postings.lost, why)));
};

/** Tokens that an older key sealed. */
export const tokensSealedBefore = async (
  tx: Tx,
  mark: string,
): Promise<readonly { readonly id: ConnectionId; readonly token: string }[]> => {
  const rows = await tx
    .select({ id: connections.id, token: connections.token })
    .from(connections)
    .where(notLike(connections.token, `${mark}%`));
  return rows.flatMap(({ id, token }) => (token === null ? [] : [{ id, token }]));
};

export const sealTokensAnew = async (
  tx: Tx,
  rows: readonly { readonly id: ConnectionId; readonly token: string }[],
): Promise<void> => {
  if (rows.length === 0) return;
  await tx.execute(sql`
    update connections c set token = anew.token
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as anew(id uuid, token text)
     where c.id = anew.id`);
};
