import { type Actor, personOf } from "../actor.ts";
import type { ChannelId, EntryId, PageId, PersonId, PolicyId, RunId } from "../ids.ts";
import { type Reason, reasons } from "../job.ts";
import { type MemberKey, memberKey } from "../oncall/member.ts";
import type { ChannelLevel } from "../subscription.ts";
import type { Empty } from "./empty.ts";
import type { Rule } from "./plan.ts";
import type { NoticeType } from "./policy.ts";

/** Why somebody hears of something: everything that can be said about it later. */
export type Cause =
  | {
      readonly kind: "page";
      readonly rule: Rule;
      readonly name: string;
      readonly step: number;
      readonly cycle: number;
      readonly via: MemberKey;
      readonly run: RunId;
      /** Of the run when it called: a later one has silenced it. */
      readonly epoch: number;
      readonly page?: PageId;
    }
  /** Nobody could be paged: who stands in is told why. */
  | ({
      readonly kind: "fallback";
      readonly why: Unpaged;
      readonly name: string;
      /** Who was paged, where nobody answered. */
      readonly called?: readonly PersonId[];
    } & Empty)
  | { readonly kind: "told"; readonly reason: Reason; readonly entry: EntryId }
  | { readonly kind: "subscription"; readonly channel: ChannelId; readonly level: ChannelLevel }
  | { readonly kind: "target"; readonly channel: ChannelId; readonly via: MemberKey }
  | {
      readonly kind: "policy";
      readonly policy: PolicyId;
      readonly name: string;
      readonly type: NoticeType;
      readonly via: MemberKey;
      /** Where nobody is on call it waits for the next slot instead of being dropped. */
      readonly hold: boolean;
    }
  | { readonly kind: "summary"; readonly until: string; readonly channel?: ChannelId; readonly policy?: PolicyId }
  | {
      readonly kind: "reminder";
      readonly rule: Rule;
      /** The policy whose rule it is, and what it is called; nobody's where people are asked for something. */
      readonly policy?: PolicyId;
      readonly name: string;
      readonly seconds: number;
      readonly via: MemberKey;
      readonly hold: boolean;
      readonly run: RunId;
      readonly epoch: number;
    };

/** Why a page came to nothing. */
export const unpaged = ["nobody-on-call", "unreachable", "unanswered"] as const;
export type Unpaged = (typeof unpaged)[number];

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
    unanswered,
  }: {
    readonly actor: Actor;
    readonly private: boolean;
    readonly people: readonly PersonId[];
    /** Has nobody acknowledged it yet? Then an assignment is a page. */
    readonly unanswered: boolean;
  },
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
      isPage: sorted.some((one) => isPaging(one, unanswered)),
    };
  });
};

export const hearing = (person: PersonId, cause: Cause): Hearing => ({
  member: memberKey({ kind: "person", id: person }),
  person,
  cause,
});

const isPaging = (cause: Cause, unanswered: boolean): boolean =>
  cause.kind === "page" ||
  cause.kind === "fallback" ||
  (unanswered && cause.kind === "told" && cause.reason === "assigned");

const mayHear = (person: PersonId | undefined, cause: Cause, people: readonly PersonId[]): boolean =>
  person !== undefined &&
  (people.includes(person) ||
    cause.kind === "page" ||
    cause.kind === "fallback" ||
    (cause.kind === "told" && cause.reason === "assigned"));

/** Whom a reason names: the target that stands for them, and who was called. */
export const membersIn = (cause: Cause): readonly MemberKey[] => {
  if (cause.kind === "fallback") return (cause.called ?? []).map((id) => memberKey({ kind: "person", id }));
  return "via" in cause ? [cause.via] : [];
};

/** The most urgent sets a message's form and buttons. */
const rankOf = (cause: Cause): number => {
  switch (cause.kind) {
    case "page":
      return 0;
    case "fallback":
      return 1;
    case "reminder":
      return 2;
    case "told":
      return 3 + reasons.indexOf(cause.reason) / reasons.length;
    case "policy":
      return 4;
    case "target":
      return 5;
    case "subscription":
    case "summary":
      return 6;
  }
};

/** The reasons quiet hours weigh: "on-call", "assigned", "by-hand", "team", "mentioned", "subscription" ... */
export const quietReasons = (causes: readonly Cause[]): readonly string[] =>
  causes.map((cause) => {
    switch (cause.kind) {
      case "page":
        return cause.rule === "by-hand" ? "by-hand" : cause.via.startsWith("team:") ? "team" : "on-call";
      case "told":
        return cause.reason;
      default:
        return cause.kind;
    }
  });
