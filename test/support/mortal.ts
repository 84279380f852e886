import type { Database } from "../../src/store/database.ts";

export interface Mortal {
  readonly database: Database;
  /** From now on nothing it does reaches the database. */
  die(): void;
}

/** A database as one process sees it until it is killed. */
export const mortal = (database: Database): Mortal => {
  let dead = false;
  const alive = <T>(work: () => Promise<T>): Promise<T> =>
    dead ? Promise.reject(new Error("This process has been killed.")) : work();
  return {
    database: {
      ...database,
      transact: (work) => alive(() => database.transact(work)),
      read: (work) => alive(() => database.read(work)),
    },
    die: () => {
      dead = true;
    },
  };
};
