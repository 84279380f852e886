import { and, asc, eq, gt, lt, lte, ne, type SQL, sql } from "drizzle-orm";
import type { ConnectionId, ReceiptId, WorkspaceId } from "../domain/ids.ts";
import type { Tx } from "./database.ts";
import { receipts } from "./schema/engine.ts";
import { stamp } from "./turns.ts";

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

/** Who looks at what of a connection has not ended, and when. */
export interface Look {
  readonly connection: ConnectionId;
  readonly at: Temporal.Instant;
  /** Seconds from its arrival to the first look at it; every further one comes at twice its age. */
  readonly patience: number;
}

/** Beyond so many attempts its age is doubled no more. */
const mostDoubled = 12;

const dueAt = (patience: number): SQL<Temporal.Instant> =>
  sql`${receipts.createdAt} + make_interval(secs => ${patience} * power(2, least(${receipts.attempts}, ${mostDoubled})))`.mapWith(
    receipts.createdAt,
  );

/** The oldest thousand that are due. */
export const listOpenReceipts = async (tx: Tx, { connection, at, patience }: Look): Promise<readonly ReceiptId[]> => {
  const rows = await tx
    .select({ id: receipts.id })
    .from(receipts)
    .where(and(eq(receipts.state, "received"), lte(dueAt(patience), stamp(at)), eq(receipts.connectionId, connection)))
    .orderBy(asc(receipts.createdAt))
    .limit(1000);
  return rows.map(({ id }) => id);
};

/** When the first of those that came in after an instant and were looked at in vain is due; undefined where there is none. */
export const nextLook = async (
  tx: Tx,
  { connection, patience }: Omit<Look, "at">,
  since: Temporal.Instant,
): Promise<Temporal.Instant | undefined> => {
  const due = dueAt(patience);
  const [row] = await tx
    .select({ due })
    .from(receipts)
    .where(
      and(
        eq(receipts.state, "received"),
        gt(receipts.createdAt, since),
        gt(receipts.attempts, 0),
        eq(receipts.connectionId, connection),
      ),
    )
    .orderBy(asc(due))
    .limit(1);
  return row?.due;
};

/** What an inbound of a connection that has not ended said and when, with one more attempt counted. */
export const takeReceipt = async (
  tx: Tx,
  id: ReceiptId,
  connection: ConnectionId,
): Promise<{ readonly payload: unknown; readonly at: Temporal.Instant } | null> => {
  const [row] = await tx
    .update(receipts)
    .set({ attempts: sql`${receipts.attempts} + 1` })
    .where(and(eq(receipts.id, id), eq(receipts.connectionId, connection), eq(receipts.state, "received")))
    .returning({ payload: receipts.payload, at: receipts.createdAt });
  return row ?? null;
};

/** Forgets what was received before an instant and has ended. */
export const forgetReceipts = async (tx: Tx, before: Temporal.Instant): Promise<void> => {
  await tx.delete(receipts).where(and(lt(receipts.createdAt, before), ne(receipts.state, "received")));
};
