import { createHash } from "node:crypto";
import type { PgBoss } from "pg-boss";
import { inOrder, type Row } from "./attempt.ts";
import { owed } from "./boss.ts";
import { tryOf } from "./settle.ts";

/** How many jobs are under way in one process at most, how many of them for one group, and how many are fetched in one go. */
const limits = { all: 500, group: 10, fetched: 20 } as const;

/**
 * Milliseconds: between two looks when nobody rings and when somebody always does, so that what comes one by one is
 * fetched together; and between the signs of life of what is under way.
 */
const pauses = { look: 500, ring: 25, beat: 4_000 } as const;

export interface Loop {
  /** Fetches no more and waits for what is under way, so many milliseconds at most; gives what is not done by then. */
  stop(patience: number): Promise<readonly Row[]>;
}

/**
 * Works the queue, each job on its own: one that waits for a platform without an answer holds up its own group and
 * nothing else, where the engine's own workers would wait for all that they fetched together.
 */
export const startLoop = async (
  boss: PgBoss,
  work: (job: Row) => Promise<void>,
  report: (problem: { readonly message: string; readonly error: unknown }) => void,
): Promise<Loop> => {
  const underWay = new Map<string, Row>();
  const bell = makeBell();
  const state = { stopping: false };
  const line = await listen(boss, bell.ring).catch(() => undefined);

  const crowded = (): string[] => {
    const counts = new Map<string, number>();
    for (const { groupId } of underWay.values()) if (groupId) counts.set(groupId, (counts.get(groupId) ?? 0) + 1);
    return [...counts].flatMap(([group, count]) => (count < limits.group ? [] : [group]));
  };
  const take = async (job: Row): Promise<void> => {
    underWay.set(job.id, job);
    await work(job).catch((error: unknown) => report({ message: "A job was done, but not ticked off.", error }));
    const isAwaited = underWay.size >= limits.all || crowded().includes(job.groupId ?? "");
    underWay.delete(job.id);
    if (isAwaited || state.stopping) bell.ring();
  };
  /** True where there may be more. */
  const look = async (): Promise<boolean> => {
    const room = Math.min(limits.fetched, limits.all - underWay.size);
    if (room === 0) return false;
    const wanted = { batchSize: room, includeMetadata: true, ignoreGroups: crowded() } as const;
    const jobs = await boss.fetch<Row["data"]>(owed, wanted);
    for (const job of inOrder(jobs)) void take(job);
    return jobs.length === room;
  };
  const run = async (): Promise<void> => {
    while (!state.stopping) {
      const looked = performance.now();
      const more = await look().catch((error: unknown) => {
        report({ message: "The queue could not be read.", error });
        return false;
      });
      if (more) continue;
      await bell.heard(pauses.look);
      const early = looked + pauses.ring - performance.now();
      if (early > 0 && !state.stopping) await new Promise((resolve) => setTimeout(resolve, early));
    }
  };
  const running = run();
  const beating = setInterval(() => {
    if (underWay.size === 0) return;
    const touched = boss.touch(owed, [...underWay.values()].map(tryOf));
    touched.catch((error: unknown) => report({ message: "The queue did not hear of what is under way.", error }));
  }, pauses.beat);

  return {
    async stop(patience) {
      state.stopping = true;
      bell.ring();
      await running;
      const until = performance.now() + patience;
      while (underWay.size > 0 && performance.now() < until) await bell.heard(until - performance.now());
      clearInterval(beating);
      await line?.close();
      return [...underWay.values()];
    },
  };
};

/** The engine tells of new jobs under this name; whoever does not hear it finds them at the next look. */
const channel = `pgboss_${createHash("sha224").update("pgboss").digest("hex").slice(0, 24)}`;

const listen = async (boss: PgBoss, ring: () => void) => boss.getDb().listen?.(channel, ring, ring);

/** Rung while nobody waits, it is heard at once by who comes next. */
const makeBell = () => {
  let rung = false;
  let wake = (): void => {};
  return {
    ring: (): void => {
      rung = true;
      wake();
    },
    /** Resolves when it rings, at the latest after so many milliseconds. */
    heard: async (milliseconds: number): Promise<void> => {
      if (!rung) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const timer = setTimeout(resolve, milliseconds);
        wake = resolve;
        await promise;
        clearTimeout(timer);
      }
      rung = false;
    },
  };
};
