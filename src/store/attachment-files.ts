import { and, asc, eq, inArray } from "drizzle-orm";
import type { Actor } from "../domain/actor.ts";
import type { AttachmentId, ConnectionId, IncidentId, WorkspaceId } from "../domain/ids.ts";
import type { Tx } from "./database.ts";
import { given } from "./incidents.ts";
import { incidents } from "./schema/incident.ts";
import { attachments } from "./schema/timeline.ts";
import { visibleTo } from "./visibility.ts";

/** One file people sent, and where our copy of it lies. */
export interface AttachmentFile {
  readonly id: AttachmentId;
  readonly incident: IncidentId;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly state: "pending" | "stored" | "failed" | "deleted";
  readonly storageKey?: string;
  readonly origin?: { readonly connection: ConnectionId; readonly file: string; readonly permalink?: string };
}

/** A file of an incident the actor may see. */
export const findFile = async (
  tx: Tx,
  workspace: WorkspaceId,
  actor: Actor,
  id: AttachmentId,
): Promise<AttachmentFile | undefined> => {
  const [found] = await findFiles(tx, workspace, actor, [id]);
  return found;
};

/** Those of them that belong to incidents the actor may see, oldest first. */
export const findFiles = async (
  tx: Tx,
  workspace: WorkspaceId,
  actor: Actor,
  ids: readonly AttachmentId[],
): Promise<readonly AttachmentFile[]> => {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ row: attachments })
    .from(attachments)
    .innerJoin(incidents, eq(incidents.id, attachments.incidentId))
    .where(and(eq(attachments.workspaceId, workspace), inArray(attachments.id, [...ids]), visibleTo(actor)))
    .orderBy(asc(attachments.createdAt), asc(attachments.id));
  return rows.map(({ row }) => ({
    id: row.id,
    incident: row.incidentId,
    name: row.name,
    mediaType: row.mediaType,
    size: row.size,
    state: row.state,
    ...given("storageKey", row.storageKey),
    ...given("origin", row.origin),
  }));
};

export interface Copy {
  readonly storageKey: string;
  readonly mediaType: string;
  readonly size: number;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly digest: string;
}

/** The copy is there; false where the file was taken away meanwhile. */
export const storeFile = async (tx: Tx, workspace: WorkspaceId, id: AttachmentId, copy: Copy): Promise<boolean> => {
  const rows = await tx
    .update(attachments)
    .set({ state: "stored", problem: null, ...copy })
    .where(isPending(workspace, id))
    .returning({ id: attachments.id });
  return rows.length > 0;
};

export const failFile = async (tx: Tx, workspace: WorkspaceId, id: AttachmentId, problem: string): Promise<void> => {
  await tx.update(attachments).set({ state: "failed", problem }).where(isPending(workspace, id));
};

const isPending = (workspace: WorkspaceId, id: AttachmentId) =>
  and(eq(attachments.workspaceId, workspace), eq(attachments.id, id), eq(attachments.state, "pending"));
