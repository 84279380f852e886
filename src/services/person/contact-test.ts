import type { PersonId } from "../../domain/ids.ts";
import { contactKey, type NamedContact } from "../../domain/notify/contact.ts";
import { contactCalled } from "../../domain/notify/reach.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import { lockPerson } from "../../store/people.ts";
import { beginTests, settleTest, testsOf } from "../../store/person-settings.ts";
import { loadReach } from "../../store/reach.ts";
import { askerOf } from "../asker.ts";
import type { Ctx } from "../ctx.ts";
import { reachOf } from "./me.ts";

/** One test of one contact. */
export interface Test {
  readonly person: PersonId;
  /** The contact's key. */
  readonly contact: string;
  readonly askedAt: Temporal.Instant;
}

/** Whoever presses again before this has passed is told to wait. */
const pause = { minutes: 1 } as const;

/** Sends a test to each contact of the asker, at most once a minute. */
export const startTests = (ctx: Ctx): Promise<readonly NamedContact[]> => {
  permit(ctx.actor, "workspace.view");
  const person = askerOf(ctx);
  const now = ctx.now();
  return ctx.transact(async (tx) => {
    await lockPerson(tx, ctx.workspace, person);
    const { contacts } = await reachOf(ctx, tx, person);
    if (contacts.length === 0) {
      throw new Refusal("no-contact", "There is nothing to test: nothing reaches you yet. See `/tocsin me contacts`.");
    }
    const recent = (await testsOf(tx, ctx.workspace, [person])).some(
      ({ askedAt }) => Temporal.Instant.compare(askedAt.add(pause), now) > 0,
    );
    if (recent) {
      throw new Refusal("test-running", "You had a test within the last minute. See it with `/tocsin me contacts`.");
    }
    const keys = contacts.map(contactKey);
    await beginTests(tx, ctx.workspace, person, { contacts: keys, at: now });
    await ctx.enqueue(
      tx,
      keys.map((contact) => ({
        data: { kind: "test", person, contact, askedAt: now.toString() },
        key: `test:${person}:${contact}`,
        priority: 10,
      })),
    );
    return contacts;
  });
};

/** A test that is still to be sent, and the contacts that can tell of its failure; null where nothing is to be done any more. */
export const loadTest = (
  ctx: Ctx,
  { person, contact, askedAt }: Test,
): Promise<{ readonly contact: NamedContact; readonly others: readonly NamedContact[] } | null> => {
  permit(ctx.actor, "workspace.view");
  return ctx.read(async (tx) => {
    const open = (await testsOf(tx, ctx.workspace, [person])).some(
      (one) => one.contact === contact && one.askedAt.equals(askedAt) && one.settledAt === undefined,
    );
    const contacts = (await loadReach(tx, ctx.workspace, [person])).get(person)?.contacts ?? [];
    const found = contactCalled(contacts, contact);
    return open && found !== undefined ? { contact: found, others: contacts.filter((one) => one !== found) } : null;
  });
};

/** Notes how a test ended. */
export const endTest = (ctx: Ctx, test: Test, failure?: string): Promise<void> => {
  permit(ctx.actor, "workspace.view");
  return ctx.transact((tx) =>
    settleTest(tx, ctx.workspace, test, { at: ctx.now(), ...(failure === undefined ? {} : { failure }) }),
  );
};
