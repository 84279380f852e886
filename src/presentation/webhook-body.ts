import type { EntryView } from "../domain/incident/entry-view.ts";
import { eventName, isIncidentEntry } from "../domain/incident/event.ts";
import type { PersonView } from "../domain/person-view.ts";
import type { LetterType } from "../domain/target/facts.ts";
import type { TeamView } from "../domain/team-view.ts";
import { entryLine } from "./entry-line.ts";
import type { Letter } from "./letter.ts";
import { plain } from "./say.ts";
import { type WebhookIncident, webhookIncident } from "./webhook-incident.ts";

/** What a webhook is sent: a contract with machines. What is unknown or does not apply is null, never left out. */
export interface WebhookBody {
  readonly type: LetterType;
  /** When it happened, in UTC. */
  readonly timestamp: string;
  readonly data: {
    readonly workspace: {
      readonly id: string;
      readonly name: string;
      readonly zone: string;
      readonly url: string | null;
    };
    readonly message: WebhookMessage;
    /** Where it can be seen in a browser. */
    readonly url: string | null;
    /** Why it was sent here. */
    readonly reason: string | null;
    readonly urgent: boolean;
    readonly incident: WebhookIncident | null;
    readonly change: WebhookChange | null;
    readonly comment: WebhookComment | null;
    /** Whom the words name, as `@person`. */
    readonly mentioned: readonly WebhookMember[];
    /** The members and teams that the webhook always carries. */
    readonly members: readonly WebhookMember[];
    readonly teams: readonly WebhookTeam[];
    /** What a bundle holds. */
    readonly bundled: readonly WebhookBody[];
  };
}

/** The words, for whoever shows them instead of reading the facts. */
export interface WebhookMessage {
  readonly summary: string;
  readonly text: string;
  /** What can be done: a command to type in chat, or an address to open. */
  readonly actions: readonly { readonly label: string; readonly command: string | null; readonly url: string | null }[];
}

export interface WebhookActor {
  readonly kind: "person" | "other";
  readonly id: string | null;
  readonly name: string;
}

export interface WebhookChange {
  readonly id: string;
  /** Its place in the incident's timeline, from 1. */
  readonly number: number;
  /** Our name for it: "severity-changed". */
  readonly kind: string;
  /** The public event: "prefect-cloud.incident.updated.severity". */
  readonly event: string | null;
  readonly at: string;
  readonly actor: WebhookActor;
  readonly text: string;
}

export interface WebhookComment {
  readonly id: string;
  readonly number: number;
  readonly author: WebhookActor;
  readonly createdAt: string;
  readonly editedAt: string | null;
  readonly deletedAt: string | null;
  /** Null once it is deleted. */
  readonly body: string | null;
  readonly links: readonly { readonly name: string; readonly url: string }[];
  readonly attachments: readonly { readonly name: string; readonly mediaType: string; readonly size: number }[];
  readonly url: string | null;
}

export interface WebhookMember {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly zone: string;
  readonly role: string;
  readonly accounts: readonly { readonly platform: string; readonly name: string; readonly handle: string }[];
  readonly teams: readonly string[];
}

export interface WebhookTeam {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly members: readonly { readonly id: string; readonly name: string }[];
}

/** What machines are told. `said` are the letter's words as a platform renders them; `url` is where people reach us. */
export const webhookBody = (
  letter: Letter,
  said: (letter: Letter) => WebhookMessage,
  url: string | undefined,
): WebhookBody => {
  const { facts } = letter;
  const { id, name, zone } = facts.workspace;
  return {
    type: letter.type,
    timestamp: letter.at.toString(),
    data: {
      workspace: { id, name, zone, url: url ?? null },
      message: said(letter),
      url: letter.permalink ?? null,
      reason: letter.reason ?? null,
      urgent: letter.urgent ?? false,
      incident: facts.incident === undefined ? null : webhookIncident(facts.incident),
      change: facts.entry === undefined ? null : changeOf(facts.entry),
      comment: facts.entry?.comment === undefined ? null : commentOf(facts.entry.comment),
      mentioned: facts.mentioned.map(memberOf),
      members: facts.members.map(memberOf),
      teams: facts.teams.map(teamOf),
      bundled: (letter.bundled ?? []).map((one) => webhookBody(one, said, url)),
    },
  };
};

const changeOf = (view: EntryView): WebhookChange => {
  const { id, seq, kind, at } = view.entry;
  return {
    id,
    number: seq,
    kind,
    event: isIncidentEntry(kind) ? eventName(kind) : null,
    at: at.toString(),
    actor: actorOf(view.actor),
    text: plain(entryLine(view)),
  };
};

const commentOf = (comment: NonNullable<EntryView["comment"]>): WebhookComment => ({
  id: comment.id,
  number: comment.number,
  author: actorOf(comment.author),
  createdAt: comment.createdAt.toString(),
  editedAt: comment.editedAt?.toString() ?? null,
  deletedAt: comment.deletedAt?.toString() ?? null,
  body: comment.body ?? null,
  links: comment.links.map(({ name, url }) => ({ name, url })),
  attachments: comment.attachments
    .filter(({ state }) => state !== "deleted")
    .map(({ name, mediaType, size }) => ({ name, mediaType, size })),
  url: comment.permalink ?? null,
});

export const actorOf = (named: EntryView["actor"]): WebhookActor => ({
  kind: named.kind,
  id: named.kind === "person" ? named.id : null,
  name: named.name,
});

const memberOf = ({ person, zone, accounts, teams }: PersonView): WebhookMember => ({
  id: person.id,
  name: person.name,
  email: person.email ?? null,
  zone,
  role: person.role,
  accounts: accounts.map(({ platform, name, handle }) => ({ platform, name, handle })),
  teams: teams.map(({ key }) => key),
});

const teamOf = ({ team: { id, key, name }, members }: TeamView): WebhookTeam => ({
  id,
  key,
  name,
  members: members.map((one) => ({ id: one.id, name: one.name })),
});
