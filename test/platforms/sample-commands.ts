import { command, optional } from "../../src/commands/command.ts";
import { open } from "../../src/commands/incident-open.ts";
import { acknowledge, reopen, resolve } from "../../src/commands/incident-progress.ts";
import { Refusal } from "../../src/domain/refusal.ts";
import type { Message } from "../../src/presentation/message.ts";
import { answer, button, controls } from "../../src/presentation/say.ts";
import { rest, word } from "./slack/arguments.ts";

const say = command({
  path: "incident say",
  summary: "Say it to everybody",
  permission: "incident.view",
  answer: "public",
  args: { text: rest("What to say") },
  run: async (_ctx, { text }) => answer(text),
});

const whisper = command({
  path: "incident whisper",
  summary: "Say it back",
  permission: "incident.view",
  answer: "private",
  args: { text: rest("What to say") },
  run: async (_ctx, { text }) => ({ ...answer(text), ...also(text) }),
});

/** A button that says it again, and one whose line is as long as what was said. */
const also = (text: string): Partial<Message> => ({
  blocks: [...answer(text).blocks, controls(button("Again", `incident whisper ${text}`))],
});

const refuse = command({
  path: "incident refuse",
  summary: "Say no",
  permission: "incident.view",
  answer: "private",
  args: { text: optional(rest("Why")) },
  run: async () => {
    throw new Refusal("no", "That cannot be. Try `/incident say`.");
  },
});

const fail = command({
  path: "incident fail",
  summary: "Break",
  permission: "incident.view",
  answer: "private",
  args: {},
  run: async () => {
    throw new Error("a secret of the inside");
  },
});

const note = command({
  path: "incident comment",
  summary: "Write what is known",
  permission: "comment.write",
  answer: "private",
  args: { severity: optional(word("One of three")), text: optional(rest("The words")) },
  form: {
    when: (args) => args.text === undefined,
    build: (ctx) => ({
      path: "incident comment",
      title: "Comment",
      submit: "Add",
      known: {},
      inputs: [
        {
          kind: "text",
          name: "text",
          label: "What?",
          long: true,
          ...(ctx.about?.text === undefined ? {} : { initial: ctx.about.text }),
        },
        { kind: "search", name: "severity", label: "How bad?", optional: true, complete: "incident comment severity" },
      ],
    }),
  },
  run: async (ctx, { text, severity }) => {
    if (text === "no") throw new Refusal("no", "Not that word. Choose another.", "text");
    const about = ctx.about === undefined ? "" : ` about ${ctx.about.author}'s ${ctx.about.permalink}`;
    return answer(`noted ${text} (${severity ?? "nothing"})${about}`);
  },
});

const show = command({
  path: "incident show",
  summary: "Show one",
  permission: "incident.view",
  answer: "private",
  args: { which: word("Which") },
  run: async (_ctx, { which }) => answer(`this is ${which}`),
});

/** Commands that do little, and the real ones that open and work on an incident. */
export const sampleCommands = [
  open,
  acknowledge,
  resolve,
  reopen,
  say,
  whisper,
  refuse,
  fail,
  note,
  { ...note, path: "incident link message" },
  show,
];
