import { type Severity, severityCalled } from "../domain/incident/severity.ts";
import { Refusal } from "../domain/refusal.ts";
import type { LikelySeverity } from "../presentation/incident-answers.ts";

/** Named values that were typed after the title began, and so became part of it. */
export const namesIn = (title: string): readonly string[] =>
  ["assign", "channel", "tag", "start", "link", "severity"].filter((name) =>
    new RegExp(`(?:^|\\s)${name}:\\S`, "iu").test(title),
  );

/** What is to be hidden is never announced because a flag was misspelt or came too late. */
export const refusePublic = (title: string): void => {
  const typed = /(?:^|\s)((?:-{1,2}|—|–)priv\p{L}*|private:\S+)/iu.exec(title)?.[1];
  if (typed === undefined) return;
  throw new Refusal(
    "private-in-title",
    `Nothing was opened: \`${typed}\` was read as part of the title, and everybody would see it. Give it before the title: \`/incident open --private …\`, or as the option \`private\`.`,
    "title",
  );
};

/** "sev 1 db is slow", "critical: queue stuck" and "sev9 something" begin with what was meant as a severity. */
export const severityIn = (severities: readonly Severity[], title: string): LikelySeverity | undefined => {
  const [, first = "", second = ""] = /^(\p{L}+[- ]?\d*)[:,.;]?(?:\s+|$)(\d{1,2}(?!\S))?/iu.exec(title) ?? [];
  const word = first.trim();
  const typed = /^(?:sev|severity|p|prio)$/iu.test(word) && second !== "" ? `${word} ${second}` : word;
  const key = typed.replace(/^(?:severity|sev)\W*(?=\d)/iu, "sev").replace(/^(?:prio|p)\W*(?=\d)/iu, "p");
  const severity = severityCalled(severities, key);
  if (severity !== undefined) return { typed, severity };
  return /^sev\d+$/iu.test(key) ? { typed } : undefined;
};
