import { actorKey } from "../domain/actor.ts";
import type { CommentView } from "../domain/incident/entry-view.ts";
import { incidentKey, incidentName } from "../domain/incident/incident.ts";
import { Refusal } from "../domain/refusal.ts";
import { incidentChanged, offerToCreate } from "../presentation/incident-answers.ts";
import type { Message } from "../presentation/message.ts";
import { also } from "../presentation/say.ts";
import { commentPage } from "../presentation/timeline.ts";
import { addComment, deleteComment, editComment, listComments, readComment } from "../services/incident/comment.ts";
import { incident } from "./arguments/incident.ts";
import { choice, flag, number, rest } from "./arguments/plain.ts";
import { command, named, optional, type Values } from "./command.ts";
import type { CommandCtx } from "./context.ts";

/** How many comments a page shows. */
const pageSize = 10;

const args = {
  edit: named(number("Change this comment of yours")),
  delete: named(number("Delete this comment")),
  list: flag("List the comments instead"),
  order: named(choice(["oldest", "newest"], "Which come first in the list")),
  after: named(number("List those after this one")),
  incident: incident(),
  text: optional(rest("What you want to say")),
};

type Args = Values<typeof args>;

const only = ({ list, delete: gone }: Args): boolean => list || gone !== undefined;

export const comment = command({
  path: "incident comment",
  summary: "Comment; edit:3 changes and delete:3 deletes a comment, --list lists them",
  permission: "comment.write",
  answer: "private",
  args,
  examples: ["incident comment 42 the replica is catching up", "incident comment edit:3 42 it has caught up"],
  form: {
    when: (asked) => asked.text === undefined && !only(asked),
    build: async (ctx, asked) => ({
      path: "incident comment",
      title: asked.edit === undefined ? "Comment" : `Edit comment ${asked.edit}`,
      submit: asked.edit === undefined ? "Comment" : "Save",
      known: {
        incident: incidentKey(asked.incident),
        ...(asked.edit === undefined ? {} : { edit: `${asked.edit}` }),
      },
      inputs: [
        {
          kind: "text",
          name: "text",
          label: `What about ${incidentName(asked.incident)}?`,
          long: true,
          ...(asked.edit === undefined ? {} : { initial: await wordsToEdit(ctx, asked, asked.edit) }),
        },
      ],
    }),
  },
  run: async (ctx, asked) => {
    if (asked.list) return list(ctx, asked);
    if (asked.delete !== undefined) {
      const { incident: of } = await deleteComment(ctx, asked.incident, asked.delete);
      return incidentChanged(of, `comment ${asked.delete} is deleted; its words are gone.`);
    }
    if (asked.edit !== undefined) {
      const { incident: of, unknown } = await editComment(ctx, asked.incident, asked.edit, asked.text ?? "");
      return also(incidentChanged(of, `comment ${asked.edit} is changed.`), ...offerToCreate(unknown, incidentKey(of)));
    }
    const said = await addComment(ctx, asked.incident, { body: asked.text ?? "" });
    return also(
      incidentChanged(said.incident, `your comment is number ${said.number}.`),
      ...offerToCreate(said.unknown, incidentKey(said.incident)),
    );
  },
});

/** A form holds no more than this on any platform; cutting the rest off would lose it. */
const longestInForm = 3000;

const wordsToEdit = async (ctx: CommandCtx, { incident: of }: Args, which: number): Promise<string> => {
  const words = await readComment(ctx, of, which);
  if (words.length <= longestInForm) return words;
  throw new Refusal(
    "too-long-for-form",
    `Comment ${which} is too long for a form. Edit its message in the thread, or type \`/incident comment edit:${which} ${incidentKey(of)}\` and the new words.`,
  );
};

const list = async (ctx: CommandCtx, asked: Args): Promise<Message> => {
  const order = asked.order ?? "oldest";
  const {
    incident: of,
    next,
    ...shown
  } = await listComments(ctx, asked.incident, {
    order,
    limit: pageSize,
    ...(asked.after === undefined ? {} : { after: asked.after }),
  });
  const line = (more: string) => `incident comment --list ${more} ${incidentKey(of)}`;
  const me = actorKey(ctx.actor);
  return commentPage(of, shown, {
    mine: ({ author }: CommentView) => author.kind === "person" && `person:${author.id}` === me,
    other: order === "oldest" ? ["Newest first", line("order:newest")] : ["Oldest first", line("order:oldest")],
    ...(next === undefined ? {} : { next: line(`order:${order} after:${next}`) }),
  });
};
