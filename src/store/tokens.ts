import { and, eq, gt, isNull, lt, or } from "drizzle-orm";
import type { WorkspaceId } from "../domain/ids.ts";
import type { Tx } from "./database.ts";
import { tokens } from "./schema/engine.ts";

export interface Token {
  readonly token: string;
  readonly workspace: WorkspaceId;
  /** A token made for one purpose opens no other. */
  readonly purpose: string;
  readonly line: string;
  readonly at: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
}

export const insertToken = async (tx: Tx, { workspace, at, line, ...token }: Token): Promise<void> => {
  await tx.insert(tokens).values({ ...token, line: line.replaceAll("\0", ""), workspaceId: workspace, createdAt: at });
};

export const readToken = async (
  tx: Tx,
  wanted: Pick<Token, "token" | "workspace" | "purpose">,
  now: Temporal.Instant,
): Promise<string | null> => {
  const [row] = await tx
    .select({ line: tokens.line })
    .from(tokens)
    .where(
      and(
        eq(tokens.token, wanted.token),
        eq(tokens.workspaceId, wanted.workspace),
        eq(tokens.purpose, wanted.purpose),
        or(isNull(tokens.expiresAt), gt(tokens.expiresAt, now)),
      ),
    );
  return row?.line ?? null;
};

/** Those of one purpose that stand for the same. */
export const forgetTokensFor = async (tx: Tx, workspace: WorkspaceId, purpose: string, line: string): Promise<void> => {
  await tx
    .delete(tokens)
    .where(and(eq(tokens.workspaceId, workspace), eq(tokens.purpose, purpose), eq(tokens.line, line)));
};

export const forgetTokens = async (tx: Tx, now: Temporal.Instant): Promise<void> => {
  await tx.delete(tokens).where(lt(tokens.expiresAt, now));
};
