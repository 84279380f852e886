import { pino } from "pino";
import { expect, it } from "vitest";
import { asId, type IncidentId } from "../../src/domain/ids.ts";
import type { Job } from "../../src/domain/job.ts";
import { beatWith } from "../../src/jobs/heartbeat.ts";
import type { Owed } from "../../src/services/beat/tick.ts";
import type { Window } from "../../src/store/beats.ts";
import { heldClock } from "../support/clock.ts";
import { testDatabase } from "../support/database.ts";
import { heldJobs } from "../support/jobs.ts";

const incident = asId<IncidentId>("0198a0de-0000-7000-8000-000000000001");
const silent = pino({ level: "silent" });

const start = async () => {
  const database = await testDatabase();
  const clock = heldClock();
  const jobs = await heldJobs(database, clock);
  const worked: string[] = [];
  await jobs.work(async ({ key }) => {
    worked.push(key);
    return { kind: "done" };
  });
  clock.follow(jobs);
  const windows: string[] = [];
  /** Owes one job for each full hour. */
  const hourly: Owed = {
    kind: "hourly",
    async due(_tx, window) {
      windows.push(`${window.from} ${window.to}`);
      return hoursIn(window);
    },
  };
  const replica = (...owed: Owed[]) =>
    beatWith({ transact: database.transact, enqueue: jobs.enqueue, now: clock.now }, owed, silent);
  const close = async () => {
    await jobs.stop();
    await database.close();
  };
  return { clock, hourly, replica, windows, worked, [Symbol.asyncDispose]: close };
};

const hoursIn = ({ from, to }: Window): Job[] => {
  const jobs: Job[] = [];
  for (
    let at = from.round({ smallestUnit: "hour", roundingMode: "floor" }).add({ hours: 1 });
    ;
    at = at.add({ hours: 1 })
  ) {
    if (Temporal.Instant.compare(at, to) > 0) return jobs;
    jobs.push({ data: { kind: "announce", incident }, key: `hour:${at}` });
  }
};

it("owes nothing for the time before it first ran", async () => {
  await using world = await start();
  await world.replica(world.hourly)();
  expect(world.windows).toEqual([]);
});

it("owes each hour once, whichever of two replicas beats", async () => {
  await using world = await start();
  const replicas = [world.replica(world.hourly), world.replica(world.hourly)];
  for (let minute = 0; minute < 120; minute++) {
    await Promise.all(replicas.map((beat) => beat()));
    await world.clock.advance("1m");
  }
  await Promise.all(replicas.map((beat) => beat()));
  await world.clock.settle();
  expect(world.worked).toEqual(["hour:2026-01-05T10:00:00Z", "hour:2026-01-05T11:00:00Z"]);
  expect(world.windows).toHaveLength(120);
});

it("makes up for the hours it was down, without loss and without repeating", async () => {
  await using world = await start();
  const beat = world.replica(world.hourly);
  await beat();
  await world.clock.advance("3h");
  await beat();
  await beat();
  await world.clock.settle();
  expect(world.windows).toEqual(["2026-01-05T09:00:00Z 2026-01-05T12:00:00Z"]);
  expect(world.worked.toSorted()).toEqual([10, 11, 12].map((hour) => `hour:2026-01-05T${hour}:00:00Z`));
});

it("keeps the window open when looking fails, and looks at the others all the same", async () => {
  await using world = await start();
  let broken = true;
  const fragile: Owed = {
    kind: "fragile",
    async due(_tx, window) {
      if (broken) throw new Error("broken");
      return hoursIn(window);
    },
  };
  const beat = world.replica(fragile, world.hourly);
  await beat();
  await world.clock.advance("1h");
  await beat();
  expect(world.windows).toEqual(["2026-01-05T09:00:00Z 2026-01-05T10:00:00Z"]);
  broken = false;
  await world.clock.advance("1h");
  world.worked.length = 0;
  await world.replica(fragile)();
  await world.clock.settle();
  expect(world.worked.toSorted()).toEqual(["hour:2026-01-05T10:00:00Z", "hour:2026-01-05T11:00:00Z"]);
});
