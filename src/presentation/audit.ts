import { type AuditLine, type Changed, changesIn } from "../domain/audit.ts";
import { entryDeed } from "./entry-line.ts";
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

const lineOf = ({ entry, actor, subject, view }: AuditLine): Words => {
  const { kind, at, surface, data } = entry;
  const noun = entry.subject.kind;
  if (view !== undefined) {
    return [
      say`${moment(at)} · ${who(actor)} · `,
      subject === undefined ? "" : [bold(subject), ": "],
      entryDeed(view),
      ` · ${surface}`,
    ];
  }
  // What somebody set for themselves is theirs: it is only named.
  const changes = changesIn(data).map((one) => changeWords(noun === "person" ? { field: one.field } : one));
  const said = [...new Set(changes)].filter((one) => one !== "").slice(0, mostChanges);
  return [
    say`${moment(at)} · ${who(actor)} · ${kind} ${noun}`,
    subject === undefined ? "" : [" ", bold(subject)],
    said.length === 0 ? "" : [": ", listed(said)],
    ` · ${surface}`,
  ];
};

const mostChanges = 6;

/** What people call a field that is kept by another name; "" for what says nothing to anybody. */
const fieldWords: Readonly<Record<string, string>> = {
  lastResort: "who at last",
  leastRank: "least severity",
  least: "least severity",
  repeats: "rounds after the first",
  change: "absences",
  accountGone: "account",
  feedsRevoked: "calendar feeds",
  feed: "calendar feed",
  sessionsEnded: "sessions",
  retried: "",
  job: "",
  act: "",
  ended: "",
};

/** Ranks are for sorting: the severity's name is what people know it by. */
const unspoken = ["leastRank", "least"];

const changeWords = ({ field, before, after }: Changed): string => {
  const spoken = field.replaceAll(/(?<=[a-z])(?=[A-Z])/gu, " ").toLowerCase();
  const name = Object.hasOwn(fieldWords, field) ? (fieldWords[field] ?? "") : spoken.replaceAll(/[_.-]/gu, " ");
  if (field === "change" && after !== undefined) return after;
  if ((before === undefined && after === undefined) || unspoken.includes(field)) return name;
  const value = before === undefined ? after : `${before} → ${after ?? "none"}`;
  return name === "" ? (value ?? "") : `${name} ${value}`;
};
