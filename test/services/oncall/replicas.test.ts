import { sql } from "drizzle-orm";
import { pino } from "pino";
import { expect, it } from "vitest";
import type { DueId } from "../../../src/domain/ids.ts";
import { handlers } from "../../../src/jobs/handlers.ts";
import { handleWith } from "../../../src/jobs/worker.ts";
import type { Ground } from "../../../src/services/ground.ts";
import { rowsOf } from "../../../src/store/database.ts";
import type { Attempt } from "../../../src/store/jobs.ts";
import { beat, daily, heard, said, tickAll } from "../../support/handoff-world.ts";
import { heldJobs } from "../../support/jobs.ts";
import { postingWorld } from "../../support/posting-world.ts";

const attemptOf = (due: DueId): Attempt => ({
  id: due,
  data: { kind: "ping", due },
  key: `ping:${due}`,
  number: 1,
  last: false,
});

it("two replicas tell of a handoff once, whichever beats and whichever works", async () => {
  await using world = await postingWorld();
  await daily(world);
  const { database, clock, jobs } = world.workspace;
  await beat(world);
  const other = await heldJobs(database, clock);
  const ground: Ground = {
    now: () => clock.now(),
    transact: (work) => database.transact(work),
    read: (work) => database.read(work),
    enqueue: (tx, owed) => other.enqueue(tx, owed),
  };
  const log = pino({ level: "silent" });
  const deps = {
    ground,
    log,
    messengers: world.as("ada").messengers,
    outside: world.workspace.outside,
    storage: { put: async () => undefined, get: async () => null, remove: async () => undefined },
    takeUp: async () => undefined,
  };
  await other.work(handleWith(handlers, deps, log));
  await world.advance("1d");
  await Promise.all([beat(world), tickAll(ground)]);
  const due = rowsOf<{ id: DueId }>(
    await database.read((tx) => tx.execute(sql`select id from due_pings where kind = 'handoff'`)),
  );
  await Promise.all([jobs.settle(), other.settle()]);
  // A job that is taken up again while its first worker is still at it.
  await database.transact((tx) => tx.execute(sql`update due_pings set state = 'waiting', told = '{}'`));
  await Promise.allSettled(
    due.flatMap(({ id }) => [1, 2].map(() => handlers.ping({ kind: "ping", due: id }, deps, attemptOf(id)))),
  );
  expect(heard(world, "grace")).toHaveLength(1);
  expect(heard(world, "ada")).toHaveLength(1);
  expect(said(world)).toHaveLength(2);
  await other.stop();
});
