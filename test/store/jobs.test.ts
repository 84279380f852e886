import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { asId, type EntryId, type IncidentId } from "../../src/domain/ids.ts";
import type { Job } from "../../src/domain/job.ts";
import type { Attempt, Handle, Outcome } from "../../src/store/attempt.ts";
import { rowsOf } from "../../src/store/database.ts";
import { openJobs } from "../../src/store/jobs.ts";
import { heldClock } from "../support/clock.ts";
import { testDatabase } from "../support/database.ts";
import { heldJobs } from "../support/jobs.ts";

const incident = asId<IncidentId>("0198a0de-0000-7000-8000-000000000001");
const announce = (options: Partial<Job> = {}): Job => ({
  data: { kind: "announce", incident },
  key: `announce:${incident}`,
  ...options,
});
const tell = (entry: string, options: Partial<Job> = {}): Job => ({
  data: { kind: "tell", incident, entry: asId<EntryId>(entry) },
  key: `tell:${entry}`,
  ...options,
});
const done: Outcome = { kind: "done" };

const noted =
  (note: (attempt: Attempt) => void): Handle =>
  async (attempt) => {
    note(attempt);
    return done;
  };

const start = async () => {
  const database = await testDatabase();
  const clock = heldClock();
  const jobs = await heldJobs(database, clock);
  clock.follow(jobs);
  const enqueue = (...owed: readonly Job[]) => database.transact((tx) => jobs.enqueue(tx, owed));
  const close = async () => {
    await jobs.stop();
    await database.close();
  };
  return { database, clock, jobs, enqueue, [Symbol.asyncDispose]: close };
};

describe("jobs", () => {
  it("are owed exactly when their transaction is committed", async () => {
    await using world = await start();
    const seen: string[] = [];
    await world.jobs.work(noted(({ key }) => seen.push(key)));
    const undone = world.database.transact(async (tx) => {
      await world.jobs.enqueue(tx, [tell("undone")]);
      throw new Error("no");
    });
    await expect(undone).rejects.toThrow("no");
    await world.enqueue(tell("kept"));
    await world.clock.settle();
    expect(seen).toEqual(["tell:kept"]);
  });

  it("with one key wait as one, and a change during the run is seen by another", async () => {
    await using world = await start();
    let runs = 0;
    await world.jobs.work(async () => {
      runs++;
      if (runs === 1) await world.enqueue(announce(), announce());
      return done;
    });
    await world.enqueue(announce());
    await world.enqueue(announce(), announce());
    await world.clock.settle();
    expect(runs).toBe(2);
  });

  it("with one key run at the earlier of their instants", async () => {
    await using world = await start();
    const ran: string[] = [];
    await world.jobs.work(noted(() => ran.push(world.clock.now().toString())));
    await world.enqueue(announce({ at: Temporal.Instant.from("2026-01-05T09:05:00Z") }));
    await world.enqueue(announce({ at: Temporal.Instant.from("2026-01-05T09:02:00Z") }));
    await world.enqueue(announce({ at: Temporal.Instant.from("2026-01-05T09:04:00Z") }));
    await world.clock.advance("1h");
    expect(ran).toEqual(["2026-01-05T09:02:00Z"]);
  });

  it("run when they are due and not before", async () => {
    await using world = await start();
    const ran: string[] = [];
    await world.jobs.work(noted(({ key }) => ran.push(`${key} ${world.clock.now()}`)));
    await world.enqueue(tell("late", { at: Temporal.Instant.from("2026-01-05T09:05:00Z") }), tell("now"));
    await world.clock.advance("4m59s");
    expect(ran).toEqual(["tell:now 2026-01-05T09:00:00Z"]);
    await world.clock.advance("1s");
    expect(ran.at(-1)).toBe("tell:late 2026-01-05T09:05:00Z");
  });

  it("of one group run one after another in the order they were owed", async () => {
    await using world = await start();
    const order: string[] = [];
    await world.jobs.work(async ({ key }) => {
      order.push(`begin ${key}`);
      await Promise.resolve();
      order.push(`end ${key}`);
      return done;
    });
    for (const entry of ["a", "b", "c"]) await world.enqueue(tell(entry, { group: "C1" }));
    await world.clock.settle();
    expect(order).toEqual(["a", "b", "c"].flatMap((entry) => [`begin tell:${entry}`, `end tell:${entry}`]));
  });

  it("are tried again after growing delays", async () => {
    await using world = await start();
    const at: Temporal.Instant[] = [];
    await world.jobs.work(async () => {
      at.push(world.clock.now());
      return at.length < 5 ? { kind: "retry", reason: "down" } : done;
    });
    await world.enqueue(announce());
    await world.clock.advance("10m");
    expect(at).toHaveLength(5);
    const gaps = at.slice(1).map((one, i) => one.since(at[i] as Temporal.Instant).total("seconds"));
    gaps.forEach((gap, i) => {
      expect(gap).toBeGreaterThanOrEqual(2 ** i);
      expect(gap).toBeLessThanOrEqual(2 ** (i + 1));
    });
  });

  it("are tried again exactly when the platform said", async () => {
    await using world = await start();
    const at: string[] = [];
    await world.jobs.work(async ({ number }) => {
      at.push(`${number} ${world.clock.now()}`);
      return number === 1 ? { kind: "retry", reason: "429", after: 37 } : done;
    });
    await world.enqueue(announce());
    await world.clock.advance("10m");
    expect(at).toEqual(["1 2026-01-05T09:00:00Z", "2 2026-01-05T09:00:37Z"]);
  });

  it("that wait for their turn come at it and not before, once, and have not failed", async () => {
    await using world = await start();
    const at: string[] = [];
    await world.jobs.work(async ({ number, data }) => {
      at.push(`${number} ${data.turn ?? "no turn"} ${world.clock.now()}`);
      if (data.turn !== undefined) return done;
      // Asked for again while it runs: that one takes over the turn.
      await world.enqueue(announce());
      return { kind: "waits", turn: world.clock.now().add({ seconds: 7 }) };
    });
    await world.enqueue(announce());
    await world.clock.settle();
    await world.enqueue(announce());
    await world.clock.advance("10m");
    expect(at).toEqual(["1 no turn 2026-01-05T09:00:00Z", "1 2026-01-05T09:00:07Z 2026-01-05T09:00:07Z"]);
    expect(await world.jobs.buried()).toEqual([]);
  });

  it("that are given up are kept with the reason", async () => {
    await using world = await start();
    await world.jobs.work(async () => ({ kind: "bury", reason: "the channel is gone" }));
    await world.enqueue(announce());
    await world.clock.advance("1d");
    expect(await world.jobs.buried()).toMatchObject([
      { data: { kind: "announce", incident }, reason: "the channel is gone", attempts: 1 },
    ]);
  });

  it("are given up by themselves after seven hours of failures", async () => {
    await using world = await start();
    let last = 0;
    await world.jobs.work(async (attempt) => {
      if (attempt.last) last = attempt.number;
      return { kind: "retry", reason: "Slack is down" };
    });
    await world.enqueue(announce());
    await world.clock.advance("5h");
    expect(await world.jobs.buried()).toEqual([]);
    await world.clock.advance("4h");
    expect(await world.jobs.buried()).toMatchObject([{ reason: "Slack is down", attempts: 51 }]);
    expect(last).toBe(51);
  });
});

describe("jobs while the clock runs", () => {
  it("begin at once, and delayed ones within half a second of their instant", async () => {
    await using database = await testDatabase();
    const jobs = await openJobs(database, ({ message, error }) => expect.fail(`${message} ${error}`));
    const delayed = Promise.withResolvers<number>();
    const immediate = Promise.withResolvers<number>();
    await jobs.work(async ({ key }) => {
      (key === "tell:now" ? immediate : delayed).resolve(Date.now());
      return done;
    });
    const began = Date.now();
    const due = began + 1_000;
    await database.transact((tx) =>
      jobs.enqueue(tx, [tell("now"), tell("soon", { at: Temporal.Instant.fromEpochMilliseconds(due) })]),
    );
    expect((await immediate.promise) - began).toBeLessThan(500);
    expect((await delayed.promise) - due).toBeLessThan(750);
    expect(await jobs.problem()).toBeNull();
    await jobs.stop();
  });

  it("are finished before the engine stops, and what had not begun is handed back", async () => {
    await using database = await testDatabase();
    const jobs = await openJobs(database, ({ message, error }) => expect.fail(`${message} ${error}`));
    const begun = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const ran: string[] = [];
    await jobs.work(async ({ key }) => {
      begun.resolve();
      await release.promise;
      ran.push(key);
      return done;
    });
    await database.transact((tx) =>
      jobs.enqueue(tx, [tell("first", { group: "C1" }), tell("second", { group: "C1" })]),
    );
    await begun.promise;
    const stopped = jobs.stop();
    release.resolve();
    await stopped;
    expect(ran).toHaveLength(1);
    const rows = await database.read((tx) =>
      tx.execute(sql`select state::text, count(*) as n from pgboss.job group by 1 order by 1`),
    );
    expect([...rowsOf(rows)]).toEqual([
      { state: "completed", n: 1 },
      { state: "retry", n: 1 },
    ]);
  });

  it("that take long hold up nothing but their own group", async () => {
    await using database = await testDatabase();
    const jobs = await openJobs(database, ({ message, error }) => expect.fail(`${message} ${error}`));
    const answer = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const quick = Promise.withResolvers<void>();
    const ran: string[] = [];
    await jobs.work(async ({ key }) => {
      begun.resolve();
      if (key === "tell:quick") quick.resolve();
      else await answer.promise;
      ran.push(key);
      return done;
    });
    const slow = Array.from({ length: 90 }, (_, i) => tell(`slow ${i}`, { group: `chat ${i % 6}` }));
    await database.transact((tx) => jobs.enqueue(tx, slow));
    await begun.promise;
    await database.transact((tx) => jobs.enqueue(tx, [tell("quick", { group: "another chat" })]));
    await quick.promise;
    expect(ran).toEqual(["tell:quick"]);
    answer.resolve();
    await expect.poll(() => ran.length, { timeout: 10_000 }).toBe(91);
    await jobs.stop();
  });

  it("permanently refused are buried at once, and a limited one waits as long as it was told", async () => {
    await using database = await testDatabase();
    const jobs = await openJobs(database, ({ message, error }) => expect.fail(`${message} ${error}`));
    const again = Promise.withResolvers<number>();
    const first = Promise.withResolvers<number>();
    await jobs.work(async ({ key, number }) => {
      if (key === "tell:gone") return { kind: "bury", reason: "channel_not_found" };
      (number === 1 ? first : again).resolve(Date.now());
      return number === 1 ? { kind: "retry", reason: "429", after: 1 } : done;
    });
    await database.transact((tx) => jobs.enqueue(tx, [tell("gone"), tell("limited")]));
    expect((await again.promise) - (await first.promise)).toBeGreaterThanOrEqual(900);
    expect(await jobs.buried()).toMatchObject([{ reason: "channel_not_found", attempts: 1 }]);
    await jobs.stop();
  });
});
