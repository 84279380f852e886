import { and, asc, desc, eq, gt, gte, inArray, isNull, lt, or, type SQL } from "drizzle-orm";
import type { EntryId, IncidentId, WorkspaceId } from "../domain/ids.ts";
import type { Comment } from "../domain/incident/comment.ts";
import type { MessageRef, Place } from "../domain/place.ts";
import type { Tx } from "./database.ts";
import { given } from "./incidents.ts";
import { commentMessages, comments } from "./schema/timeline.ts";

/** A comment and where it can be seen. The caller has already been allowed to see its incident. */
export interface StoredComment extends Comment {
  readonly incident: IncidentId;
  readonly permalink?: string;
}

export const readComments = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly EntryId[],
): Promise<readonly StoredComment[]> => {
  if (ids.length === 0) return [];
  const rows = await tx
    .select()
    .from(comments)
    .where(and(eq(comments.workspaceId, workspace), inArray(comments.id, [...new Set(ids)])));
  return rows.map(toComment);
};

export const findComment = async (
  tx: Tx,
  workspace: WorkspaceId,
  incident: IncidentId,
  which: { readonly number: number } | { readonly id: EntryId },
): Promise<StoredComment | undefined> => {
  const [row] = await tx
    .select()
    .from(comments)
    .where(
      and(
        eq(comments.workspaceId, workspace),
        eq(comments.incidentId, incident),
        "id" in which ? eq(comments.id, which.id) : eq(comments.number, which.number),
      ),
    );
  return row === undefined ? undefined : toComment(row);
};

/** A page of an incident's comments that have not been deleted, by number. */
export const pageComments = async (
  tx: Tx,
  workspace: WorkspaceId,
  incident: IncidentId,
  page: { readonly after?: number; readonly before?: number; readonly newestFirst: boolean; readonly limit: number },
): Promise<readonly StoredComment[]> => {
  const rows = await tx
    .select()
    .from(comments)
    .where(
      and(
        eq(comments.workspaceId, workspace),
        eq(comments.incidentId, incident),
        page.after === undefined ? undefined : gt(comments.number, page.after),
        page.before === undefined ? undefined : lt(comments.number, page.before),
      ),
    )
    .orderBy(page.newestFirst ? desc(comments.number) : asc(comments.number))
    .limit(page.limit);
  return rows.map(toComment);
};

/** The comment a chat message is: the one people wrote, or a copy of ours. */
export const commentAt = async (
  tx: Tx,
  workspace: WorkspaceId,
  ref: MessageRef,
): Promise<{ readonly incident: IncidentId; readonly id: EntryId; readonly original: boolean } | undefined> => {
  const [row] = await tx
    .select({ incident: comments.incidentId, id: comments.id, original: commentMessages.original })
    .from(commentMessages)
    .innerJoin(comments, eq(comments.id, commentMessages.commentId))
    .where(isMessage(workspace, ref));
  return row;
};

/** Notes when a message was edited; false where a later edit of it is known. */
export const noteEdit = async (
  tx: Tx,
  workspace: WorkspaceId,
  ref: MessageRef,
  at: Temporal.Instant,
): Promise<boolean> => {
  const rows = await tx
    .update(commentMessages)
    .set({ editedAt: at })
    .where(and(isMessage(workspace, ref), or(isNull(commentMessages.editedAt), lt(commentMessages.editedAt, at))))
    .returning({ message: commentMessages.message });
  return rows.length > 0;
};

const isMessage = (workspace: WorkspaceId, { place, message }: MessageRef): SQL | undefined =>
  and(
    eq(commentMessages.workspaceId, workspace),
    eq(commentMessages.connectionId, place.connection),
    eq(commentMessages.chat, place.chat),
    eq(commentMessages.message, message),
  );

/** The messages by which people wrote the comments of a thread or chat since an instant, the newest first; deleted ones left out. */
export const messagesIn = async (
  tx: Tx,
  workspace: WorkspaceId,
  place: Place,
  page: { readonly since: Temporal.Instant; readonly limit: number },
): Promise<readonly string[]> => {
  const rows = await tx
    .select({ message: commentMessages.message })
    .from(commentMessages)
    .innerJoin(
      comments,
      and(eq(comments.workspaceId, commentMessages.workspaceId), eq(comments.id, commentMessages.commentId)),
    )
    .where(
      and(
        eq(commentMessages.workspaceId, workspace),
        eq(commentMessages.connectionId, place.connection),
        eq(commentMessages.chat, place.chat),
        place.thread === undefined ? isNull(commentMessages.thread) : eq(commentMessages.thread, place.thread),
        eq(commentMessages.original, true),
        isNull(comments.deletedAt),
        gte(comments.createdAt, page.since),
      ),
    )
    .orderBy(desc(comments.createdAt), desc(comments.id))
    .limit(page.limit);
  return rows.map(({ message }) => message);
};

const toComment = (row: typeof comments.$inferSelect): StoredComment => ({
  id: row.id,
  incident: row.incidentId,
  number: row.number,
  author: row.author,
  text: row.textId,
  links: row.links,
  createdAt: row.createdAt,
  keyMoment: row.keyMoment,
  ...given("editedAt", row.editedAt),
  ...given("deletedAt", row.deletedAt),
  ...given("permalink", row.permalink),
});
