import { eventKey, incidentName } from "../domain/incident/incident.ts";
import { Refusal } from "../domain/refusal.ts";
import { incidentChanged, offerToCreate } from "../presentation/incident-answers.ts";
import { also } from "../presentation/say.ts";
import { addComment } from "../services/incident/comment.ts";
import { otherIncident } from "./arguments/incident.ts";
import { rest } from "./arguments/plain.ts";
import { command, optional } from "./command.ts";
import type { About, CommandCtx } from "./context.ts";

/** What the message shortcut "Add to incident" runs: a message becomes a comment that says whose it was. */
export const addMessage = command({
  path: "incident link message",
  summary: "Add the message you pointed at to an incident, as a comment",
  permission: "comment.write",
  answer: "private",
  args: {
    incident: optional(otherIncident("Which incident?")),
    note: optional(rest("What you want to say about it")),
  },
  form: {
    when: (args) => args.incident === undefined,
    build: (ctx) => {
      pointedAt(ctx);
      const { here } = ctx;
      return {
        path: "incident link message",
        title: "Add to incident",
        submit: "Add",
        known: {},
        inputs: [
          {
            kind: "search",
            name: "incident",
            label: "Which incident?",
            complete: "incident link message incident",
            ...(here === undefined ? {} : { initial: [{ label: incidentName(here), value: `inc-${here.number}` }] }),
          },
          { kind: "text", name: "note", label: "What do you want to say about it?", optional: true, long: true },
        ],
      };
    },
  },
  run: async (ctx, { incident, note }) => {
    const about = pointedAt(ctx);
    if (incident === undefined) throw new Refusal("which-incident", "Which incident? Choose one.", "incident");
    const { files = [], permalink } = about;
    const said = await addComment(ctx, incident, {
      body: bodyOf(about, note),
      event: eventKey("message", about.message),
      attachments: files,
      ...(permalink === undefined ? {} : { links: [{ name: "The message", url: permalink }] }),
    });
    return also(
      incidentChanged(said.incident, `the message is comment ${said.number}.`),
      ...offerToCreate(said.unknown, `inc-${said.incident.number}`),
    );
  },
});

const pointedAt = ({ about }: CommandCtx): About => {
  if (about !== undefined) return about;
  throw new Refusal("no-message", 'Point at a message: open its menu and choose "Add to incident".');
};

const bodyOf = ({ author, permalink, text }: About, note: string | undefined): string => {
  const whose = author === undefined ? "A message" : `A message of ${author}`;
  const named = permalink === undefined ? whose : `[${whose.replaceAll(/[[\]]/g, "")}](${permalink})`;
  return [note, `${named}:\n${text ?? ""}`.trim()].filter((part) => part !== undefined).join("\n\n");
};
