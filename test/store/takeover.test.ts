import { expect, inject, it } from "vitest";
import { asId, type IncidentId } from "../../src/domain/ids.ts";
import { openJobs } from "../../src/store/jobs.ts";
import { testDatabase } from "../support/database.ts";
import { run } from "../support/process.ts";

const incident = asId<IncidentId>("0198a0de-0000-7000-8000-000000000001");

const hanging = (url: string) => `
  import { openDatabase } from "./src/store/database.ts";
  import { openJobs } from "./src/store/jobs.ts";
  const database = await openDatabase({ url: ${JSON.stringify(url)}, dataDir: "memory", migrated: true });
  const jobs = await openJobs(database, console.error);
  await jobs.work(async ({ key }) => {
    process.stdout.write(key + "\\n");
    return new Promise(() => setInterval(() => undefined, 1000));
  });`;

it.skipIf(inject("template").kind === "pglite")(
  "takes over the job of a killed process in about ten seconds",
  async () => {
    await using database = await testDatabase();
    if (database.source.kind !== "postgres") throw new Error("This needs two processes on one database.");
    const jobs = await openJobs(database, ({ message, error }) => expect.fail(`${message} ${error}`));
    const other = run(["--input-type=module-typescript", "--eval", hanging(database.source.url)]);
    await database.transact((tx) =>
      jobs.enqueue(tx, [{ data: { kind: "announce", incident }, key: `announce:${incident}` }]),
    );
    await other.says(/^announce:/m);
    other.child.kill("SIGKILL");
    const killed = Date.now();
    const taken = Promise.withResolvers<number>();
    await jobs.work(async ({ number }) => {
      taken.resolve(number);
      return { kind: "done" };
    });
    expect(await taken.promise).toBe(2);
    // The heartbeat of ten seconds, a look every two, and a delay of up to two before the retry.
    expect(Date.now() - killed).toBeLessThan(16_000);
    await jobs.stop();
  },
);
