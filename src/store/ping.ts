import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";

/** Throws when the database does not answer. */
export const problemOf = async (database: Database): Promise<null> => {
  await database.read((tx) => tx.execute(sql`select 1`));
  return null;
};
