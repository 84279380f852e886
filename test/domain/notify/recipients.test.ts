import { describe, expect, it } from "vitest";
import type { ChannelId, EntryId, PersonId, RunId } from "../../../src/domain/ids.ts";
import {
  type Cause,
  type Hearing,
  hearing,
  quietReasons,
  recipientsOf,
} from "../../../src/domain/notify/recipients.ts";
import type { MemberKey } from "../../../src/domain/oncall/member.ts";
import { ada, grace, lin } from "../../support/incident.ts";

const entry = "0198a0de-0000-7000-8000-0000000000e1" as EntryId;
const channel = "0198a0de-0000-7000-8000-0000000000c1" as ChannelId;
const run = "0198a0de-0000-7000-8000-0000000000f1" as RunId;

const page = (via: string): Cause => ({
  kind: "page",
  rule: "page",
  name: "Payments",
  step: 0,
  cycle: 0,
  via: via as MemberKey,
  run,
  epoch: 0,
});
const mentioned: Cause = { kind: "told", reason: "mentioned", entry };
const assigned: Cause = { kind: "told", reason: "assigned", entry };
const subscribed: Cause = { kind: "subscription", channel, level: "responsible" };

const heard = (hearings: readonly Hearing[], more: Partial<Parameters<typeof recipientsOf>[1]> = {}) =>
  recipientsOf(hearings, {
    actor: { kind: "person", id: lin, role: "standard" },
    private: false,
    people: [],
    unanswered: true,
    ...more,
  }).map(({ person, causes, isPage }) => [person, causes.map(({ kind }) => kind), isPage]);

describe("for one event", () => {
  it("everybody gets one message, in the form of the most urgent reason", () => {
    expect(heard([hearing(ada, subscribed), hearing(ada, page("schedule:web")), hearing(grace, mentioned)])).toEqual([
      [ada, ["page", "subscription"], true],
      [grace, ["told"], false],
    ]);
  });

  it("nobody is told of their own act, but a page reaches whoever opened it", () => {
    expect(heard([hearing(lin, mentioned), hearing(lin, subscribed)])).toEqual([]);
    expect(heard([hearing(lin, mentioned), hearing(lin, page("person:x"))])).toEqual([[lin, ["page"], true]]);
  });

  it("an assignment is a page until somebody has acknowledged", () => {
    expect(heard([hearing(ada, assigned)])).toEqual([[ada, ["told"], true]]);
    expect(heard([hearing(ada, assigned)], { unanswered: false })).toEqual([[ada, ["told"], false]]);
  });

  it("of a private incident only those on it hear, those it is given to, and those who are paged", () => {
    const place: Hearing = { member: "place:c/ops" as MemberKey, cause: subscribed };
    const all = [place, hearing(ada, subscribed), hearing(grace, assigned), hearing(ada, mentioned)];
    const hears = (people: readonly PersonId[]) => heard(all, { private: true, people });
    expect(hears([])).toEqual([[grace, ["told"], true]]);
    expect(hears([ada])).toEqual([
      [ada, ["told", "subscription"], false],
      [grace, ["told"], true],
    ]);
    expect(heard([hearing(ada, page("schedule:web"))], { private: true })).toEqual([[ada, ["page"], true]]);
  });

  it("quiet hours know a page on call from one by a team alone", () => {
    expect(quietReasons([page("schedule:web"), subscribed])).toEqual(["on-call", "subscription"]);
    expect(quietReasons([page("team:t")])).toEqual(["team"]);
    expect(quietReasons([assigned, mentioned])).toEqual(["assigned", "mentioned"]);
  });
});
