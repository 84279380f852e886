import { incidentName } from "../../domain/incident/incident.ts";
import { severityLabel } from "../../domain/incident/severity.ts";
import type { TemplateName } from "../../domain/target/template.ts";
import type { Letter } from "../../presentation/letter.ts";
import { oneLine } from "../shorten.ts";
import { titleOf } from "../title.ts";
import { written } from "../written.ts";
import { webhookId } from "./sign.ts";

/** A letter as services take it that know a title, a text and an address. Nothing in it is escaped yet. */
export interface Note {
  readonly title: string;
  readonly text: string;
  readonly link?: { readonly label: string; readonly url: string };
  readonly urgent: boolean;
}

export const noteOf = (letter: Letter): Note => {
  const { message, facts, permalink, zone } = letter;
  const said = written(message, zone);
  const summary = oneLine(message.summary);
  return {
    title: titleOf(letter),
    text: oneLine(said).includes(summary) ? said : `${summary}\n\n${said}`.trim(),
    urgent: letter.urgent ?? false,
    ...(permalink === undefined || !/^https?:\/\//iu.test(permalink)
      ? {}
      : { link: { label: facts.incident === undefined ? "Open" : "Go to the incident", url: permalink } }),
  };
};

/** What a template can ask of a letter. */
export const valuesOf = (letter: Letter, key: string): Readonly<Record<TemplateName, string>> => {
  const { title, text, link } = noteOf(letter);
  const incident = letter.facts.incident?.incident;
  return {
    title,
    text,
    summary: oneLine(letter.message.summary),
    url: link?.url ?? "",
    type: letter.type,
    incident: incident === undefined ? "" : incidentName(incident),
    severity: incident?.severity == null ? "" : severityLabel(incident.severity),
    status: incident?.status ?? "",
    at: letter.at.toString(),
    id: webhookId(key),
  };
};
