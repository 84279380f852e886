import { and, asc, eq, lt, lte, ne, sql } from "drizzle-orm";
import type { ConnectionId, ReceiptId, WorkspaceId } from "../domain/ids.ts";
import type { Tx } from "./database.ts";
import { receipts } from "./schema/engine.ts";

export interface NewReceipt {
  readonly id: ReceiptId;
  readonly workspace: WorkspaceId;
  readonly connection: ConnectionId;
  readonly key: string;
  readonly kind: string;
  readonly payload: object;
  readonly at: Temporal.Instant;
}

/** Writes an inbound down; false where it is there already. */
export const insertReceipt = async (tx: Tx, receipt: NewReceipt): Promise<boolean> => {
  const rows = await tx
    .insert(receipts)
    .values({
      id: receipt.id,
      workspaceId: receipt.workspace,
      connectionId: receipt.connection,
      key: receipt.key,
      kind: receipt.kind,
      payload: withoutNul(receipt.payload),
      createdAt: receipt.at,
    })
    .onConflictDoNothing({ target: [receipts.connectionId, receipts.key] })
    .returning({ id: receipts.id });
  return rows.length > 0;
};

/** PostgreSQL keeps no NUL in JSON. */
const withoutNul = (payload: object): unknown =>
  JSON.parse(JSON.stringify(payload), (_, value) => (typeof value === "string" ? value.replaceAll("\0", "") : value));

/** Ends an inbound, once: false where it had ended before. */
export const endReceipt = async (
  tx: Tx,
  id: ReceiptId,
  state: "done" | "failed",
  at: Temporal.Instant,
): Promise<boolean> => {
  const rows = await tx
    .update(receipts)
    .set({ state, doneAt: at })
    .where(and(eq(receipts.id, id), eq(receipts.state, "received")))
    .returning({ id: receipts.id });
  return rows.length > 0;
};

/** The oldest thousand of a connection that came in before an instant and have not ended. */
export const listOpenReceipts = async (
  tx: Tx,
  connection: ConnectionId,
  before: Temporal.Instant,
): Promise<readonly ReceiptId[]> => {
  const rows = await tx
    .select({ id: receipts.id })
    .from(receipts)
    .where(and(eq(receipts.state, "received"), lte(receipts.createdAt, before), eq(receipts.connectionId, connection)))
    .orderBy(asc(receipts.createdAt))
    .limit(1000);
  return rows.map(({ id }) => id);
};

/** The payload of an inbound of a connection that has not ended, with one more attempt counted. */
export const takeReceipt = async (
  tx: Tx,
  id: ReceiptId,
  connection: ConnectionId,
): Promise<{ readonly payload: unknown; readonly attempts: number } | null> => {
  const [row] = await tx
    .update(receipts)
    .set({ attempts: sql`${receipts.attempts} + 1` })
    .where(and(eq(receipts.id, id), eq(receipts.connectionId, connection), eq(receipts.state, "received")))
    .returning({ payload: receipts.payload, attempts: receipts.attempts });
  return row ?? null;
};

/** Forgets what was received before an instant and has ended. */
export const forgetReceipts = async (tx: Tx, before: Temporal.Instant): Promise<void> => {
  await tx.delete(receipts).where(and(lt(receipts.createdAt, before), ne(receipts.state, "received")));
};
