import type { PersonId } from "../domain/ids.ts";
import type { ContactRef, NamedContact } from "../domain/notify/contact.ts";
import { DeliveryError } from "../domain/refusal.ts";
import type { Contact } from "../ports.ts";
import { testFailed, testMessage } from "../presentation/reach.ts";
import type { Ctx } from "../services/ctx.ts";
import { endTest, loadTest } from "../services/person/contact-test.ts";
import { sendOnce } from "../services/posting/send.ts";
import { ctxOfJob } from "../services/system.ts";
import type { Attempt } from "../store/jobs.ts";
import type { Deps } from "./deps.ts";
import { tellDirectly } from "./tell-directly.ts";
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
  const failure = await failureOf(attempt, () => sendBy(ctx, deps, { ...due, person: data.person, key }));
  if (failure !== undefined) {
    await tellDirectly(ctx, deps.messengers, {
      contacts: due.others.flatMap((one) => inChat(data.person, one) ?? []),
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

interface Sending {
  readonly person: PersonId;
  readonly contact: NamedContact;
  readonly key: string;
}

const sendBy = async (ctx: Ctx, { messengers }: Deps, { person, contact, key }: Sending): Promise<void> => {
  const account = inChat(person, contact);
  const messenger = account && messengers.for(account.place);
  if (account === undefined || messenger === undefined) {
    throw new DeliveryError("chat", "I am not connected there any more.", { permanent: true });
  }
  await sendOnce(ctx, messenger, {
    key,
    place: { connection: account.place.connection, chat: account.address },
    send: () => messenger.direct(account, testMessage(contact), key),
  });
};

const inChat = (person: PersonId, contact: ContactRef): Contact | undefined =>
  contact.kind === "account"
    ? { person, place: { connection: contact.connection }, address: contact.account }
    : undefined;
