import { DeliveryError } from "../domain/refusal.ts";
import { testFailed, testMessage } from "../presentation/reach.ts";
import { endTest, loadTest } from "../services/person/contact-test.ts";
import { ctxOfJob } from "../services/system.ts";
import type { Attempt } from "../store/jobs.ts";
import type { Deps } from "./deps.ts";
import { sendTo } from "./send-to.ts";
import { tellPerson } from "./tell-person.ts";
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
  const failure = await failureOf(attempt, () =>
    sendTo(ctx, deps, {
      delivery: { key, person: data.person, contact: data.contact },
      message: testMessage(due.contact),
      remember: async () => undefined,
    }),
  );
  if (failure !== undefined) {
    await tellPerson(ctx, deps, {
      person: data.person,
      contacts: due.others,
      message: testFailed(due.contact, failure),
      key: `${key}:failed`,
    });
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
    if (!(error instanceof DeliveryError) || (!error.permanent && number < mostAttempts)) throw error;
    return error.message;
  }
};
