import { DeliveryError } from "../domain/refusal.ts";
import { testFailed, testMessage } from "../presentation/reach.ts";
import { endTest, loadTest } from "../services/person/contact-test.ts";
import { ctxOfJob } from "../services/system.ts";
import type { Attempt } from "../store/jobs.ts";
import type { Deps } from "./deps.ts";
import { tellBy, tellPerson } from "./tell-person.ts";
import type { DataOf } from "./worker.ts";

/** Whoever asked is waiting: after so many attempts, over some ten seconds, it has failed. */
const mostAttempts = 5;

/** Sends a test by one contact, and notes how it went; where it failed its owner hears of it by the others. */
export const test = async (data: DataOf<"test">, deps: Deps, attempt: Pick<Attempt, "number">): Promise<void> => {
  const ctx = await ctxOfJob(deps.ground, data);
  const asked = { ...data, askedAt: Temporal.Instant.from(data.askedAt) };
  const due = ctx && (await loadTest(ctx, asked));
  if (ctx === null || due === null) return;
  const key = `test:${data.person}:${data.contact}:${asked.askedAt.epochMilliseconds}`;
  const telling = { person: data.person, message: testMessage(due.contact), key, type: "test" } as const;
  const failure = await failureOf(attempt, () => tellBy(ctx, deps, due.contact, telling));
  if (failure !== undefined) {
    const message = testFailed(due.contact, failure);
    await tellPerson(ctx, deps, due.others, { ...telling, message, key: `${key}:failed`, type: "notice" });
  }
  await endTest(ctx, asked, failure);
};

/** Why it did not arrive; undefined where it did. What may yet arrive is thrown on. */
const failureOf = async (
  { number }: Pick<Attempt, "number">,
  send: () => Promise<void>,
): Promise<string | undefined> => {
  try {
    await send();
    return undefined;
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.turn !== undefined) throw error;
    if (!error.permanent && number < mostAttempts) throw error;
    return error.message;
  }
};
