import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ConnectionId, TargetId } from "../../../src/domain/ids.ts";
import {
  contactKey,
  eachContact,
  isSameContact,
  type NamedContact,
  readContact,
} from "../../../src/domain/notify/contact.ts";
import {
  orderOf,
  type PersonalRules,
  planOf,
  type Rung,
  urgencies,
} from "../../../src/domain/notify/personal-rules.ts";
import { readRungs, rungsText } from "../../../src/domain/notify/personal-words.ts";

const connection = (n: number) => `0190a000-0000-7000-8000-00000000000${n}` as ConnectionId;
const slack: NamedContact = {
  kind: "account",
  platform: "slack",
  connection: connection(1),
  account: "U1",
  name: "Slack @ada",
  word: "slack",
};
const discord: NamedContact = {
  kind: "account",
  platform: "discord",
  connection: connection(2),
  account: "42",
  name: "Discord @ada",
  word: "discord",
};
const email: NamedContact = { kind: "email", address: "ada@acme.test", name: "ada@acme.test", word: "email" };
const phone: NamedContact = {
  kind: "target",
  target: "0190a000-0000-7000-8000-0000000000aa" as TargetId,
  name: "Ada's phone",
  word: "ada-phone",
};
const all = [slack, discord, email, phone];

const said = (rungs: readonly Rung<NamedContact>[]) => rungs.map(({ contact, after }) => `${contact.word} ${after}`);
const words = (contacts: readonly NamedContact[]) => contacts.map(({ word }) => word);
const rules = (text: string) => readRungs(text, all);

describe("a contact", () => {
  it.each(all)("is itself again after it was written down: $word", (contact) => {
    const { name: _, word: __, ...ref } = contact;
    expect(readContact(contactKey(contact))).toEqual(ref);
  });

  it("is none where it was never one", () => {
    for (const key of ["", "slack:U1", "target:phone", "pager:1", "slack:nowhere/U1"]) {
      expect(readContact(key)).toBeUndefined();
    }
  });

  it("is the same on every Discord server, and another in every Slack team", () => {
    expect(isSameContact(discord, { ...discord, connection: connection(3) })).toBe(true);
    expect(isSameContact(slack, { ...slack, connection: connection(3) })).toBe(false);
    expect(eachContact([discord, { ...discord, connection: connection(3) }, slack])).toEqual([discord, slack]);
  });
});

describe("a person without rules", () => {
  it("is paged in every chat at once, then by everything else", () => {
    expect(said(planOf({}, all, "page"))).toEqual(["slack 0", "discord 0", "email 120", "ada-phone 120"]);
    expect(said(planOf({}, all, "urgent"))).toEqual(["slack 0", "discord 0", "email 120", "ada-phone 120"]);
  });

  it("is mailed at once where there is no chat", () => {
    expect(said(planOf({}, [email], "page"))).toEqual(["email 0"]);
  });

  it("hears of everything else by one contact, chat before mail", () => {
    expect(said(planOf({}, all, "notice"))).toEqual(["slack 0"]);
    expect(said(planOf({}, [email], "notice"))).toEqual(["email 0"]);
    expect(planOf({}, [], "page")).toEqual([]);
  });
});

describe("personal rules", () => {
  const chosen: PersonalRules = {
    page: rules("slack, discord after 2m, email after 5m"),
    notice: rules("email, slack"),
  };

  it("are followed in their order, with their delays", () => {
    expect(said(planOf(chosen, all, "page"))).toEqual(["slack 0", "discord 120", "email 300"]);
    expect(said(planOf(chosen, all, "notice"))).toEqual(["email 0"]);
  });

  it("for pages are those for urgent ones, unless there are others", () => {
    expect(said(planOf(chosen, all, "urgent"))).toEqual(["slack 0", "discord 120", "email 300"]);
    expect(said(planOf({ ...chosen, urgent: rules("ada-phone, slack") }, all, "urgent"))).toEqual([
      "ada-phone 0",
      "slack 0",
    ]);
  });

  it("pass over contacts that are gone, without waiting for them", () => {
    expect(said(planOf(chosen, [discord, email], "page"))).toEqual(["discord 0", "email 180"]);
    expect(said(planOf(chosen, [phone], "page"))).toEqual(["ada-phone 0"]);
    const late = { page: rules("email after 5m, slack after 10m") };
    expect(said(planOf(late, [slack], "page"))).toEqual(["slack 300"]);
  });

  it("fall back to all other contacts where those named fail", () => {
    expect(orderOf(chosen, all, "page").map(({ word }) => word)).toEqual(["slack", "discord", "email", "ada-phone"]);
    expect(orderOf(chosen, all, "notice").map(({ word }) => word)).toEqual(["email", "slack", "discord", "ada-phone"]);
  });

  it("reach everybody who can be reached, begin as early as they say and name no contact that is gone", () => {
    const rung = fc.record({ contact: fc.constantFrom(...all), after: fc.integer({ min: 0, max: 86_400 }) });
    const some = fc.option(fc.array(rung, { minLength: 1, maxLength: 6 }), { nil: undefined });
    fc.assert(
      fc.property(
        fc.tuple(some, some, some),
        fc.subarray(all),
        fc.constantFrom(...urgencies),
        ([page, urgent, notice], contacts, urgency) => {
          const set: PersonalRules = { ...(page && { page }), ...(urgent && { urgent }), ...(notice && { notice }) };
          const plan = planOf(set, contacts, urgency);
          expect(plan.length > 0).toBe(contacts.length > 0);
          expect(plan.every(({ contact }) => contacts.includes(contact))).toBe(true);
          expect(plan.map(({ after }) => after)).toEqual(plan.map(({ after }) => after).toSorted((a, b) => a - b));
          if (urgency === "notice") expect(plan.length).toBeLessThanOrEqual(1);
          expect(words(orderOf(set, contacts, urgency)).toSorted()).toEqual(words(contacts).toSorted());
          if (plan[0]) expect(orderOf(set, contacts, urgency)[0]).toBe(plan[0].contact);
        },
      ),
    );
  });

  it("read as they are written", () => {
    const delay = fc.integer({ min: 0, max: 1440 }).map((minutes) => minutes * 60);
    const rung = fc.record({ contact: fc.constantFrom(...all), after: delay });
    fc.assert(
      fc.property(fc.array(rung, { minLength: 1, maxLength: 10 }), (rungs) => {
        const text = rungsText(rungs, all);
        expect(rungsText(rules(text), all)).toBe(
          rungsText(
            rungs.toSorted((a, b) => a.after - b.after),
            all,
          ),
        );
      }),
    );
  });
});

describe("rules as people type them", () => {
  it.each([
    ["slack at once, Discord after 2 min, e-mail after 5m", "slack, discord after 2m, email after 5m"],
    ["Slack then discord after 90m; and Ada's phone +3h", "slack, discord after 1h30m, ada-phone after 3h"],
    ["chat, mail in 10m", "slack, discord, email after 10m"],
    ["email after 5m, slack", "slack, email after 5m"],
    ["ADA@acme.test", "email"],
  ])("%s", (typed, meant) => {
    expect(rungsText(rules(typed), all)).toBe(meant);
  });

  it.each([
    ["pager", "They are `slack`, `discord`, `email`, `ada-phone`"],
    ["slack after a while", '"a while" is no length of time'],
    ["slack after 25h", "within a day"],
    [Array(11).fill("slack").join(","), "At most 10"],
    [" , ", "Name a contact"],
  ])("are refused with what to do: %s", (typed, words) => {
    expect(() => rules(typed)).toThrow(words);
  });
});
