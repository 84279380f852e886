import { audited } from "../domain/audit.ts";
import type { EntryId } from "../domain/ids.ts";
import { isId } from "../domain/ids.ts";
import { auditShown } from "../presentation/audit.ts";
import { readAudit } from "../services/audit-log.ts";
import { edge } from "./arguments/moment.ts";
import { person } from "./arguments/person.ts";
import { choice, rest } from "./arguments/plain.ts";
import { type Alias, type Argument, argument, type Command, command, named, optional, type Values } from "./command.ts";

const entry = (description: string): Argument<EntryId> =>
  argument(
    {
      name: "before",
      expects: "an entry of the audit; its button *Older* names it",
      read: (_ctx, text) => (isId(text) ? (text as EntryId) : undefined),
    },
    description,
  );

const args = {
  who: named(person("Who did it")),
  on: named(choice(audited, "To what, such as policy")),
  from: named(edge("Not before; a day ago unless set", "from")),
  to: named(edge("Not after", "to")),
  before: named(entry("Older than this")),
  search: optional(rest("Words to look for")),
};

/** Who did what, the last day of it unless more is asked for (features.md G72). */
export const auditCommands: readonly Command[] = [
  command({
    path: "tocsin audit",
    summary: "Show who did what",
    permission: "workspace.view",
    answer: "private",
    args,
    examples: ["tocsin audit on:policy web-news", "tocsin audit from:2026-03-01 who:@ada severity"],
    run: async (ctx, asked) => {
      const { who, on, to, before, search } = asked;
      const since = asked.from ?? (to ?? ctx.now()).subtract({ hours: 24 });
      const { lines, next } = await readAudit(ctx, {
        since,
        ...(who === undefined ? {} : { who: who.id }),
        ...(on === undefined ? {} : { kind: on }),
        ...(to === undefined ? {} : { until: to }),
        ...(before === undefined ? {} : { before }),
        ...(search === undefined ? {} : { words: search }),
      });
      return auditShown({ lines, since, ...(next === undefined ? {} : { next: lineFor(asked, since, next) }) });
    },
  }),
];

/** The same search as a line, from an entry on. */
const lineFor = ({ who, on, to, search }: Values<typeof args>, since: Temporal.Instant, next: EntryId): string =>
  [
    "tocsin audit",
    ...(who === undefined ? [] : [`who:${who.id}`]),
    ...(on === undefined ? [] : [`on:${on}`]),
    `from:${since}`,
    ...(to === undefined ? [] : [`to:${to}`]),
    `before:${next}`,
    ...(search === undefined ? [] : [search]),
  ].join(" ");

export const auditAliases: readonly Alias[] = [{ from: "tocsin log", to: "tocsin audit" }];
