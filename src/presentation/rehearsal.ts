import type { Rehearsal, Rehearsed } from "../domain/notify/rehearsal.ts";
import type { Message } from "./message.ts";
import { bold, briefly, bullets, listed, moment, note, paragraph, say, type Words } from "./say.ts";

const mostLines = 40;

/** Who would be told what and when, minute by minute. Nobody has been told of it. */
export const rehearsalShown = ({ name, severity, from, lines, applies }: Rehearsal): Message => {
  const head = say`If an incident${severity === undefined ? "" : ` of ${severity}`} opened ${moment(from)} and nobody answered, ${bold(name)} would tell:`;
  return {
    summary: `What ${name} would do`,
    blocks: [
      ...(applies ? [] : [note("It does not page for incidents of that severity. If it did:")]),
      paragraph(head),
      bullets(lines.slice(0, mostLines).map((line) => lineOf(line, from))),
      ...(lines.length > mostLines ? [note(`And ${lines.length - mostLines} more.`)] : []),
      note("This was a rehearsal: nobody was told anything."),
    ],
  };
};

const lineOf = ({ at, what, told, nobody }: Rehearsed, from: Temporal.Instant): Words => {
  const after = briefly(from.until(at));
  const who = told.map(
    ({ name, by }): Words => [
      bold(name),
      by.length === 0
        ? ""
        : [
            " by ",
            listed(
              by.map((way): Words => [way.contact, way.lacks === undefined ? later(at, way.at) : ` (${way.lacks})`]),
            ),
          ],
    ],
  );
  return [bold(`+${after}`), ` · ${what}: `, nobody ?? "", told.length === 0 ? "" : listed(who)];
};

/** " after 2m", " at once" being nothing. */
const later = (at: Temporal.Instant, due: Temporal.Instant): string => {
  const wait = at.until(due);
  return wait.total("seconds") < 1 ? "" : ` after ${briefly(wait)}`;
};
