import { sql } from "drizzle-orm";
import { readInstant } from "./columns.ts";
import { rowsOf, type Tx } from "./database.ts";

/** From (not included) and to (included). */
export interface Window {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
}

/**
 * Takes what has passed since this kind was last handled. Null when somebody else has it already, and the very first
 * time: nothing is owed for the time before Tocsin was there.
 */
export const claimWindow = async (tx: Tx, kind: string, now: Temporal.Instant): Promise<Window | null> => {
  const at = now.toString();
  const claimed = await tx.execute(sql`
    update beats set last = ${at}
      from (select last from beats where kind = ${kind} for update) as before
     where beats.kind = ${kind} and before.last < ${at}
    returning before.last as from`);
  const [row] = rowsOf<{ from: string }>(claimed);
  if (row) return { from: readInstant(row.from), to: now };
  await tx.execute(sql`insert into beats (kind, last) values (${kind}, ${at}) on conflict do nothing`);
  return null;
};
