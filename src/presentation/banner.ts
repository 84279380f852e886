import { durationOf, type Incident, incidentName } from "../domain/incident/incident.ts";
import type { Severity } from "../domain/incident/severity.ts";
import { noSeverityColour } from "../domain/incident/severity.ts";
import { severityWords } from "./incident-words.ts";
import type { Message } from "./message.ts";
import { ago, bold, lasting, link, note, paragraph, plain, say } from "./say.ts";

/** An incident as the banner shows it. */
export interface Bannered
  extends Pick<Incident, "number" | "title" | "severity" | "status" | "startedAt" | "updatedAt"> {
  readonly severity: Severity | null;
}

/** The gravest of a place's incidents, and how many lesser ones there are besides. */
export const banner = (
  shown: { readonly gravest: Bannered; readonly lesser: number; readonly permalink?: string },
  now: Temporal.Instant,
): Message => {
  const { gravest, lesser, permalink } = shown;
  const name = `${incidentName(gravest)} ${gravest.title}`;
  const line = say`${bold(severityWords(gravest.severity))} · ${permalink === undefined ? bold(name) : link(name, permalink)} · ${lasting(
    durationOf(gravest, now),
  )}${lesser === 0 ? "" : ` · +${lesser} lesser`}`;
  return {
    summary: plain(line),
    colour: gravest.severity?.colour ?? noSeverityColour,
    blocks: [paragraph(line), note(say`${gravest.status}, updated ${ago(gravest.updatedAt)}`)],
  };
};
