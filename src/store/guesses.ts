import { eq, sql } from "drizzle-orm";
import type { WorkspaceId } from "../domain/ids.ts";
import type { Tx } from "./database.ts";
import { guesses, tokens } from "./schema/engine.ts";

/** How often somebody guessed wrong since an instant. */
export const wrongGuesses = async (tx: Tx, key: string, since: Temporal.Instant): Promise<number> => {
  const [row] = await tx.select().from(guesses).where(eq(guesses.key, key)).for("update");
  return row === undefined || Temporal.Instant.compare(row.since, since) < 0 ? 0 : row.count;
};

/** Counts a wrong guess; those from before `since` are forgotten. */
export const countGuess = async (
  tx: Tx,
  key: string,
  { now, since }: { readonly now: Temporal.Instant; readonly since: Temporal.Instant },
): Promise<void> => {
  await tx
    .insert(guesses)
    .values({ key, count: 1, since: now })
    .onConflictDoUpdate({
      target: guesses.key,
      set: {
        count: sql`case when ${guesses.since} < ${since.toString()}::timestamptz then 1 else ${guesses.count} + 1 end`,
        since: sql`case when ${guesses.since} < ${since.toString()}::timestamptz then ${now.toString()}::timestamptz else ${guesses.since} end`,
      },
    });
};

export const forgetGuesses = async (tx: Tx, before: Temporal.Instant): Promise<void> => {
  await tx.delete(guesses).where(sql`${guesses.since} < ${before.toString()}::timestamptz`);
};

/** What a code stands for, whatever workspace it is of. Locked: it is used once. */
export const lockCode = async (
  tx: Tx,
  { token, purpose, now }: { readonly token: string; readonly purpose: string; readonly now: Temporal.Instant },
): Promise<{ readonly workspace: WorkspaceId; readonly line: string } | undefined> => {
  const [row] = await tx.select().from(tokens).where(eq(tokens.token, token)).for("update");
  if (row === undefined || row.purpose !== purpose || row.expiresAt === null) return undefined;
  return Temporal.Instant.compare(row.expiresAt, now) > 0 ? { workspace: row.workspaceId, line: row.line } : undefined;
};

export const dropCode = async (tx: Tx, token: string): Promise<void> => {
  await tx.delete(tokens).where(eq(tokens.token, token));
};
