import { severityLabel } from "../domain/incident/severity.ts";
import type { Place } from "../domain/place.ts";
import type { Form } from "../presentation/form.ts";
import { incidentOpened } from "../presentation/incident-answers.ts";
import { openIncident } from "../services/incident/open.ts";
import { plainWords } from "../services/incident/references.ts";
import { severitiesOf } from "../services/severity/list.ts";
import { channel, tag, url } from "./arguments/label.ts";
import { moment } from "./arguments/moment.ts";
import { assignee } from "./arguments/person.ts";
import { flag, rest } from "./arguments/plain.ts";
import { type SeverityValue, severity } from "./arguments/severity.ts";
import { command, named, optional, several } from "./command.ts";
import type { CommandCtx } from "./context.ts";
import { namesIn, refusePublic, severityIn } from "./title-slips.ts";

export const open = command({
  path: "incident open",
  summary: "Open an incident and tell everybody who should know",
  permission: "incident.open",
  answer: "private",
  args: {
    severity: optional(severity("How bad is it? Such as sev1")),
    description: named(rest("What happened, in as many words as it takes")),
    assign: several(assignee("Who has it: a person, a team or an e-mail address")),
    channel: several(channel("A channel to deliver it to, besides all")),
    tag: several(tag("A tag")),
    start: named(moment("When it began, if not now", "past")),
    link: several(url("An address that belongs to it")),
    private: flag("Show it to the people on it alone"),
    title: optional(rest("What is broken, in a few words?")),
  },
  examples: ["incident open sev1 checkout down", "incident open start:14:30 tag:db replica lag"],
  form: {
    when: (args) => args.title === undefined,
    build: (ctx, args) => openForm(ctx, args),
  },
  run: async (ctx, args) => {
    const { about } = ctx;
    const title = await plainWords(ctx, args.title ?? about?.text ?? "");
    if (!args.private) refusePublic(title);
    const thread = ownThread(ctx);
    const channels = args.channel.filter(({ builtIn }) => !builtIn);
    const opened = await openIncident(ctx, {
      title,
      openedBy: about !== undefined ? "message" : ctx.place?.thread === undefined ? "command" : "thread",
      private: args.private,
      assignees: args.assign.map((one) => one.assignee),
      channels: channels.map(({ id }) => id),
      tags: args.tag,
      links: args.link.map((address) => ({ name: address, url: address })),
      ...(args.description === undefined ? {} : { description: args.description }),
      ...(args.severity === undefined ? {} : { severity: args.severity.severity }),
      ...(args.start === undefined ? {} : { startedAt: args.start }),
      ...(ctx.place === undefined ? {} : { place: ctx.place }),
      ...(thread === undefined ? {} : { thread }),
      ...(about === undefined ? {} : { source: sourceOf(about) }),
    });
    return incidentOpened({
      ...opened,
      misplaced: namesIn(title),
      channels: [...new Map([...channels, ...opened.channels].map((one) => [one.id, one])).values()],
      title,
      private: args.private,
      ...(args.severity === undefined
        ? { meant: severityIn(await severitiesOf(ctx), title) }
        : { severity: args.severity.understood }),
    });
  },
});

/** The thread one is in, or that of the message one points at: it becomes the incident's own. */
const ownThread = ({ about, place }: CommandCtx): Place | undefined => {
  if (about !== undefined) return { ...about.place, thread: about.place.thread ?? about.message };
  return place?.thread === undefined ? undefined : place;
};

const openForm = async (
  ctx: CommandCtx,
  args: { readonly severity: SeverityValue | undefined; readonly private: boolean },
): Promise<Form> => {
  const severities = await severitiesOf(ctx);
  return {
    path: "incident open",
    title: "Open an incident",
    submit: "Open",
    known: args.private ? { private: "yes" } : {},
    inputs: [
      {
        kind: "text",
        name: "title",
        label: "What is broken?",
        hint: "A few words; it can be changed later.",
        max: 256,
        ...(ctx.about?.text === undefined ? {} : { initial: firstLine(ctx.about.text) }),
      },
      {
        kind: "choice",
        name: "severity",
        label: "How bad is it?",
        optional: true,
        options: severities
          .slice(0, 25)
          .map((one) => ({ label: severityLabel(one), value: one.key, detail: one.description.slice(0, 75) })),
        ...(args.severity === undefined ? {} : { initial: args.severity.severity.key }),
      },
      { kind: "text", name: "description", label: "What happened?", optional: true, long: true },
      {
        kind: "search",
        name: "assign",
        label: "Who has it?",
        optional: true,
        many: true,
        complete: "incident open assign",
      },
      {
        kind: "search",
        name: "channel",
        label: "Deliver to",
        hint: "It is always in #all.",
        optional: true,
        many: true,
        complete: "incident open channel",
      },
    ],
  };
};

const firstLine = (text: string): string => [...(text.split("\n")[0] ?? "")].slice(0, 256).join("");

const sourceOf = (about: NonNullable<CommandCtx["about"]>) => ({
  kind: "message",
  id: about.message,
  name: firstLine(about.text ?? "") || "a message",
  ...(about.permalink === undefined ? {} : { url: about.permalink }),
  ...(about.author === undefined ? {} : { author: about.author }),
  ...(about.at === undefined ? {} : { at: about.at.toString() }),
});
