import type { EntryView } from "../domain/incident/entry-view.ts";
import { splitUpdate } from "../domain/incident/update.ts";
import { entryLine } from "./entry-line.ts";
import { counted, who } from "./incident-words.ts";
import { blocksOf, excerptOf, inlineOf } from "./markup.ts";
import type { Block, Control, Inline, Message } from "./message.ts";
import { remediesOf } from "./reminder.ts";
import {
  bold,
  controls,
  italic,
  link,
  listed,
  moment,
  newline,
  note,
  paragraph,
  plain,
  type Words,
  words,
} from "./say.ts";
import { splitBlock } from "./split.ts";

/** What fits one message on every platform, in letters; the rest follows in further messages. */
const longestLine = 2_800;

/** What a notification shows of it, in letters. */
const longestSummary = 300;

/**
 * What an incident's thread is told of an entry: one message, or several where a body is long. What somebody wrote on
 * another platform, or in another team or server, says which.
 */
export const entryMessages = (view: EntryView, from?: string): readonly Message[] => {
  const side = from === undefined ? "" : ` (${from})`;
  const blocks = view.entry.kind === "commented" ? wrote(view, side) : told(view);
  const line = plain(
    view.entry.kind === "commented"
      ? words(who(view.actor), side, ": ", excerptOf(spoken(view), { people: view.people }, longestSummary))
      : entryLine(view),
  );
  const summary = line.length <= longestSummary ? line : `${line.slice(0, longestSummary - 1)}…`;
  return pack(blocks).map((part) => ({ summary, blocks: part }));
};

const told = (view: EntryView): readonly Block[] => {
  if (view.entry.kind === "update-posted") return posted(view);
  const answers = view.entry.kind === "reminded" ? asked(view) : [];
  return [paragraph(entryLine(view)), ...(answers.length === 0 ? [] : [controls(...answers)])];
};

/** What can be answered to what an incident asks for. */
const asked = ({ entry: { data } }: EntryView): readonly Control[] => {
  const { rule, source, incident, occurrence } = data;
  return typeof rule === "string" && typeof incident === "number" && typeof occurrence === "number"
    ? remediesOf(rule, { number: incident, occurrence, source: String(source) })
    : [];
};

const spoken = (view: EntryView): string => view.comment?.body ?? view.body ?? "";

/** A comment as it stands now, under the name of whoever wrote it, with where its files are. */
const wrote = (view: EntryView, side: string): readonly Block[] => {
  const { comment } = view;
  const body = blocksOf(spoken(view), { people: view.people });
  const files = comment?.attachments.filter(({ state }) => state !== "deleted") ?? [];
  const links = comment?.links ?? [];
  const extras: readonly Words[] = [
    ...(files.length === 0
      ? []
      : [
          [
            `${counted(files.length, "file")}: `,
            ...listed(
              files.map(({ name, permalink }): Words => (permalink === undefined ? name : link(name, permalink))),
            ),
          ],
        ]),
    ...(links.length === 0 ? [] : [["Links: ", ...listed(links.map(({ name, url }) => link(name, url)))]]),
    ...(comment?.editedAt === undefined ? [] : [[italic("edited "), moment(comment.editedAt)]]),
  ];
  const [first, ...others] = body;
  const opening = words(bold(`${view.actor.name}${side}`), first === undefined ? " sent" : ":");
  return [
    ...(first?.kind === "paragraph"
      ? [paragraph(opening, newline, first.content), ...others]
      : [paragraph(opening), ...body]),
    ...extras.map((extra) => note(extra)),
  ];
};

const posted = (view: EntryView): readonly Block[] => {
  const { known, doing } = splitUpdate(view.body ?? "");
  const next = view.entry.data.next;
  const names = { people: view.people };
  return [
    paragraph(bold("Update"), " by ", who(view.actor), newline, inlineOf(known, names)),
    ...(doing === undefined ? [] : [paragraph(bold("We are doing: "), inlineOf(doing, names))]),
    ...(typeof next === "string" ? [note("Next update ", moment(Temporal.Instant.from(next)))] : []),
  ];
};

const letters = (one: Inline): number => plain([one]).length;

const lettersOf = (block: Block): number => {
  if (block.kind === "preformatted") return block.text.length;
  return "content" in block ? plain(block.content).length : 0;
};

/** Blocks in as few messages as hold them. */
const pack = (blocks: readonly Block[]): readonly (readonly Block[])[] => {
  const messages: Block[][] = [[]];
  let room = longestLine;
  for (const block of blocks.flatMap((one) => splitBlock(one, longestLine, letters))) {
    const size = lettersOf(block);
    if (size > room || (messages.at(-1)?.length ?? 0) >= 20) {
      messages.push([]);
      room = longestLine;
    }
    messages.at(-1)?.push(block);
    room -= size;
  }
  return messages;
};
