import type { Assignee } from "../domain/incident/assignee.ts";
import { incidentName } from "../domain/incident/incident.ts";
import type { IncidentView } from "../domain/incident/view.ts";

/** An incident as machines are told of it. */
export interface WebhookIncident {
  readonly id: string;
  readonly number: number;
  /** "INC-42". */
  readonly name: string;
  readonly title: string;
  readonly description: string | null;
  readonly severity: {
    readonly key: string;
    readonly name: string;
    readonly rank: number;
    readonly colour: string;
    readonly urgent: boolean;
  } | null;
  readonly status: string;
  /** 1 at first, one more with every reopening. */
  readonly occurrence: number;
  readonly private: boolean;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly creator: string;
  readonly assignees: readonly { readonly kind: string; readonly id: string | null; readonly name: string }[];
  readonly roles: readonly {
    readonly key: string;
    readonly name: string;
    readonly person: { readonly id: string; readonly name: string };
  }[];
  readonly acknowledgements: readonly { readonly id: string; readonly name: string; readonly at: string }[];
  readonly channels: readonly { readonly key: string; readonly name: string }[];
  readonly tags: readonly string[];
  readonly links: readonly { readonly name: string; readonly url: string }[];
  readonly resources: readonly {
    readonly kind: string;
    readonly id: string;
    readonly name: string;
    readonly url: string | null;
  }[];
  readonly source: { readonly kind: string; readonly name: string; readonly url: string | null } | null;
  readonly resolution: string | null;
  readonly comments: number;
}

const gone = "somebody who left";

export const webhookIncident = (view: IncidentView): WebhookIncident => {
  const { incident, people } = view;
  const { severity, source } = incident;
  const called = (id: (typeof incident.participants)[number]) => ({ id, name: people.get(id) ?? gone });
  return {
    id: incident.id,
    number: incident.number,
    name: incidentName(incident),
    title: incident.title,
    description: view.description ?? null,
    severity:
      severity === null
        ? null
        : {
            key: severity.key,
            name: severity.name,
            rank: severity.rank,
            colour: severity.colour,
            urgent: severity.urgent,
          },
    status: incident.status,
    occurrence: incident.occurrence,
    private: incident.private,
    startedAt: incident.startedAt.toString(),
    endedAt: incident.endedAt?.toString() ?? null,
    createdAt: incident.createdAt.toString(),
    updatedAt: incident.updatedAt.toString(),
    creator: view.creator.name,
    assignees: incident.assignees.map((one) => assigneeOf(one, view)),
    roles: Object.entries(incident.roles).map(([key, id]) => ({
      key,
      name: view.roleNames.get(key) ?? key,
      person: called(id),
    })),
    acknowledgements: incident.acknowledgements.map(({ person, at }) => ({ ...called(person), at: at.toString() })),
    channels: [...view.channels.values()].map(({ key, name }) => ({ key, name })),
    tags: incident.tags,
    links: incident.links.map(({ name, url }) => ({ name, url })),
    resources: incident.resources.map(({ kind, id, name, url }) => ({ kind, id, name, url: url ?? null })),
    source: source === undefined ? null : { kind: source.kind, name: source.name, url: source.url ?? null },
    resolution: view.resolution ?? null,
    comments: incident.comments,
  };
};

const assigneeOf = (assignee: Assignee, view: IncidentView): WebhookIncident["assignees"][number] => {
  switch (assignee.kind) {
    case "person":
      return { kind: assignee.kind, id: assignee.id, name: view.people.get(assignee.id) ?? gone };
    case "team":
      return { kind: assignee.kind, id: assignee.id, name: view.teams.get(assignee.id) ?? "a deleted team" };
    case "email":
      return { kind: assignee.kind, id: null, name: assignee.address };
  }
};
