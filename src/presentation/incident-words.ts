import { type Assignee, assigneeKey } from "../domain/incident/assignee.ts";
import type { Incident } from "../domain/incident/incident.ts";
import { noSeverityColour, type Severity, severityLabel } from "../domain/incident/severity.ts";
import { isActive, type Status } from "../domain/incident/status.ts";
import type { IncidentView, Named } from "../domain/incident/view.ts";
import type { Inline } from "./message.ts";
import { briefly, person } from "./say.ts";

/** Somebody by name: a person can be recognised as one, anything else is only called. */
export const who = (named: Named): Inline =>
  named.kind === "person" ? person(named.id, named.name) : { kind: "text", text: named.name };

export const assigneeWords = (assignee: Assignee, view: Pick<IncidentView, "people" | "teams">): Inline => {
  switch (assignee.kind) {
    case "person":
      return person(assignee.id, view.people.get(assignee.id) ?? "somebody who left");
    case "team":
      return { kind: "text", text: view.teams.get(assignee.id) ?? "a deleted team" };
    case "email":
      return { kind: "text", text: assigneeKey(assignee).slice("email:".length) };
  }
};

export const severityWords = (severity: Severity | null): string =>
  severity === null ? "No severity" : severityLabel(severity);

export const statusWords: Readonly<Record<Status, string>> = {
  open: "Open",
  working: "Working",
  pending: "Pending",
  resolved: "Resolved",
  closed: "Closed",
};

const resolvedColour = "#3BA55D";

/** The severity's own while it lasts; green once it is fixed, grey where it needed no fix. */
export const incidentColour = ({ status, severity }: Pick<Incident, "status" | "severity">): string => {
  if (isActive(status)) return severity?.colour ?? noSeverityColour;
  return status === "resolved" ? resolvedColour : noSeverityColour;
};

/** "3 comments", "1 file". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** " after 25m"; " at once" where it took less than a minute. */
export const afterwards = (spent: Temporal.Duration): string =>
  spent.total("minutes") < 1 ? " at once" : ` after ${briefly(spent)}`;
