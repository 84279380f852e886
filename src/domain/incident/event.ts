import { type Entry, entryKinds, type IncidentEntryKind, type Json } from "./timeline.ts";

/**
 * The public form of a timeline entry: Prefect's event envelope (features.md P21-P24). `id` is the entry's, so a
 * reader that has seen it knows it again.
 */
export interface PublicEvent {
  readonly id: string;
  readonly occurred: string;
  readonly event: string;
  readonly resource: Readonly<Record<string, string>>;
  readonly related: readonly Readonly<Record<string, string>>[];
  readonly payload: { readonly [key: string]: Json | undefined };
  readonly follows?: string;
}

const prefix = "prefect-cloud.incident";

export const isIncidentEntry = (kind: string): kind is IncidentEntryKind => Object.hasOwn(entryKinds, kind);

/** The public name of an entry's kind: "prefect-cloud.incident.comment.added". */
export const eventName = (kind: IncidentEntryKind): string => `${prefix}.${entryKinds[kind]}`;

/** The labels a trigger matches against: id, name and, where there is one, severity (P22). */
export const incidentResource = (incident: {
  readonly id: string;
  readonly title: string;
  readonly severity: { readonly key: string } | null;
}): Readonly<Record<string, string>> => ({
  "prefect.resource.id": `${prefix}.${incident.id}`,
  "prefect.resource.name": incident.title,
  ...(incident.severity === null ? {} : { [`${prefix}.severity`]: incident.severity.key }),
});

/** Public form of one entry about one incident. The actor and the workspace are related resources, as in Prefect. */
export const publicEvent = (entry: Entry, incident: Parameters<typeof incidentResource>[0]): PublicEvent | null =>
  isIncidentEntry(entry.kind)
    ? {
        id: entry.id,
        occurred: entry.at.toString(),
        event: eventName(entry.kind),
        resource: incidentResource(incident),
        related: [
          { "prefect.resource.id": `prefect-cloud.workspace.${entry.workspace}`, "prefect.resource.role": "workspace" },
          { "prefect.resource.id": actorResource(entry), "prefect.resource.role": "actor" },
        ],
        payload: entry.data,
        ...(entry.follows === undefined ? {} : { follows: entry.follows }),
      }
    : null;

const actorResource = ({ actor }: Entry): string =>
  `prefect-cloud.${actor.kind}${actor.kind === "system" ? "" : `.${actor.id}`}`;
