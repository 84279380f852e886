import { describe, expect, it } from "vitest";
import type {
  ChannelId,
  IncidentId,
  PersonId,
  SeverityId,
  TaskId,
  TeamId,
  TextId,
  WorkspaceId,
} from "../../src/domain/ids.ts";
import type { Incident } from "../../src/domain/incident/incident.ts";
import { shippedSeverities } from "../../src/domain/incident/severity.ts";
import type { IncidentView } from "../../src/domain/incident/view.ts";
import { incidentCard } from "../../src/presentation/incident-card.ts";
import { buttonsOf, wordsOf } from "../support/said.ts";

const at = (time: string) => Temporal.Instant.from(`2026-01-05T${time}:00Z`);
const ada = "0198a0de-0000-7000-8000-00000000000a" as PersonId;
const lin = "0198a0de-0000-7000-8000-00000000000b" as PersonId;
const payments = "0198a0de-0000-7000-8000-00000000000c" as ChannelId;
const team = "0198a0de-0000-7000-8000-00000000000d" as TeamId;
const severity = (key: string) => {
  const found = shippedSeverities.find((one) => one.key === key);
  if (found === undefined) throw new Error(key);
  return { ...found, id: key as SeverityId };
};

const base: Incident = {
  id: "0198a0de-0000-7000-8000-000000000001" as IncidentId,
  workspace: "0198a0de-0000-7000-8000-000000000002" as WorkspaceId,
  number: 42,
  title: "Checkout is down",
  severity: severity("sev1"),
  status: "open",
  occurrence: 1,
  private: false,
  startedAt: at("09:00"),
  createdBy: `person:${ada}`,
  createdAt: at("09:00"),
  updatedBy: `person:${ada}`,
  updatedAt: at("09:00"),
  openedBy: "command",
  comments: 0,
  lastSeq: 1,
  assignees: [],
  roles: {},
  tags: [],
  resources: [],
  links: [],
  channels: [],
  acknowledgements: [],
  tasks: [],
  participants: [ada],
};

const view = (incident: Partial<Incident> = {}, more: Partial<IncidentView> = {}): IncidentView => ({
  incident: { ...base, ...incident },
  creator: { kind: "person", id: ada, name: "Ada" },
  people: new Map([
    [ada, "Ada"],
    [lin, "Lin"],
  ]),
  teams: new Map([[team, "Payments team"]]),
  channels: new Map([[payments, { key: "payments", name: "Payments" }]]),
  roleNames: new Map([["commander", "Commander"]]),
  taskTexts: new Map(),
  attachments: 0,
  ...more,
});

const lines = (shown: IncidentView, now = "10:25") => wordsOf(incidentCard(shown, at(now))).split("\n");

describe("an incident's card", () => {
  it("is short while there is little to say", () => {
    expect(lines(view(), "09:07")).toEqual([
      "INC-42 · Checkout is down",
      "SEV1 Critical · Open for 7m",
      "Assigned to: Nobody yet",
      "Started: 2026-01-05T09:00Z",
      "Opened by Ada with a command",
      "[Acknowledge] [Take] [Resolve] [Edit] [Comment] [Post update] [Status: Open | Working | Pending | Resolved | Closed] [SEV1 Critical: …]",
    ]);
  });

  it("says everything there is to say", () => {
    const shown = view(
      {
        status: "working",
        assignees: [
          { kind: "person", id: lin },
          { kind: "team", id: team },
          { kind: "email", address: "vendor@example.com" },
        ],
        roles: { commander: ada },
        channels: [payments],
        resources: [
          { kind: "service", id: "1", name: "checkout" },
          { kind: "db", id: "2", name: "orders", url: "https://db.test/orders" },
        ],
        tags: ["db", "eu"],
        links: [{ name: "Runbook", url: "https://wiki.test/run" }],
        source: { kind: "message", name: "a message", author: "Grace" },
        acknowledgements: [
          { person: lin, at: at("09:04") },
          { person: ada, at: at("09:05") },
        ],
        comments: 3,
        tasks: [
          { id: "1" as TaskId, number: 1, text: "t1" as TextId, doneAt: at("09:30") },
          { id: "2" as TaskId, number: 2, text: "t2" as TextId },
        ],
      },
      {
        description: "Nobody can pay since the release.",
        attachments: 1,
        update: {
          known: "The release broke payments.",
          doing: "Rolling back.",
          by: { kind: "person", id: lin, name: "Lin" },
          at: at("10:00"),
          nextAt: at("10:30"),
        },
      },
    );
    expect(lines(shown)).toEqual([
      "INC-42 · Checkout is down",
      "SEV1 Critical · Working for 1h 25m",
      "Nobody can pay since the release.",
      "Assigned to: Lin, Payments team and vendor@example.com",
      "Started: 2026-01-05T09:00Z",
      "Roles: Commander: Ada",
      "Channels: #payments",
      "Affected: checkout and orders",
      "Tags: db and eu",
      "Links: Runbook",
      "From: a message by Grace",
      "Latest update by Lin, 2026-01-05T10:00Z",
      "The release broke payments.",
      "We are doing: Rolling back.",
      "Next update 2026-01-05T10:30Z",
      "Opened by Ada with a command · Acknowledged by Lin and 1 other after 4m · 3 comments · 1 of 2 tasks done · 1 file",
      "[Take] [Resolve] [Edit] [Comment] [Post update] [Status: Open | Working | Pending | Resolved | Closed] [SEV1 Critical: …]",
    ]);
    expect(lines(shown, "10:31")).toContain("Next update was due 2026-01-05T10:30Z");
  });

  it("says how it ended, and offers to reopen it", () => {
    const shown = view(
      { status: "resolved", endedAt: at("10:00"), resolution: "t" as TextId },
      { resolution: "Rolled back to 1.8" },
    );
    expect(lines(shown)).toEqual([
      "INC-42 · Checkout is down",
      "SEV1 Critical · Resolved after 1h",
      "Assigned to: Nobody yet",
      "Started: 2026-01-05T09:00Z",
      "Ended: 2026-01-05T10:00Z",
      "Resolution",
      "Rolled back to 1.8",
      "Opened by Ada with a command",
      "[Reopen] [Comment] [Show]",
    ]);
  });

  it("asks how it was fixed where nobody said", () => {
    const card = incidentCard(view({ status: "resolved", endedAt: at("10:00") }), at("11:00"));
    expect(buttonsOf(card)).toMatchObject({ "Say how it was fixed": "incident edit resolution inc-42" });
  });

  it("names the incident it duplicates", () => {
    const shown = view({ status: "closed", endedAt: at("10:00") }, { duplicateOf: { number: 7, title: "Payments" } });
    expect(lines(shown)).toContain("Duplicate of INC-7 Payments. What comes next happens there.");
  });

  it("says that it is private, and that it has no severity", () => {
    expect(lines(view({ private: true, severity: null }), "09:00")[1]).toBe(
      "No severity · Open for 0m · Private: only the people on it see this",
    );
  });

  it("wears its severity's colour while it lasts", () => {
    expect(incidentCard(view(), at("10:00")).colour).toBe("#E94444");
    expect(incidentCard(view({ severity: null }), at("10:00")).colour).toBe("#8A8F98");
    expect(incidentCard(view({ status: "resolved", endedAt: at("10:00") }), at("10:00")).colour).toBe("#3BA55D");
  });

  it("marks every button with the occurrence it was drawn for", () => {
    const card = incidentCard(view({ occurrence: 3 }), at("10:00"));
    const controls = card.blocks.flatMap((block) => (block.kind === "controls" ? block.controls : []));
    expect(controls.map((control) => ("occurrence" in control ? control.occurrence : 0))).toEqual(
      controls.map(() => 3),
    );
    expect(buttonsOf(card)).toEqual({
      Acknowledge: "incident ack inc-42",
      Take: "incident take inc-42",
      Resolve: "incident resolve inc-42",
      Edit: "incident edit inc-42",
      Comment: "incident comment inc-42",
      "Post update": "incident update post inc-42",
    });
  });

  it("shows the beginning of a long description and where the rest is", () => {
    const words = wordsOf(incidentCard(view({}, { description: "word ".repeat(1_000) }), at("10:00")));
    expect(words).toContain("All of it: /incident show inc-42");
    expect(words.length).toBeLessThan(1_200);
  });

  it("shows a long title whole", () => {
    const title = "x".repeat(256);
    const card = incidentCard(view({ title }), at("10:00"));
    expect(card.blocks[0]).toMatchObject({ kind: "paragraph" });
    expect(wordsOf(card)).toContain(title);
  });

  it("names eight of many and counts the others", () => {
    const tags = Array.from({ length: 11 }, (_, i) => `t${i}`);
    expect(lines(view({ tags }))).toContain("Tags: t0, t1, t2, t3, t4, t5, t6, t7 and 3 more");
  });
});
