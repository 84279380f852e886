import { describe, expect, it } from "vitest";
import type { ChannelId, EntryId, IncidentId, PersonId, TeamId, WorkspaceId } from "../../src/domain/ids.ts";
import type { EntryView } from "../../src/domain/incident/entry-view.ts";
import { shippedSeverities } from "../../src/domain/incident/severity.ts";
import { type EntryData, entryKinds, type IncidentEntryKind } from "../../src/domain/incident/timeline.ts";
import { joinUpdate } from "../../src/domain/incident/update.ts";
import { entryLine } from "../../src/presentation/entry-line.ts";
import { entryMessages } from "../../src/presentation/entry-message.ts";
import { plain } from "../../src/presentation/say.ts";
import { wordsOf } from "../support/said.ts";

const ada = "0198a0de-0000-7000-8000-00000000000a" as PersonId;
const lin = "0198a0de-0000-7000-8000-00000000000b" as PersonId;
const team = "0198a0de-0000-7000-8000-00000000000d" as TeamId;
const startedAt = Temporal.Instant.from("2026-01-05T09:00:00Z");

const entry = (kind: IncidentEntryKind, data: EntryData = {}, more: Partial<EntryView> = {}): EntryView => ({
  entry: {
    id: "0198a0de-0000-7000-8000-0000000000e1" as EntryId,
    workspace: "0198a0de-0000-7000-8000-000000000002" as WorkspaceId,
    subject: { kind: "incident", id: "i" },
    incident: "i" as IncidentId,
    seq: 2,
    kind,
    actor: { kind: "person", id: ada, role: "standard" },
    surface: "slack",
    at: Temporal.Instant.from("2026-01-05T09:04:00Z"),
    data,
  },
  actor: { kind: "person", id: ada, name: "Ada" },
  people: new Map([
    [ada, "Ada"],
    [lin, "Lin"],
  ]),
  teams: new Map([[team, "Payments team"]]),
  channels: new Map([["c" as ChannelId, { key: "payments", name: "Payments" }]]),
  severities: new Map(shippedSeverities.map((one) => [one.key, one])),
  roleNames: new Map([["commander", "Commander"]]),
  startedAt,
  ...more,
});

const line = (...given: Parameters<typeof entry>) => plain(entryLine(entry(...given)));

/** One or more lines for every kind there is: a kind without any does not compile. */
const lines: Readonly<Record<IncidentEntryKind, readonly (readonly [string, string])[]>> = {
  declared: [
    [line("declared", { severity: "sev1" }), "Ada opened it as SEV1 Critical"],
    [
      line("declared", { severity: null, source: { kind: "message", name: "a message" } }),
      "Ada opened it from a message",
    ],
  ],
  acknowledged: [
    [line("acknowledged", { first: true }), "Ada acknowledged it after 4m"],
    [line("acknowledged", { first: false }), "Ada also acknowledged it after 4m"],
  ],
  "status-changed": [
    [line("status-changed", { before: "open", after: "pending" }), "Ada changed the status from open to pending"],
    [
      line("status-changed", { before: "open", after: "pending" }, { body: "Waiting for the vendor" }),
      "Ada changed the status from open to pending:\nWaiting for the vendor",
    ],
  ],
  resolved: [
    [
      line(
        "resolved",
        { before: "working", after: "resolved", end_time: "2026-01-05T10:25:00Z" },
        { body: "Rolled back" },
      ),
      "Ada resolved it after 1h 25m:\nRolled back",
    ],
  ],
  closed: [[line("closed", { before: "open", after: "closed" }), "Ada closed it after 4m"]],
  reopened: [[line("reopened", { before: "resolved", after: "open" }), "Ada reopened it"]],
  "title-changed": [[line("title-changed", { before: "Down", after: "Slow" }), "Ada renamed it from Down to Slow"]],
  "description-changed": [
    [
      line("description-changed", { before: null, after: "t" }, { body: "It broke." }),
      "Ada wrote the description:\nIt broke.",
    ],
    [
      line("description-changed", { before: "t", after: "u" }, { body: "It bent." }),
      "Ada rewrote the description:\nIt bent.",
    ],
    [line("description-changed", { before: "t", after: null }), "Ada removed the description"],
  ],
  "severity-changed": [
    [
      line("severity-changed", { before: "sev3", after: "sev1" }),
      "Ada changed the severity from SEV3 Moderate to SEV1 Critical",
    ],
    [line("severity-changed", { before: null, after: "sev1" }), "Ada set the severity to SEV1 Critical"],
    [line("severity-changed", { before: "sev3", after: null }), "Ada removed the severity SEV3 Moderate"],
    [line("severity-changed", { before: "gone", after: "sev4" }), "Ada changed the severity from GONE to SEV4 Low"],
  ],
  "start-changed": [
    [
      line("start-changed", { before: "2026-01-05T09:00:00Z", after: "2026-01-05T08:30:00Z" }),
      "Ada changed the start from 2026-01-05T09:00Z to 2026-01-05T08:30Z",
    ],
  ],
  "resolution-changed": [
    [
      line("resolution-changed", { before: null, after: "t" }, { body: "Rolled back." }),
      "Ada wrote the resolution:\nRolled back.",
    ],
  ],
  assigned: [
    [line("assigned", { after: `person:${lin}` }), "Ada assigned Lin"],
    [line("assigned", { after: `team:${team}` }), "Ada assigned Payments team"],
    [line("assigned", { after: "email:vendor@example.com" }), "Ada assigned vendor@example.com"],
    [line("assigned", { after: `person:${ada}` }), "Ada took it"],
  ],
  unassigned: [[line("unassigned", { before: `person:${lin}` }), "Ada unassigned Lin"]],
  "role-set": [[line("role-set", { role: "commander", before: null, after: lin }), "Ada made Lin Commander"]],
  "role-cleared": [
    [line("role-cleared", { role: "commander", before: lin, after: null }), "Ada relieved Lin as Commander"],
  ],
  tagged: [[line("tagged", { after: "db" }), "Ada added the tag db"]],
  untagged: [[line("untagged", { before: "db" }), "Ada removed the tag db"]],
  "resource-added": [
    [
      line("resource-added", { after: { kind: "service", id: "1", name: "checkout" } }),
      "Ada added checkout to what is affected",
    ],
  ],
  "resource-removed": [
    [
      line("resource-removed", { before: { kind: "service", id: "1", name: "checkout" } }),
      "Ada removed checkout from what is affected",
    ],
  ],
  "link-added": [
    [line("link-added", { after: { name: "Runbook", url: "https://x.test" } }), "Ada added the link Runbook"],
  ],
  "link-removed": [
    [line("link-removed", { before: { name: "Runbook", url: "https://x.test" } }), "Ada removed the link Runbook"],
  ],
  delivered: [[line("delivered", { after: "c", channel: "payments" }), "Ada delivered it to #payments"]],
  undelivered: [[line("undelivered", { before: "c", channel: "payments" }), "Ada took it out of #payments"]],
  commented: [
    [line("commented", { number: 1 }, { body: "**Look** at this" }), "Ada wrote:\nLook at this"],
    [line("commented", { number: 1, attachments: ["a.png", "b.pdf"] }), "Ada sent\n2 files: a.png, b.pdf"],
  ],
  "comment-edited": [
    [line("comment-edited", { number: 2 }, { body: "Look here" }), "Ada edited comment 2:\nLook here"],
  ],
  "comment-deleted": [[line("comment-deleted", { number: 2 }), "Ada deleted comment 2"]],
  "attachment-added": [[line("attachment-added", { after: "a.png" }), "Ada attached a.png"]],
  "attachment-deleted": [[line("attachment-deleted", { before: "a.png" }), "Ada deleted the file a.png"]],
  "key-moment-marked": [[line("key-moment-marked", { number: 2 }), "Ada marked comment 2 as a key moment"]],
  "key-moment-cleared": [[line("key-moment-cleared", { number: 2 }), "Ada no longer marks comment 2 as a key moment"]],
  "update-posted": [[line("update-posted", {}, { body: "We know why." }), "Ada posted an update:\nWe know why."]],
  "task-added": [
    [
      line("task-added", { number: 1, assignee: lin, due: "2026-01-05T12:00:00Z" }, { body: "Call them" }),
      "Ada added task 1 for Lin, due 2026-01-05T12:00Z: Call them",
    ],
  ],
  "task-assigned": [[line("task-assigned", { number: 1, before: null, after: lin }), "Ada gave task 1 to Lin"]],
  "task-done": [[line("task-done", { number: 1 }), "Ada finished task 1"]],
  "task-reopened": [[line("task-reopened", { number: 1 }), "Ada reopened task 1"]],
  "duplicate-marked": [
    [line("duplicate-marked", { number: 7 }), "Ada closed it as a duplicate of INC-7: what comes next happens there"],
  ],
  "duplicate-undone": [[line("duplicate-undone"), "Ada took it back as a duplicate: it stands on its own again"]],
  "duplicate-received": [[line("duplicate-received", { number: 8 }), "Ada closed INC-8 as a duplicate of this one"]],
  "made-private": [[line("made-private"), "Ada made it private: only the people on it see it now"]],
  "made-public": [[line("made-public"), "Ada made it public: everybody sees it now"]],
  "person-added": [[line("person-added", { after: lin }), "Ada added Lin"]],
  paged: [
    [
      line("paged", { people: [`person:${ada}`, `person:${lin}`], policy: "Payments", step: 1 }),
      "Ada paged Ada and Lin (Payments, step 1)",
    ],
    [line("paged", { people: [`person:${lin}`], others: 2 }), "Ada paged Lin and 2 other targets"],
    [
      line("paged", { people: [`person:${lin}`], policy: "Payments", step: 2, schedules: ["Web", "Api"] }),
      "Ada paged Lin (Payments, step 2), because nobody is on call in Web or Api",
    ],
  ],
  "page-failed": [
    [
      line("page-failed", { reason: "nobody-on-call", schedules: ["Web"], policy: "Payments" }),
      "Ada paged nobody: nobody is on call in Web (Payments)",
    ],
    [
      line("page-failed", { reason: "nobody-on-call", teams: ["platform"], away: ["ops"], policy: "Payments" }),
      "Ada paged nobody: platform has no members, everybody in ops is away (Payments)",
    ],
    [
      line("page-failed", { reason: "unreachable", schedules: ["Web"] }),
      "Ada paged nobody: nobody who was called can be reached, and nobody is on call in Web",
    ],
    [line("page-failed", { reason: "unanswered" }), "Nobody answered"],
    [
      line("page-failed", { reason: "unanswered", people: [`person:${ada}`, `person:${lin}`], policy: "Payments" }),
      "Nobody answered Payments: Ada and Lin were paged",
    ],
    [
      line("page-failed", { reason: "unanswered", people: [`person:${lin}`], policy: "by hand", teams: ["platform"] }),
      "Nobody answered: Lin was paged by hand, and platform has no members",
    ],
  ],
  "page-declined": [[line("page-declined", {}), "Ada can't take it: the next ones are called"]],
  reminded: [
    [
      line("reminded", { people: [`person:${lin}`], rule: "no-assignee", seconds: 1800 }),
      "Ada reminded Lin: nobody has it: no assignee for 30m",
    ],
    [
      line("reminded", { people: [], rule: "no-commander", seconds: 300 }),
      "Ada notes that it has no commander after 5m",
    ],
  ],
  snoozed: [
    [line("snoozed", { until: "2026-01-05T10:25:00Z" }), "Ada silenced pages until 2026-01-05T10:25Z"],
    [line("snoozed", {}), "Ada silenced pages until further notice"],
    [line("snoozed", { until: "off" }), "Ada lets pages ring again"],
  ],
  deleted: [[line("deleted", { number: 42 }), "Ada deleted INC-42"]],
};

describe("the line of an entry", () => {
  it.each(Object.keys(entryKinds) as IncidentEntryKind[])("says what happened: %s", (kind) => {
    for (const [said, wanted] of lines[kind]) expect(said).toBe(wanted);
  });

  it("names somebody who is gone, and survives data it does not know", () => {
    expect(line("role-set", { role: "pilot", after: "nobody" })).toBe("Ada made somebody who left pilot");
    expect(line("assigned", {})).toBe("Ada assigned somebody");
    expect(line("link-added", { after: "odd" })).toBe("Ada added the link that was there");
  });
});

describe("what a thread is told", () => {
  it("is an update with what we know, what we do and when we speak again", () => {
    const body = joinUpdate({ known: "The release broke it.", doing: "Rolling back." });
    const [message, ...rest] = entryMessages(entry("update-posted", { next: "2026-01-05T10:30:00Z" }, { body }));
    expect(rest).toEqual([]);
    expect(message && wordsOf(message)).toBe(
      "Update by Ada\nThe release broke it.\nWe are doing: Rolling back.\nNext update 2026-01-05T10:30Z",
    );
  });

  it("is every letter of a comment, in messages that any platform takes", () => {
    const body = `${"a".repeat(6_000)}\n\n\`\`\`\n${"b ".repeat(3_000)}\n\`\`\``;
    const messages = entryMessages(entry("commented", { number: 1 }, { body }));
    expect(messages.every((message) => wordsOf(message).length <= 2_900)).toBe(true);
    const all = messages.map(wordsOf).join("");
    expect(all.match(/a/g)?.length).toBe(6_001);
    expect(all.match(/b/g)).toHaveLength(3_000);
  });

  it("shows in a notification the words of a comment, without marks and ids", () => {
    const body = `<@${lin}> **look** at [the graph](https://grafana.example/d/1) ${"x".repeat(400)}`;
    const [message] = entryMessages(entry("commented", { number: 1 }, { body }), "Slack");
    expect(message?.summary).toMatch(/^Ada \(Slack\): @Lin look at the graph x+…$/);
    expect(message?.summary.length).toBeLessThanOrEqual(300);
  });

  it("pings nobody", () => {
    const [message] = entryMessages(entry("commented", { number: 1 }, { body: `<@${lin}> look` }));
    expect(message?.pings ?? []).toEqual([]);
    expect(message && wordsOf(message)).toBe("Ada:\nLin look");
  });
});
