import { Refusal } from "../refusal.ts";
import { type ContactRef, eachContact, isSameContact } from "./contact.ts";

/** How pressing something is for a person: a page, a page whose severity is urgent, or a notice. */
export const urgencies = ["page", "urgent", "notice"] as const;
export type Urgency = (typeof urgencies)[number];

/** One rung of the ladder: a contact, and how many seconds after the first word it is used. */
export interface Rung<C extends ContactRef = ContactRef> {
  readonly contact: C;
  readonly after: number;
}

/** What a person has chosen; where nothing is chosen the defaults apply, and for urgent pages those of any page. */
export type PersonalRules = { readonly [U in Urgency]?: readonly Rung[] };

const mostRungs = 10;
const longestWait = 24 * 3600;
/** How long those who have chosen nothing have to see a page in chat before it takes other ways too. */
const defaultWait = 120;

/** Refuses what could not be followed: no rung at all, more than ten, or one later than a day. */
export const checkRungs = (rungs: readonly Rung[]): readonly Rung[] => {
  if (rungs.length === 0) throw new Refusal("rules-empty", "Name a contact at least, such as `slack`.");
  if (rungs.length > mostRungs) throw new Refusal("rules-long", `At most ${mostRungs} contacts follow one another.`);
  if (rungs.some(({ after }) => after > longestWait)) {
    throw new Refusal(
      "rules-late",
      "A contact is used within a day of a page, or not at all. Say `after 24h` at most.",
    );
  }
  return inTime(rungs);
};

/**
 * By which contacts a person hears, and how many seconds after the first word. Rules about contacts that are gone are
 * passed over, and what is left begins as early as the whole would have; where nothing is left the defaults apply. A
 * notice takes one contact only.
 */
export const planOf = <C extends ContactRef>(
  rules: PersonalRules,
  contacts: readonly C[],
  urgency: Urgency,
): readonly Rung<C>[] => {
  const chosen = (urgency === "urgent" ? [rules.urgent, rules.page] : [rules[urgency]])
    .map((rungs = []) => kept(rungs, contacts))
    .find((rungs) => rungs.length > 0);
  const plan = chosen ?? defaults(contacts, urgency);
  return urgency === "notice" ? plan.slice(0, 1).map(({ contact }) => ({ contact, after: 0 })) : plan;
};

/** Every contact in the order in which it is tried when those before it fail: first the plan's, then all others. */
export const orderOf = <C extends ContactRef>(
  rules: PersonalRules,
  contacts: readonly C[],
  urgency: Urgency,
): readonly C[] => {
  const chosen = urgency === "notice" ? kept(rules.notice ?? [], contacts) : planOf(rules, contacts, urgency);
  return eachContact([...chosen, ...defaults(contacts, urgency)].map(({ contact }) => contact));
};

const kept = <C extends ContactRef>(rungs: readonly Rung[], contacts: readonly C[]): readonly Rung<C>[] => {
  const [first] = inTime(rungs);
  const found = inTime(rungs).flatMap(({ contact, after }) => {
    const known = contacts.find((one) => isSameContact(one, contact));
    return known === undefined ? [] : [{ contact: known, after }];
  });
  const late = (found[0]?.after ?? 0) - (first?.after ?? 0);
  return found.map(({ contact, after }) => ({ contact, after: after - late }));
};

/** Every chat account at once, then the other contacts; at once too where there is no account. */
const defaults = <C extends ContactRef>(contacts: readonly C[], urgency: Urgency): readonly Rung<C>[] => {
  const chat = contacts.filter(({ kind }) => kind === "account");
  const others = contacts.filter(({ kind }) => kind !== "account");
  const wait = urgency === "notice" || chat.length === 0 ? 0 : defaultWait;
  return [...chat.map((contact) => ({ contact, after: 0 })), ...others.map((contact) => ({ contact, after: wait }))];
};

const inTime = <R extends Pick<Rung, "after">>(rungs: readonly R[]): readonly R[] =>
  rungs.toSorted((a, b) => a.after - b.after);
