import { createHash, randomBytes } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import type { TextId, WorkspaceId } from "../domain/ids.ts";
import type { Tx } from "./database.ts";
import { texts } from "./schema/timeline.ts";

/** A body about to be stored: its salt makes the digest useless to whoever guesses the words. */
export interface SaltedText {
  readonly id: TextId;
  readonly salt: string;
  readonly body: string;
  /** SHA-256 over salt and body, hexadecimal. */
  readonly digest: string;
}

export const saltText = (id: TextId, written: string): SaltedText => {
  // PostgreSQL keeps no NUL in a text.
  const body = written.replaceAll("\0", "");
  const salt = randomBytes(16).toString("base64url");
  return { id, salt, body, digest: createHash("sha256").update(salt).update(body).digest("hex") };
};

export const writeTexts = async (tx: Tx, workspace: WorkspaceId, written: readonly SaltedText[]): Promise<void> => {
  if (written.length === 0) return;
  await tx.insert(texts).values(written.map(({ id, salt, body }) => ({ id, workspaceId: workspace, salt, body })));
};

/** The bodies that still exist; an erased one is absent. */
export const readTexts = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly TextId[],
): Promise<ReadonlyMap<TextId, string>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: texts.id, body: texts.body })
    .from(texts)
    .where(and(eq(texts.workspaceId, workspace), inArray(texts.id, [...new Set(ids)])));
  return new Map(rows.map(({ id, body }) => [id, body]));
};
