import { channelKey } from "../channel.ts";
import type { ConnectionId, PersonId, TargetId } from "../ids.ts";
import { type Platform, platformNames } from "../place.ts";
import { contactKey, eachContact, type NamedContact } from "./contact.ts";
import type { PersonalRules } from "./personal-rules.ts";
import type { QuietHours } from "./quiet-hours.ts";

/** How a person is reached: everything that is needed to tell them something. */
export interface Reach {
  readonly person: PersonId;
  readonly name: string;
  /** The zone their times are shown in: their own, else the workspace's. */
  readonly zone: string;
  /** Chat accounts first, then the mailbox, then their own targets; what was switched off is none. */
  readonly contacts: readonly NamedContact[];
  readonly rules: PersonalRules;
  readonly quiet?: QuietHours;
  /** At most so many messages a minute; the rest is bundled. */
  readonly limit: number;
  readonly summary: Summary;
}

/** When a person's daily summary comes, in minutes from midnight, unless they want none. */
export interface Summary {
  readonly at: number;
  readonly muted: boolean;
}

export const usualLimit = 10;
export const usualSummary: Summary = { at: 9 * 60, muted: false };

/** What is known of somebody's contacts before they are named. */
export interface Known {
  readonly accounts: readonly {
    readonly platform: Platform;
    readonly connection: ConnectionId;
    /** What the team or server is called. */
    readonly connectionName: string;
    readonly account: string;
    readonly handle: string;
  }[];
  /** The address their platforms tell. */
  readonly email?: string;
  /** What they added themselves. */
  readonly targets: readonly { readonly target: TargetId; readonly key: string; readonly name: string }[];
}

/** Each contact once, with what it is called; a platform's name is word enough where there is one account on it. */
export const contactsFrom = ({ accounts, email, targets }: Known): readonly NamedContact[] => {
  const chat = eachContact(accounts.map((one) => ({ ...one, kind: "account" as const })));
  return [
    ...chat.map((one): NamedContact => {
      const { kind, platform, connection, account, connectionName, handle } = one;
      const name = `${platformNames[platform]}${handle === "" ? "" : ` @${handle}`}`;
      const around = chat.filter((other) => other.platform === platform);
      const isAlone = around.length === 1;
      return {
        ...{ kind, platform, connection, account },
        name: isAlone ? name : `${name} (${connectionName})`,
        word: isAlone ? platform : `${platform}:${wordWithin(one, around)}`,
      };
    }),
    ...(email === undefined ? [] : [{ kind: "email", address: email, name: email, word: "email" } as const]),
    ...targets.map(({ target, key, name }): NamedContact => ({ kind: "target", target, name, word: key })),
  ];
};

/** The team's name where there is one account in it, else the account's. */
const wordWithin = (one: Known["accounts"][number], around: Known["accounts"]): string =>
  around.filter(({ connection }) => connection === one.connection).length === 1
    ? channelKey(one.connectionName)
    : `@${one.handle}`;

/** Of those that were written down as keys, the ones that are there. */
export const contactCalled = (contacts: readonly NamedContact[], key: string): NamedContact | undefined =>
  contacts.find((one) => contactKey(one) === key);

/** How the last test of a contact went. */
export interface ContactTest {
  readonly person: PersonId;
  /** The contact's key. */
  readonly contact: string;
  readonly askedAt: Temporal.Instant;
  /** Absent while it is under way. */
  readonly settledAt?: Temporal.Instant;
  /** Why it did not arrive. */
  readonly failure?: string;
}
