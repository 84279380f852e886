import { AsyncLocalStorage } from "node:async_hooks";
import { isTransient } from "./failure.ts";
import type { Opened, Source, Tx } from "./handle.ts";

export type { Tx } from "./handle.ts";

export interface Database {
  readonly kind: Source["kind"];
  readonly source: Source;
  /** All of it or none. Only the `tx` given is used inside, and nothing else is awaited. May run more than once. */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Each statement sees what is committed by then. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** A PostgreSQL address; absent = PGlite in `dataDir`. */
  readonly url?: string | undefined;
  readonly dataDir: string | "memory";
  /** A PGlite data directory to start from instead of an empty one. */
  readonly template?: Blob | undefined;
  /** True when the migrations are known to be in it. */
  readonly migrated?: boolean;
}

/** Opens and migrates. Throws a ConfigError when the directory is in use or PostgreSQL refuses an extension. */
export const openDatabase = async (options: DatabaseOptions): Promise<Database> => {
  const { url, dataDir, template, migrated = false } = options;
  if (url !== undefined) return guarded(await (await import("./postgres.ts")).openPostgres({ url, migrated }));
  return guarded(await (await import("./pglite.ts")).openPglite({ dataDir, template, migrated }));
};

const attempts = 5;

const guarded = (opened: Opened): Database => {
  const inside = new AsyncLocalStorage<{ open: boolean }>();
  // On PGlite a second way in would wait for ever for the transaction that waits for it.
  const enter = () => {
    if (inside.getStore()?.open) throw new Error("Inside a transaction only its tx may be used.");
  };
  const once = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    const state = { open: true };
    return inside.run(state, () =>
      opened.transaction(async (tx) => {
        try {
          return await work(tx);
        } finally {
          state.open = false;
        }
      }),
    );
  };
  return {
    kind: opened.source.kind,
    source: opened.source,
    async transact(work) {
      enter();
      for (let attempt = 1; ; attempt++) {
        try {
          return await once(work);
        } catch (error) {
          if (attempt === attempts || !isTransient(error)) throw error;
        }
      }
    },
    async read(work) {
      enter();
      return work(opened.tx);
    },
    close: () => opened.close(),
  };
};

/** The rows of a raw sql`` statement, alike on both databases. Instants come as text: see `readInstant`. */
export const rowsOf = <T extends object>(result: unknown): readonly T[] =>
  (Array.isArray(result) ? result : (result as { rows: T[] }).rows) as readonly T[];
