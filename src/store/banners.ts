import { and, eq, sql } from "drizzle-orm";
import type { ConnectionId, IncidentId, PostingId, WorkspaceId } from "../domain/ids.ts";
import { activeStatuses } from "../domain/incident/status.ts";
import type { Place } from "../domain/place.ts";
import { rowsOf, type Tx } from "./database.ts";
import { given } from "./incidents.ts";
import { banners } from "./schema/channel.ts";

/** The pinned message of a place. */
export interface Banner {
  readonly message: string;
  /** The digest of what it shows. */
  readonly shown?: string;
  readonly shownAt?: Temporal.Instant;
}

export const findBanner = async (tx: Tx, workspace: WorkspaceId, place: Place): Promise<Banner | undefined> => {
  const [row] = await tx.select().from(banners).where(at(workspace, place));
  return row === undefined || row.message === null
    ? undefined
    : { message: row.message, ...given("shown", row.shown), ...given("shownAt", row.shownAt) };
};

export const putBanner = async (
  tx: Tx,
  workspace: WorkspaceId,
  place: Place,
  banner: Required<Banner>,
): Promise<void> => {
  await tx
    .insert(banners)
    .values({ workspaceId: workspace, connectionId: place.connection, chat: place.chat, ...banner })
    .onConflictDoUpdate({ target: [banners.workspaceId, banners.connectionId, banners.chat], set: banner });
};

export const deleteBanner = async (tx: Tx, workspace: WorkspaceId, place: Place): Promise<void> => {
  await tx.delete(banners).where(at(workspace, place));
};

/** The gravest incident a place must wear a banner for, the card that shows it there, and how many others there are. */
export interface Grave {
  readonly incident: IncidentId;
  readonly others: number;
  readonly posting?: PostingId;
}

/**
 * While an incident whose severity asks for it is active, every place mapped to one of its channels shows it; never a
 * private one, and not where the mapping says no (features.md, section 4.17). The gravest comes first, then the oldest.
 */
export const gravestAt = async (tx: Tx, workspace: WorkspaceId, place: Place): Promise<Grave | undefined> => {
  const [row] = rowsOf<{ incident: IncidentId; count: number; posting: PostingId | null }>(
    await tx.execute(sql`
      select i.id as incident, (count(*) over ())::int as count,
             (select p.id from postings p
               where p.workspace_id = ${workspace} and p.incident_id = i.id and p.connection_id = ${place.connection}
                 and p.chat = ${place.chat} and p.message is not null limit 1) as posting
        from incidents i join severities s on s.id = i.severity_id and s.banner
       where i.workspace_id = ${workspace} and i.status in ${[...activeStatuses]} and not i.private
         and exists (
           select 1 from mappings m join channels c on c.id = m.channel_id
            where m.workspace_id = ${workspace} and m.connection_id = ${place.connection} and m.chat = ${place.chat}
              and m.banner and m.lost is null and (m.least_rank is null or m.least_rank >= s.rank)
              and (c.built_in or exists (
                select 1 from incident_channels ic
                 where ic.workspace_id = ${workspace} and ic.incident_id = i.id and ic.channel_id = c.id)))
       order by s.rank, i.started_at, i.id limit 1`),
  );
  return row === undefined
    ? undefined
    : { incident: row.incident, others: row.count - 1, ...given("posting", row.posting) };
};

/** Which of these chats wear a banner now. */
export const banneredPlaces = async (tx: Tx, workspace: WorkspaceId): Promise<readonly Place[]> =>
  tx
    .select({ connection: banners.connectionId, chat: banners.chat })
    .from(banners)
    .where(eq(banners.workspaceId, workspace));

/** Banners that were last written before an instant. */
export const bannersShownBefore = async (
  tx: Tx,
  before: Temporal.Instant,
): Promise<readonly { readonly connection: ConnectionId; readonly chat: string }[]> =>
  rowsOf(
    await tx.execute(sql`
      select connection_id as connection, chat from banners
       where message is not null and (shown_at is null or shown_at <= ${before.toString()})`),
  );

const at = (workspace: WorkspaceId, place: Place) =>
  and(eq(banners.workspaceId, workspace), eq(banners.connectionId, place.connection), eq(banners.chat, place.chat));
