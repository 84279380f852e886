import { sql } from "drizzle-orm";
import { type Db, type DrizzleTransactionLike, fromDrizzle, fromPglite, PgBoss } from "pg-boss";
import type { Source, Tx } from "./handle.ts";

/** What is owed waits in one queue; what was given up lies in the other and is never worked. */
export const owed = "owed";
export const buried = "buried";

const day = 86_400;

/** Delays of about 1, 2, 4 ... seconds up to ten minutes, with jitter: fifty of them last some seven hours. */
const settings = {
  retryLimit: 50,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 600,
  // A killed process is noticed by its missing heartbeat; this only bounds a handler that hangs.
  heartbeatSeconds: 10,
  expireInSeconds: 300,
  deleteAfterSeconds: day / 4,
  notify: true,
};

export interface BossOptions {
  /** Told of what goes wrong in the background. */
  readonly report: (problem: { readonly message: string; readonly error?: unknown }) => void;
  /** False where somebody else fetches, looks after and ends the jobs: a test with a held clock. */
  readonly supervise: boolean;
}

export const startBoss = async (source: Source, { report, supervise }: BossOptions): Promise<PgBoss> => {
  const boss = new PgBoss({
    ...(source.kind === "postgres"
      ? { connectionString: source.url, max: 4 }
      : { backend: "pglite" as const, db: fromPglite(source.client) }),
    application_name: "tocsin-jobs",
    supervise,
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
    schedule: false,
  });
  boss.on("error", (error) => report({ message: "The job engine failed in the background.", error }));
  boss.on("warning", ({ message }) => report({ message }));
  await boss.start();
  const known = new Set((await boss.getQueues()).map(({ name }) => name));
  if (!known.has(buried)) await boss.createQueue(buried, { retentionSeconds: 90 * day });
  if (!known.has(owed)) await boss.createQueue(owed, { policy: "short", deadLetter: buried, ...settings });
  else await boss.updateQueue(owed, settings);
  // Fills the queue cache: inside a transaction on PGlite, looking it up would wait for ever.
  await boss.insert(owed, []);
  return boss;
};

/** The engine's statements inside our transaction. Over postgres.js drizzle expects JSON to be text already. */
export const inside = (tx: Tx): Db => {
  const db = fromDrizzle(tx as unknown as DrizzleTransactionLike, sql);
  return { executeSql: (text, values) => db.executeSql(text, values?.map(jsonAsText)) };
};

const jsonAsText = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date)
    ? JSON.stringify(value)
    : value;
