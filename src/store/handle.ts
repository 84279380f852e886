import type { PGlite } from "@electric-sql/pglite";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";

/** The one handle for statements: the same over PostgreSQL and PGlite, in a transaction or out of it. */
export type Tx = PgDatabase<PgQueryResultHKT, Record<string, never>>;

/** Stands in a statement whose best plan depends on its values, so that it is planned each time it runs. */
export const plannedAnew = "/* planned anew */";

/** Where the rows are, for what brings its own connection. */
export type Source =
  | { readonly kind: "postgres"; readonly url: string }
  | { readonly kind: "pglite"; readonly client: PGlite };

/** What either database gives once it is open and migrated. */
export interface Opened {
  readonly source: Source;
  readonly tx: Tx;
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
