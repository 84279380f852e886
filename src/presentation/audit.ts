import { type AuditLine, type Changed, changesIn } from "../domain/audit.ts";
import { who } from "./incident-words.ts";
import type { Message } from "./message.ts";
import {
  also,
  answer,
  bold,
  bullets,
  button,
  code,
  controls,
  listed,
  moment,
  note,
  paragraph,
  say,
  type Words,
} from "./say.ts";

interface Around {
  readonly lines: readonly AuditLine[];
  /** From when on, as it was asked for. */
  readonly since: Temporal.Instant;
  /** The line that shows the next page. */
  readonly next?: string;
}

/** Who did what, the newest first. */
export const auditShown = ({ lines, since, next }: Around): Message => {
  if (lines.length === 0) {
    return answer(
      say`Nothing of that kind was done since ${moment(since)}. Further back: `,
      code("/tocsin audit from:2026-01-01"),
    );
  }
  const shown: Message = {
    summary: `Who did what: ${lines.length} entries`,
    blocks: [paragraph(bold("Who did what")), bullets(lines.map(lineOf)), note(say`Since ${moment(since)}.`)],
  };
  return next === undefined ? shown : also(shown, controls(button("Older", next)));
};

const lineOf = ({ entry, actor, subject }: AuditLine): Words => {
  const { kind, at, surface, data } = entry;
  const noun = entry.subject.kind;
  const what = noun === "incident" ? kind.replaceAll("-", " ") : kind;
  // What somebody set for themselves is theirs: it is only named.
  const changes = changesIn(data).map((one) => changeWords(noun === "person" ? { field: one.field } : one));
  const said = changes.filter((one) => one !== "").slice(0, mostChanges);
  const of: Words = subject === undefined ? "" : [" ", bold(subject)];
  return [
    say`${moment(at)} · ${who(actor)} · `,
    noun === "incident" ? [bold(subject ?? "an incident"), `: ${what}`] : [`${what} ${noun}`, of],
    said.length === 0 ? "" : [": ", listed(said)],
    ` · ${surface}`,
  ];
};

const mostChanges = 6;

const changeWords = ({ field, before, after }: Changed): string => {
  const name = field.replaceAll("_", " ");
  if (before === undefined && after === undefined) return name;
  const value = before === undefined ? after : `${before} → ${after ?? "none"}`;
  return name === "" ? (value ?? "") : `${name} ${value}`;
};
