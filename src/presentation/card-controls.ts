import { type Incident, incidentKey } from "../domain/incident/incident.ts";
import { isActive, statuses } from "../domain/incident/status.ts";
import { severityWords, statusWords } from "./incident-words.ts";
import type { Block, Control } from "./message.ts";
import { button, controls, select } from "./say.ts";

/** What one may do from the card in this state; every line names the incident, whoever presses wherever. */
export const cardControls = (incident: Incident): Block =>
  controls(...(isActive(incident.status) ? whileActive(incident) : onceEnded(incident)));

const whileActive = (incident: Incident): readonly Control[] => {
  const { acknowledgements, severity, status, occurrence } = incident;
  const key = incidentKey(incident);
  const isNew = acknowledgements.length === 0;
  return [
    ...(isNew ? [button("Acknowledge", `incident ack ${key}`, { style: "primary", occurrence })] : []),
    button("Take", `incident take ${key}`, { occurrence }),
    button("Resolve", `incident resolve ${key}`, { occurrence, ...(isNew ? {} : { style: "primary" }) }),
    button("Edit", `incident edit ${key}`, { occurrence }),
    button("Comment", `incident comment ${key}`, { occurrence }),
    button("Post update", `incident update post ${key}`, { occurrence }),
    select({
      line: `incident status ${key} status:`,
      placeholder: "Status",
      options: statuses.map((one) => ({ label: statusWords[one], value: one })),
      initial: status,
      occurrence,
    }),
    select({
      line: `incident severity ${key} severity:`,
      placeholder: severity === null ? "Severity" : severityWords(severity),
      options: { complete: "incident severity severity" },
      occurrence,
    }),
  ];
};

const onceEnded = (incident: Incident): readonly Control[] => {
  const { occurrence, resolution, status } = incident;
  const key = incidentKey(incident);
  return [
    button("Reopen", `incident reopen ${key}`, { occurrence }),
    ...(status === "resolved" && resolution === undefined
      ? [button("Say how it was fixed", `incident edit resolution ${key}`, { occurrence })]
      : []),
    button("Comment", `incident comment ${key}`, { occurrence }),
    button("Show", `incident show ${key}`, { occurrence }),
  ];
};
