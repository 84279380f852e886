import { type Actor, personOf } from "../actor.ts";
import type { ChannelId, PersonId, PolicyId, ScheduleId } from "../ids.ts";
import { type Reason, reasons } from "../job.ts";
import { type MemberKey, memberKey } from "../oncall/member.ts";
import type { Rule } from "./plan.ts";

/** Why somebody hears of something: everything that can be said about it later. */
export type Cause =
  | {
      readonly kind: "page";
      readonly rule: Rule;
      readonly name: string;
      readonly step: number;
      readonly cycle: number;
      readonly via: MemberKey;
    }
  | { readonly kind: "told"; readonly reason: Reason }
  | { readonly kind: "subscription"; readonly channel: ChannelId; readonly level: string }
  | { readonly kind: "target"; readonly channel: ChannelId; readonly via: MemberKey }
  | { readonly kind: "policy"; readonly policy: PolicyId; readonly type: string; readonly schedule: ScheduleId }
  | {
      readonly kind: "reminder";
      readonly rule: Rule;
      readonly name: string;
      readonly seconds: number;
      readonly via: MemberKey;
    };

/** One message to one recipient, with every reason for it, the most urgent first. */
export interface Recipient {
  readonly member: MemberKey;
  readonly person?: PersonId;
  readonly causes: readonly Cause[];
  /** It asks them to respond, by their own rules; anything else goes to their first working contact only. */
  readonly isPage: boolean;
}

export interface Hearing {
  readonly member: MemberKey;
  readonly person?: PersonId;
  readonly cause: Cause;
}

/**
 * Merges everything one event has for each recipient into one message (features.md 4.9). Nobody is told of their own
 * act; a page alone reaches the actor too, because it asks for an answer. On a private incident only those on it hear,
 * and those it is assigned to or pages.
 */
export const recipientsOf = (
  hearings: readonly Hearing[],
  {
    actor,
    private: secret,
    people,
  }: { readonly actor: Actor; readonly private: boolean; readonly people: readonly PersonId[] },
): readonly Recipient[] => {
  const own = personOf(actor);
  const byMember = new Map<MemberKey, { person?: PersonId; causes: Cause[] }>();
  for (const { member, person, cause } of hearings) {
    if (person !== undefined && person === own && cause.kind !== "page") continue;
    if (secret && !mayHear(person, cause, people)) continue;
    const found = byMember.get(member) ?? { ...(person === undefined ? {} : { person }), causes: [] };
    found.causes.push(cause);
    byMember.set(member, found);
  }
  return [...byMember].map(([member, { person, causes }]) => {
    const sorted = causes.toSorted((a, b) => rankOf(a) - rankOf(b));
    return {
      member,
      ...(person === undefined ? {} : { person }),
      causes: sorted,
      isPage: sorted[0]?.kind === "page",
    };
  });
};

export const hearing = (person: PersonId, cause: Cause): Hearing => ({
  member: memberKey({ kind: "person", id: person }),
  person,
  cause,
});

const mayHear = (person: PersonId | undefined, cause: Cause, people: readonly PersonId[]): boolean =>
  person !== undefined &&
  (people.includes(person) || cause.kind === "page" || (cause.kind === "told" && cause.reason === "assigned"));

/** The most urgent sets a message's form and buttons. */
const rankOf = (cause: Cause): number => {
  switch (cause.kind) {
    case "page":
      return 0;
    case "reminder":
      return 1;
    case "told":
      return 2 + reasons.indexOf(cause.reason) / reasons.length;
    case "policy":
      return 3;
    case "target":
      return 4;
    case "subscription":
      return 5;
  }
};

/** Is it a page that quiet hours never hold back: to somebody on call, assigned, or paged by hand? */
export const isPressing = (causes: readonly Cause[]): boolean =>
  causes.some(
    (one) =>
      one.kind === "page" &&
      (one.rule === "by-hand" || one.via.startsWith("schedule:") || one.via.startsWith("person:")),
  );
