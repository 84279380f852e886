import { sql } from "drizzle-orm";
import { rowsOf, type Tx } from "./database.ts";

/** Something that one replica does at a time. */
export interface Lease {
  readonly name: string;
  /** The replica that wants it. */
  readonly holder: string;
  /** Milliseconds it lasts without being renewed. */
  readonly lasts: number;
}

/**
 * Takes a lease that is free, has run out or is one's own; undefined where somebody else holds it, else what its last
 * holder left in it. Replicas' clocks differ, so the database's decides.
 */
export const takeLease = async (
  tx: Tx,
  { name, holder, lasts }: Lease,
): Promise<{ readonly left: unknown } | undefined> => {
  const rows = rowsOf<{ data: unknown }>(
    await tx.execute(sql`
      insert into leases (name, holder, expires_at)
        values (${name}, ${holder}, clock_timestamp() + make_interval(secs => ${lasts / 1000}))
      on conflict (name) do update
        set holder = excluded.holder, expires_at = excluded.expires_at
        where leases.holder = excluded.holder or leases.expires_at < clock_timestamp()
      returning data`),
  );
  const [row] = rows;
  return row === undefined ? undefined : { left: row.data };
};

/** Leaves something for the next holder; whoever has lost the lease leaves nothing. */
export const leaveInLease = async (
  tx: Tx,
  { name, holder }: Omit<Lease, "lasts">,
  data: object | null,
): Promise<void> => {
  await tx.execute(sql`
    update leases set data = ${data === null ? null : JSON.stringify(data)}::jsonb
     where name = ${name} and holder = ${holder}`);
};

/** Lets somebody else have it at once. */
export const endLease = async (tx: Tx, { name, holder }: Omit<Lease, "lasts">): Promise<void> => {
  await tx.execute(sql`
    update leases set expires_at = clock_timestamp() - interval '1 second' where name = ${name} and holder = ${holder}`);
};
