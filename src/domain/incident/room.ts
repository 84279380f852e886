import type { PersonId, TeamId } from "../ids.ts";
import { type Incident, incidentKey, incidentName } from "./incident.ts";
import { severityLabel } from "./severity.ts";

/** The longest name of a chat channel that every platform takes. */
const longestName = 80;
/** The longest topic. */
const longestTopic = 250;

/** "inc-42-checkout-down": what the incident's own chat channel is called. */
export const roomName = (incident: Pick<Incident, "number" | "title">): string =>
  `${incidentKey(incident)}-${incident.title
    .toLowerCase()
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}]+/gu, "-")}`
    .slice(0, longestName)
    .replace(/[\uD800-\uDBFF]$/, "")
    .replace(/-+$/, "");

export const roomTopic = (incident: Incident): string => {
  const severity = incident.severity === null ? "" : `${severityLabel(incident.severity)} · `;
  const topic = `${incidentName(incident)} · ${severity}${incident.status} · ${incident.title}`;
  return [...topic].length <= longestTopic ? topic : `${[...topic].slice(0, longestTopic - 1).join("")}…`;
};

/** All that a chat channel which others read says of a private incident. */
export const privateTopic = (incident: Pick<Incident, "number">): string => `${incidentName(incident)} is private now.`;

/** Who is asked in: whoever opened it, has it, plays a part in it or acknowledged it; of a private one those on it. */
export const responders = (
  incident: Incident,
): { readonly people: readonly PersonId[]; readonly teams: readonly TeamId[] } => ({
  people: incident.private
    ? incident.participants
    : [
        ...new Set([
          ...(incident.createdBy.startsWith("person:") ? [incident.createdBy.slice("person:".length) as PersonId] : []),
          ...incident.assignees.flatMap((one) => (one.kind === "person" ? [one.id] : [])),
          ...Object.values(incident.roles),
          ...incident.acknowledgements.map(({ person }) => person),
        ]),
      ],
  teams: incident.assignees.flatMap((one) => (one.kind === "team" ? [one.id] : [])),
});
