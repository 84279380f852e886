import type { PersonId } from "../ids.ts";
import { type ContactRef, contactKey, type NamedContact } from "./contact.ts";
import type { ContactTest, Reach } from "./reach.ts";

/** Why nothing can be sent to a contact from here, or null. */
export type Means = (contact: ContactRef) => string | null;

/** The first sentence of why, to stand in brackets: "no mail server is set up". */
export const inBrief = (why: string): string => {
  const [first = ""] = why.split(/[.:]\s/u);
  return first.replace(/\.$/u, "").replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
};

/** A contact that does not work. */
export interface Broken {
  readonly contact: NamedContact;
  readonly why: string;
  /** When its last test failed; absent where nothing of its kind can be sent at all. */
  readonly failedAt?: Temporal.Instant;
}

/** Somebody whom a page would not reach, and every contact they have; there may be none. */
export interface Unreachable {
  readonly person: PersonId;
  readonly name: string;
  readonly broken: readonly Broken[];
}

/** Undefined where one contact at least may work: it can be sent to, and its last test has not failed. */
export const unreachableOf = (reach: Reach, tests: readonly ContactTest[], means: Means): Unreachable | undefined => {
  const broken = reach.contacts.flatMap((contact): readonly Broken[] => {
    const none = means(contact);
    if (none !== null) return [{ contact, why: none }];
    const test = tests.find((one) => one.person === reach.person && one.contact === contactKey(contact));
    return test?.failure === undefined || test.settledAt === undefined
      ? []
      : [{ contact, why: test.failure, failedAt: test.settledAt }];
  });
  return broken.length < reach.contacts.length ? undefined : { person: reach.person, name: reach.name, broken };
};

/** Whether everybody who can be paged can be reached. */
export interface ReadinessView {
  /** How many can be paged. */
  readonly people: number;
  /** Those who cannot be reached, and what would page them: "the schedule Web", "the escalation policy Nights". */
  readonly unreachable: readonly (Unreachable & { readonly by: readonly string[] })[];
  /** Mailboxes and targets that cannot be sent to. */
  readonly others: readonly { readonly name: string; readonly why: string; readonly by: readonly string[] }[];
  /** Is there anything at all that pages? */
  readonly sources: number;
}
