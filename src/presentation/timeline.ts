import type { CommentView, EntryNames, EntryView } from "../domain/incident/entry-view.ts";
import { type Incident, incidentKey, incidentName } from "../domain/incident/incident.ts";
import { attachmentWords } from "./attachment-words.ts";
import { entryLine } from "./entry-line.ts";
import { who } from "./incident-words.ts";
import { blocksOf } from "./markup.ts";
import type { Block, Message } from "./message.ts";
import {
  also,
  answer,
  bold,
  button,
  clock,
  controls,
  divider,
  heading,
  italic,
  link,
  listed,
  moment,
  note,
  paragraph,
  type Words,
} from "./say.ts";

/** Where a page of a timeline leads. */
export interface Turn {
  readonly next?: string;
  readonly previous?: string;
}

/** What happened to an incident, oldest first, divided by the reader's days. */
export const timelinePage = (
  incident: Pick<Incident, "number" | "title">,
  entries: readonly EntryView[],
  { zone, ...turn }: Turn & { readonly zone: string },
): Message => {
  let day = "";
  const blocks = entries.flatMap((view): readonly Block[] => {
    const date = view.entry.at.toZonedDateTimeISO(zone).toPlainDate();
    const divided = day === date.toString() ? [] : [heading(dayWords(date))];
    day = date.toString();
    return [...divided, paragraph(clock(view.entry.at), "  ", entryLine(view)), ...edited(view)];
  });
  return {
    summary: `Timeline of ${incidentName(incident)} ${incident.title}`,
    blocks: [paragraph(bold(`Timeline of ${incidentName(incident)}`), ` ${incident.title}`), ...blocks, ...turns(turn)],
  };
};

const dayWords = (date: Temporal.PlainDate): string =>
  date.toLocaleString("en", { weekday: "long", day: "numeric", month: "long", year: "numeric" });

/** An entry is never changed: that a comment has been is said under it. */
const edited = ({ entry, comment }: EntryView): readonly Block[] => {
  if (entry.kind !== "commented" || comment === undefined) return [];
  if (comment.deletedAt !== undefined) return [note(italic("deleted "), moment(comment.deletedAt))];
  return [
    ...(comment.editedAt === undefined ? [] : [note(italic("edited "), moment(comment.editedAt))]),
    ...(comment.keyMoment ? [note("Key moment")] : []),
    ...extras(comment),
  ];
};

const extras = ({ attachments, links }: CommentView): readonly Block[] => [
  ...(attachments.length === 0 ? [] : [note("Files: ", listed(attachments.map(attachmentWords)))]),
  ...(links.length === 0 ? [] : [note("Links: ", listed(links.map(({ name, url }): Words => link(name, url))))]),
];

const turns = ({ next, previous }: Turn): readonly Block[] => {
  const buttons = [
    ...(previous === undefined ? [] : [button("Earlier", previous)]),
    ...(next === undefined ? [] : [button("Later", next)]),
  ];
  return buttons.length === 0 ? [] : [controls(...buttons)];
};

/** An incident's comments, each with what its reader may do with it. */
export const commentPage = (
  incident: Pick<Incident, "number" | "title">,
  shown: { readonly comments: readonly CommentView[]; readonly names: EntryNames },
  around: {
    readonly next?: string;
    readonly other: Parameters<typeof button>;
    readonly mine: (comment: CommentView) => boolean;
  },
): Message => {
  const key = incidentKey(incident);
  if (shown.comments.length === 0 && around.next === undefined) {
    return also(
      answer(bold(incidentName(incident)), ` ${incident.title} has no comments yet.`),
      controls(button("Comment", `incident comment ${key}`)),
    );
  }
  return {
    summary: `Comments of ${incidentName(incident)} ${incident.title}`,
    blocks: [
      paragraph(bold(`Comments of ${incidentName(incident)}`), ` ${incident.title}`),
      ...shown.comments.flatMap((comment, i) => [
        ...(i === 0 ? [] : [divider]),
        ...commentBlocks(comment, shown.names, key, around.mine(comment)),
      ]),
      controls(
        ...(around.next === undefined ? [] : [button("More", around.next)]),
        button(...around.other),
        button("Comment", `incident comment ${key}`),
      ),
    ],
  };
};

const commentBlocks = (comment: CommentView, { people }: EntryNames, key: string, mine: boolean): readonly Block[] => {
  const title: Words = [bold(`${comment.number}. `), who(comment.author), ", ", moment(comment.createdAt)];
  if (comment.deletedAt !== undefined) return [note(title, ", ", italic("deleted "), moment(comment.deletedAt))];
  return [
    note(
      title,
      comment.editedAt === undefined ? "" : [", ", italic("edited "), moment(comment.editedAt)],
      comment.keyMoment ? ", key moment" : "",
      comment.permalink === undefined ? "" : [" · ", link("message", comment.permalink)],
    ),
    ...blocksOf(comment.body ?? "", { people }),
    ...extras(comment),
    controls(
      ...(mine ? [button("Edit", `incident comment edit:${comment.number} ${key}`)] : []),
      button("Delete", `incident comment delete:${comment.number} ${key}`, {
        confirm: "Delete this comment? Its words are erased for good.",
      }),
    ),
  ];
};
