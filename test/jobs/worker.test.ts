import { pino } from "pino";
import { expect, it } from "vitest";
import { asId, type IncidentId } from "../../src/domain/ids.ts";
import type { JobKind } from "../../src/domain/job.ts";
import { DeliveryError, Refusal } from "../../src/domain/refusal.ts";
import { afterPeople, bugAttempts, type Handlers, handleWith } from "../../src/jobs/worker.ts";
import { heldClock } from "../support/clock.ts";
import { testDatabase } from "../support/database.ts";
import { heldJobs } from "../support/jobs.ts";

const incident = asId<IncidentId>("0198a0de-0000-7000-8000-000000000001");

/** Owes one job and works it with a handler that fails as told, for a day. */
const outcomeOf = async (fail: (attempt: number) => Error | undefined) => {
  const database = await testDatabase();
  const clock = heldClock();
  const jobs = await heldJobs(database, clock);
  clock.follow(jobs);
  const logged: { level: number; request?: string; msg: string }[] = [];
  const log = pino({}, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const tries: string[] = [];
  const handler = async (_data: unknown, _deps: unknown, { number }: { number: number }) => {
    tries.push(clock.now().toString());
    const error = fail(number);
    if (error) throw error;
  };
  const handlers = new Proxy({}, { get: () => handler }) as Handlers<Record<JobKind, never> | null>;
  await jobs.work(handleWith(handlers, null, log));
  await database.transact((tx) =>
    jobs.enqueue(tx, [{ data: { kind: "announce", incident }, key: `announce:${incident}` }]),
  );
  await clock.advance("1d");
  const buried = await jobs.buried();
  await jobs.stop();
  await database.close();
  return { tries, buried, logged };
};

it("takes a refusal for an answer", async () => {
  const { tries, buried, logged } = await outcomeOf(() => new Refusal("closed", "INC-42 is closed."));
  expect(tries).toHaveLength(1);
  expect(buried).toEqual([]);
  expect(logged).toMatchObject([{ level: 30, msg: "INC-42 is closed." }]);
});

it("waits as long as the platform asks and then delivers", async () => {
  const { tries, buried } = await outcomeOf((attempt) =>
    attempt === 1 ? new DeliveryError("slack", "ratelimited", { retryAfter: 30 }) : undefined,
  );
  expect(tries).toEqual(["2026-01-05T09:00:00Z", "2026-01-05T09:00:30Z"]);
  expect(buried).toEqual([]);
});

it("buries at once what can never be delivered", async () => {
  const { tries, buried, logged } = await outcomeOf(
    () => new DeliveryError("slack", "channel_not_found", { permanent: true }),
  );
  expect(tries).toHaveLength(1);
  expect(buried).toMatchObject([{ reason: "channel_not_found", attempts: 1 }]);
  expect(logged).toMatchObject([{ level: 50, request: expect.any(String), msg: "A job was given up and buried." }]);
});

it("keeps trying while a platform is down", async () => {
  const { tries, buried } = await outcomeOf((attempt) =>
    attempt <= 30 ? new DeliveryError("slack", "socket hang up") : undefined,
  );
  expect(tries).toHaveLength(31);
  expect(buried).toEqual([]);
});

it("takes what fails again and again for a bug, and buries it", async () => {
  const { tries, buried, logged } = await outcomeOf(() => new TypeError("undefined is not a function"));
  expect(tries).toHaveLength(bugAttempts);
  expect(buried).toMatchObject([{ reason: "undefined is not a function", attempts: bugAttempts }]);
  expect(new Set(logged.map(({ request }) => request)).size).toBe(1);
});

it("gives way to people who never pause for half a second in all, not for each job", async () => {
  const attempt = { id: "1", data: { kind: "announce", incident } as const, key: "", number: 1, last: false };
  const work = afterPeople(
    async () => ({ kind: "done" }),
    () => new Promise(() => {}),
  );
  const before = performance.now();
  for (let i = 0; i < 10; i += 1) await work(attempt);
  expect(performance.now() - before).toBeLessThan(3_000);
});

it("begins a job when nothing that came in is being handled any more", async () => {
  const handled = Promise.withResolvers<void>();
  const attempt = { id: "1", data: { kind: "announce", incident } as const, key: "", number: 1, last: false };
  const order: string[] = [];
  const work = afterPeople(
    async () => {
      order.push("job");
      return { kind: "done" };
    },
    () => handled.promise,
  );
  const working = work(attempt);
  order.push("answer");
  handled.resolve();
  await working;
  expect(order).toEqual(["answer", "job"]);
});
