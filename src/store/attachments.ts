import { and, asc, count, desc, eq, inArray, ne } from "drizzle-orm";
import type { AttachmentId, EntryId, IncidentId, WorkspaceId } from "../domain/ids.ts";
import type { AttachmentView } from "../domain/incident/entry-view.ts";
import type { Tx } from "./database.ts";
import { given } from "./incidents.ts";
import { attachments } from "./schema/timeline.ts";

/** How many files each of these incidents has, where it has any. */
export const countAttachments = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly IncidentId[],
): Promise<ReadonlyMap<IncidentId, number>> => {
  const rows = await tx
    .select({ incident: attachments.incidentId, count: count() })
    .from(attachments)
    .where(
      and(
        eq(attachments.workspaceId, workspace),
        inArray(attachments.incidentId, [...ids]),
        ne(attachments.state, "deleted"),
      ),
    )
    .groupBy(attachments.incidentId);
  return new Map(rows.map((row) => [row.incident, row.count]));
};

/** Where our copies of an incident's files lie. */
export const filesOf = async (tx: Tx, workspace: WorkspaceId, incident: IncidentId): Promise<readonly string[]> => {
  const rows = await tx
    .select({ key: attachments.storageKey })
    .from(attachments)
    .where(and(eq(attachments.workspaceId, workspace), eq(attachments.incidentId, incident)));
  return rows.flatMap(({ key }) => (key === null ? [] : [key]));
};

/** A file and the comment it came with. */
export interface StoredAttachment extends AttachmentView {
  readonly comment?: EntryId;
}

/** The files of an incident, or only those of some of its comments, oldest first; deleted ones are left out. */
export const listAttachments = async (
  tx: Tx,
  workspace: WorkspaceId,
  of: { readonly incident: IncidentId } | { readonly comments: readonly EntryId[] },
): Promise<readonly StoredAttachment[]> => {
  if ("comments" in of && of.comments.length === 0) return [];
  const rows = await tx
    .select()
    .from(attachments)
    .where(
      and(
        eq(attachments.workspaceId, workspace),
        "incident" in of
          ? eq(attachments.incidentId, of.incident)
          : inArray(attachments.commentId, [...new Set(of.comments)]),
        ne(attachments.state, "deleted"),
      ),
    )
    .orderBy(asc(attachments.createdAt), asc(attachments.id));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    mediaType: row.mediaType,
    size: row.size,
    state: row.state,
    ...given("permalink", row.origin?.permalink),
    ...given("comment", row.commentId),
  }));
};

/** The newest file of that name that has not been taken away. */
export const findAttachment = async (
  tx: Tx,
  workspace: WorkspaceId,
  incident: IncidentId,
  name: string,
): Promise<{ readonly id: AttachmentId; readonly name: string; readonly storageKey?: string } | undefined> => {
  const [row] = await tx
    .select({ id: attachments.id, name: attachments.name, storageKey: attachments.storageKey })
    .from(attachments)
    .where(
      and(
        eq(attachments.workspaceId, workspace),
        eq(attachments.incidentId, incident),
        eq(attachments.name, name),
        ne(attachments.state, "deleted"),
      ),
    )
    .orderBy(desc(attachments.createdAt))
    .limit(1);
  return row === undefined ? undefined : { id: row.id, name: row.name, ...given("storageKey", row.storageKey) };
};
