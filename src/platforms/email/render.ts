import type { Letter } from "../../presentation/letter.ts";
import { oneLine, shorten } from "../shorten.ts";
import { titleOf } from "../title.ts";
import { written } from "../written.ts";
import { escapeHtml, htmlOf, linkHtml } from "./html.ts";

const limits = { subject: 160 } as const;

/** One mail's words, in both forms. */
export interface Rendered {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/**
 * The subject is the incident's, so that mail programs keep its mails together; a page says that it is one. Whatever is
 * a button in chat is a line to type there.
 */
export const render = (letter: Letter): Rendered => {
  const { message, zone, permalink, reason, facts } = letter;
  const title = facts.incident === undefined ? oneLine(message.summary) : titleOf(letter);
  const subject = shorten(`${letter.urgent === true ? "Page: " : ""}${title}`, limits.subject);
  const said = written(message, zone);
  const summary = oneLine(message.summary);
  const lead = oneLine(said).includes(summary) ? [] : [summary];
  const why = `Sent by Tocsin${reason === undefined ? "" : ` because of ${oneLine(reason)}`}. Commands are typed in Slack or Discord.`;
  const place = permalink === undefined ? [] : [permalink];
  return {
    subject: subject === "" ? "Tocsin" : subject,
    text: `${[...lead, said, ...place.map((url) => `Go to it: ${url}`), `-- \n${why}`].join("\n\n").toWellFormed()}\n`,
    html: htmlOf(message, zone, [
      ...place.map((url) => linkHtml("Go to it", url) ?? escapeHtml(url)),
      escapeHtml(why),
    ]).toWellFormed(),
  };
};
