import { and, eq, sql } from "drizzle-orm";
import type { Change, NewAttachment } from "../domain/decision.ts";
import type { EntryId } from "../domain/ids.ts";
import type { Tx } from "./database.ts";
import type { Scope } from "./incident-scope.ts";
import { attachments, commentMessages, comments } from "./schema/timeline.ts";

const kinds = ["comment", "edit-comment", "delete-comment", "mark-comment", "attach", "detach"] as const;
type CommentChange = Extract<Change, { kind: (typeof kinds)[number] }>;

export const isCommentChange = (change: Change): change is CommentChange =>
  (kinds as readonly string[]).includes(change.kind);

export const commentChange = async (tx: Tx, scope: Scope, change: CommentChange): Promise<void> => {
  switch (change.kind) {
    case "comment":
      return addComment(tx, scope, change);
    case "edit-comment":
      await tx
        .update(comments)
        .set({ textId: change.text, links: change.links, editedAt: scope.at })
        .where(isComment(scope, change.id));
      return;
    case "delete-comment":
      return eraseComment(tx, scope, change.id);
    case "mark-comment":
      await tx.update(comments).set({ keyMoment: change.keyMoment }).where(isComment(scope, change.id));
      return;
    case "attach":
      await tx.insert(attachments).values(attachmentRow(scope, change.attachment, change.comment ?? null));
      return;
    case "detach":
      await tx
        .update(attachments)
        .set({ state: "deleted", storageKey: null })
        .where(and(eq(attachments.workspaceId, scope.workspace), eq(attachments.id, change.attachment)));
  }
};

const addComment = async (tx: Tx, scope: Scope, change: Extract<Change, { kind: "comment" }>): Promise<void> => {
  const { origin } = change;
  await Promise.all([
    tx.insert(comments).values({
      id: change.id,
      workspaceId: scope.workspace,
      incidentId: scope.id,
      number: (scope.incident?.comments ?? 0) + 1,
      author: scope.by,
      textId: change.text,
      createdAt: scope.at,
      links: change.links,
      permalink: origin?.permalink ?? null,
    }),
    change.attachments.length === 0
      ? undefined
      : tx.insert(attachments).values(change.attachments.map((one) => attachmentRow(scope, one, change.id))),
    // A message that is already a comment makes the whole transaction fail: it is one for good, and once.
    origin === undefined
      ? undefined
      : tx.insert(commentMessages).values({
          workspaceId: scope.workspace,
          connectionId: origin.message.place.connection,
          chat: origin.message.place.chat,
          thread: origin.message.place.thread ?? null,
          message: origin.message.message,
          commentId: change.id,
          original: true,
        }),
  ]);
};

const attachmentRow = (scope: Scope, attachment: NewAttachment, comment: EntryId | null) => ({
  id: attachment.id,
  workspaceId: scope.workspace,
  incidentId: scope.id,
  commentId: comment,
  name: attachment.name,
  mediaType: attachment.mediaType,
  size: attachment.size,
  state: "pending" as const,
  origin: attachment.origin,
  createdBy: scope.by,
  createdAt: scope.at,
});

/** Takes a comment's words away, earlier versions included; that it was there remains. */
const eraseComment = async (tx: Tx, scope: Scope, id: EntryId): Promise<void> => {
  await tx.update(comments).set({ deletedAt: scope.at, keyMoment: false, links: [] }).where(isComment(scope, id));
  await tx.execute(sql`
    delete from texts using entries e
    where e.workspace_id = ${scope.workspace} and e.incident_id = ${scope.id} and (e.id = ${id} or e.follows = ${id})
      and texts.id = (e.data->>'text')::uuid`);
};

const isComment = (scope: Scope, id: EntryId) => and(eq(comments.workspaceId, scope.workspace), eq(comments.id, id));
