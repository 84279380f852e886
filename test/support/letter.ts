import { asId, type TeamId, type WorkspaceId } from "../../src/domain/ids.ts";
import type { Incident } from "../../src/domain/incident/incident.ts";
import type { IncidentView } from "../../src/domain/incident/view.ts";
import type { Facts } from "../../src/domain/target/facts.ts";
import type { Letter } from "../../src/presentation/letter.ts";
import { answer, bold, button, controls, heading, moment, paragraph, say } from "../../src/presentation/say.ts";
import { ada, incident, noon, severity } from "./incident.ts";

const workspace = asId<WorkspaceId>("0198a0de-0000-7000-8000-000000000001");

/** An incident with the names its ids stand for. */
export const view = (of: Incident, given: Partial<IncidentView> = {}): IncidentView => ({
  incident: of,
  creator: { kind: "person", id: ada, name: "Ada" },
  people: new Map([[ada, "Ada"]]),
  teams: new Map(),
  channels: new Map(),
  roleNames: new Map(),
  taskTexts: new Map(),
  attachments: 0,
  ...given,
});

export const facts: Facts = {
  workspace: { id: workspace, name: "Acme", zone: "Europe/Vienna" },
  incident: view(incident({ severity: severity("sev1") })),
  mentioned: [],
  members: [],
  teams: [],
};

export const adasView = {
  person: { id: ada, name: "Ada", email: "ada@acme.test", role: "owner" },
  zone: "Europe/Vienna",
  accounts: [{ platform: "slack", name: "Ada", handle: "ada" }],
  teams: [],
} as const;

export const platformTeam = {
  team: {
    id: asId<TeamId>("0198a0de-0000-7000-8000-0000000007ea"),
    key: "platform",
    name: "Platform",
    createdBy: "system",
  },
  members: [{ id: ada, name: "Ada" }],
} as const;

/** A page about INC-42, read in Vienna, with two buttons and a card to go to. */
export const page = (given: Partial<Letter> = {}): Letter => ({
  type: "page",
  message: {
    summary: "SEV1 Critical: Checkout down",
    blocks: [
      heading("SEV1 Critical: Checkout down"),
      paragraph(say`${bold("Ada")} opened it at ${moment(noon)}.`),
      controls(
        button("Acknowledge", "incident ack inc-42", { style: "primary", occurrence: 1 }),
        button("Escalate", "incident page escalate inc-42"),
        { kind: "link-button", label: "Runbook", url: "https://wiki.example.com/runbook" },
      ),
    ],
  },
  facts,
  at: noon,
  zone: "Europe/Vienna",
  permalink: "https://acme.slack.com/archives/C1/p1?thread_ts=1&cid=C1",
  urgent: true,
  ...given,
});

/** A page whose words are these. */
export const saying = (...words: readonly string[]): Letter =>
  page({ message: answer(...words), facts: { ...facts, incident: view(incident({ title: words[0] ?? "" })) } });
