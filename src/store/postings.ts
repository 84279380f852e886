import { and, asc, eq, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { Actor } from "../domain/actor.ts";
import type { ConnectionId, EntryId, IncidentId, PostingId, WorkspaceId } from "../domain/ids.ts";
import { activeStatuses } from "../domain/incident/status.ts";
import type { MessageRef, Place, Platform } from "../domain/place.ts";
import { rowsOf, type Tx } from "./database.ts";
import { given } from "./incidents.ts";
import { postings } from "./schema/channel.ts";
import { incidents } from "./schema/incident.ts";
import { commentMessages } from "./schema/timeline.ts";
import { connections } from "./schema/workspace.ts";
import { visibleTo } from "./visibility.ts";

/** How a place shows an incident. */
export interface Posting {
  readonly id: PostingId;
  readonly incident: IncidentId;
  readonly place: Place;
  /** "own" is a thread, "room" a chat channel that belongs to the incident alone. */
  readonly kind: "mapped" | "own" | "room";
  /** The card, once it is posted. */
  readonly message?: string;
  /** The digest of what the card showed last. */
  readonly shown?: string;
  readonly shownAt?: Temporal.Instant;
  /** The number of the last entry said in its thread. */
  readonly said: number;
  /** Why it can no longer be reached. */
  readonly lost?: string;
}

/** The places of an incident the actor may see, the oldest first. */
export const postingsOf = (
  tx: Tx,
  workspace: WorkspaceId,
  actor: Actor,
  incident: IncidentId,
): Promise<readonly Posting[]> => select(tx, workspace, actor, eq(postings.incidentId, incident));

export const findPosting = async (
  tx: Tx,
  workspace: WorkspaceId,
  actor: Actor,
  id: PostingId,
): Promise<Posting | undefined> => (await select(tx, workspace, actor, eq(postings.id, id)))[0];

export interface NewPosting {
  readonly id: PostingId;
  readonly place: Place;
  readonly kind: Posting["kind"];
  /** Entries up to this number are not said there. */
  readonly said: number;
}

/** Adds the places that do not show the incident yet. */
export const insertPostings = async (
  tx: Tx,
  workspace: WorkspaceId,
  incident: IncidentId,
  wanted: { readonly places: readonly NewPosting[]; readonly at: Temporal.Instant },
): Promise<void> => {
  if (wanted.places.length === 0) return;
  await tx
    .insert(postings)
    .values(
      wanted.places.map(({ id, place, kind, said }) => ({
        id,
        workspaceId: workspace,
        incidentId: incident,
        connectionId: place.connection,
        chat: place.chat,
        thread: place.thread ?? "",
        kind,
        said,
        createdAt: wanted.at,
      })),
    )
    .onConflictDoNothing();
};

/** Remembers the card and what it shows; gives false where the place no longer shows the incident. */
export const rememberCard = async (
  tx: Tx,
  workspace: WorkspaceId,
  id: PostingId,
  card: { readonly ref: MessageRef; readonly shown: string; readonly at: Temporal.Instant },
): Promise<boolean> => {
  const rows = await tx
    .update(postings)
    .set({ message: card.ref.message, shown: card.shown, shownAt: card.at })
    .where(isPosting(workspace, id))
    .returning({ id: postings.id });
  return rows.length > 0;
};

/** Never goes back: a repeat that is late changes nothing. */
export const rememberSaid = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly PostingId[],
  seq: number,
): Promise<void> => {
  if (ids.length === 0) return;
  await tx
    .update(postings)
    .set({ said: seq })
    .where(and(eq(postings.workspaceId, workspace), inArray(postings.id, [...ids]), lt(postings.said, seq)));
};

export const losePosting = async (tx: Tx, workspace: WorkspaceId, id: PostingId, why: string): Promise<void> => {
  await tx.update(postings).set({ lost: why }).where(isPosting(workspace, id));
};

/** Every card in a chat that can no longer be reached. */
export const loseChatPostings = async (tx: Tx, workspace: WorkspaceId, place: Place, why: string): Promise<void> => {
  await tx
    .update(postings)
    .set({ lost: why })
    .where(
      and(
        eq(postings.workspaceId, workspace),
        eq(postings.connectionId, place.connection),
        eq(postings.chat, place.chat),
        isNull(postings.lost),
      ),
    );
};

/** Places that show an incident no more: mapped ones are gone, its own thread only loses its card. */
export const withdrawPostings = async (tx: Tx, workspace: WorkspaceId, ids: readonly PostingId[]): Promise<void> => {
  if (ids.length === 0) return;
  const these = and(eq(postings.workspaceId, workspace), inArray(postings.id, [...ids]));
  await tx.delete(postings).where(and(these, eq(postings.kind, "mapped")));
  await tx.update(postings).set({ message: null, shown: null, shownAt: null }).where(these);
};

export interface DueCard {
  readonly incident: IncidentId;
  readonly id: PostingId;
  readonly connection: ConnectionId;
  readonly chat: string;
}

/** The cards of active incidents that were last written before an instant. */
export const cardsShownBefore = async (tx: Tx, before: Temporal.Instant): Promise<readonly DueCard[]> =>
  rowsOf<DueCard>(
    await tx.execute(sql`
      select p.incident_id as incident, p.id, p.connection_id as connection, p.chat
        from workspaces w
        join incidents i on i.workspace_id = w.id and i.status in ${[...activeStatuses]}
        join postings p on p.workspace_id = w.id and p.incident_id = i.id
       where p.message is not null and p.lost is null and p.shown_at <= ${before.toString()}
       order by p.shown_at`),
  );

/** Notes a message of ours that stands for a comment, so that it is known again. */
export const noteCopies = async (
  tx: Tx,
  workspace: WorkspaceId,
  comment: EntryId,
  copies: readonly MessageRef[],
): Promise<void> => {
  if (copies.length === 0) return;
  await tx
    .insert(commentMessages)
    .values(
      copies.map(({ place, message }) => ({
        workspaceId: workspace,
        connectionId: place.connection,
        chat: place.chat,
        thread: place.thread ?? null,
        message,
        commentId: comment,
        original: false,
      })),
    )
    .onConflictDoNothing();
};

export const forgetCopies = async (tx: Tx, workspace: WorkspaceId, copies: readonly MessageRef[]): Promise<void> => {
  if (copies.length === 0) return;
  const keys = sql.join(
    copies.map(({ place, message }) => sql`(${place.connection}::uuid, ${place.chat}::text, ${message}::text)`),
    sql`, `,
  );
  await tx.execute(sql`
    delete from comment_messages where workspace_id = ${workspace} and not original
       and (connection_id, chat, message) in (${keys})`);
};

/** Where a comment was written. */
export interface Origin {
  readonly place: Place;
  readonly platform: Platform;
  /** What the team or server is called. */
  readonly team: string;
}

/** Where people wrote comments; one that came by command or over HTTP is left out. */
export const originsOf = async (
  tx: Tx,
  workspace: WorkspaceId,
  comments: readonly EntryId[],
): Promise<ReadonlyMap<EntryId, Origin>> => {
  if (comments.length === 0) return new Map();
  const rows = await tx
    .select({ message: commentMessages, platform: connections.platform, team: connections.name })
    .from(commentMessages)
    .innerJoin(connections, eq(connections.id, commentMessages.connectionId))
    .where(
      and(
        eq(commentMessages.workspaceId, workspace),
        inArray(commentMessages.commentId, [...new Set(comments)]),
        eq(commentMessages.original, true),
      ),
    );
  return new Map(
    rows.map(({ message: { commentId, connectionId: connection, chat, thread }, platform, team }) => [
      commentId,
      { place: { connection, chat, ...given("thread", thread) }, platform, team },
    ]),
  );
};

const isPosting = (workspace: WorkspaceId, id: PostingId): SQL | undefined =>
  and(eq(postings.workspaceId, workspace), eq(postings.id, id));

const select = async (
  tx: Tx,
  workspace: WorkspaceId,
  actor: Actor,
  where: SQL | undefined,
): Promise<readonly Posting[]> => {
  const rows = await tx
    .select({ posting: postings })
    .from(postings)
    .innerJoin(incidents, eq(incidents.id, postings.incidentId))
    .where(and(eq(postings.workspaceId, workspace), where, visibleTo(actor)))
    .orderBy(asc(postings.createdAt), asc(postings.id));
  return rows.map(({ posting }) => toPosting(posting));
};

const toPosting = (row: typeof postings.$inferSelect): Posting => ({
  id: row.id,
  incident: row.incidentId,
  place: { connection: row.connectionId, chat: row.chat, ...given("thread", row.thread === "" ? null : row.thread) },
  kind: row.kind,
  said: row.said,
  ...given("message", row.message),
  ...given("shown", row.shown),
  ...given("shownAt", row.shownAt),
  ...given("lost", row.lost),
});
