import { incidentKey } from "../domain/incident/incident.ts";
import { attachmentMissing, attachmentShown } from "../presentation/attachment.ts";
import { incidentDetails } from "../presentation/incident-details.ts";
import type { Message } from "../presentation/message.ts";
import { timelinePage } from "../presentation/timeline.ts";
import { findIncidentFile, readAttachment } from "../services/attachment/read.ts";
import { viewTimeline } from "../services/incident/entries.ts";
import { showIncident } from "../services/incident/show.ts";
import { type IncidentNumber, incident } from "./arguments/incident.ts";
import { number } from "./arguments/plain.ts";
import { type Argument, argument, command, named, optional, trailing } from "./command.ts";
import type { CommandCtx } from "./context.ts";

/** How many entries a page of the timeline shows. */
const pageSize = 15;

/** The name of a file; spaces are part of it, and `file:` may stand before it wherever it comes. */
const fileName = (description: string): Argument<string> =>
  trailing(
    argument(
      {
        name: "file",
        expects: "the name of a file",
        commas: true,
        read: (_ctx, text) => text.replace(/^file:\s*/iu, "").replace(/^"(.*)"$/u, "$1") || undefined,
      },
      description,
    ),
  );

const showFile = async (ctx: CommandCtx, ref: IncidentNumber, name: string): Promise<Message> => {
  const { incident: found, file } = await findIncidentFile(ctx, ref, name);
  if (file.state === "stored" && ctx.storage !== undefined) {
    return attachmentShown(found, await readAttachment(ctx, ctx.storage, file.id));
  }
  const permalink = file.origin?.permalink;
  return attachmentMissing(found, {
    name: file.name,
    pending: file.state === "pending",
    ...(permalink === undefined ? {} : { permalink }),
  });
};

export const show = command({
  path: "incident show",
  summary: "Show everything about one incident",
  permission: "incident.view",
  answer: "private",
  args: { incident: incident(), file: optional(fileName("A file of it, to get our copy of it")) },
  examples: ["incident show inc-42", "incident show inc-42 file:trace.log"],
  run: async (ctx, args) => {
    if (args.file !== undefined) return showFile(ctx, args.incident, args.file);
    const { view, ...more } = await showIncident(ctx, args.incident);
    return incidentDetails(view, more, ctx.now());
  },
});

export const timeline = command({
  path: "incident timeline",
  summary: "Show what happened, oldest first",
  permission: "incident.view",
  answer: "private",
  args: {
    after: named(number("The page after this entry", 0)),
    before: named(number("The page before this entry")),
    incident: incident(),
  },
  run: async (ctx, args) => {
    const page = {
      limit: pageSize,
      ...(args.before === undefined ? { after: args.after ?? 0 } : { before: args.before }),
    };
    const { incident: found, entries } = await viewTimeline(ctx, args.incident, page);
    const line = `incident timeline ${"%"} ${incidentKey(found)}`;
    const first = entries[0]?.entry.seq ?? 1;
    const last = entries.at(-1)?.entry.seq ?? found.lastSeq;
    return timelinePage(found, entries, {
      zone: ctx.zone,
      ...(first > 1 ? { previous: line.replace("%", `before:${first}`) } : {}),
      ...(last < found.lastSeq ? { next: line.replace("%", `after:${last}`) } : {}),
    });
  },
});
