import type { CommandCtx } from "../commands/context.ts";
import { mentionsIn } from "../domain/body.ts";
import { readPieces } from "../domain/body-pieces.ts";
import type { MessageRef } from "../domain/place.ts";
import {
  addComment,
  deleteCommentByMessage,
  editCommentByMessage,
  markKeyMomentByMessage,
} from "../services/incident/comment.ts";
import { attachmentOf, type Calling, neutralText } from "./caller.ts";
import type { Handled, Inbound } from "./inbound.ts";
import { unknownChannels } from "./requests.ts";

type Talk = Extract<Inbound, { kind: "reply" | "edit" | "deletion" | "moment" }>;

const silent: Handled = { kind: "silent" };

/** What people say and do where an incident is shown. False: it is not known yet what this belongs to. */
export const handleTalk = async (calling: Calling, ctx: CommandCtx, talk: Talk): Promise<Handled | false> => {
  const message: MessageRef = { place: talk.place, message: talk.message };
  switch (talk.kind) {
    case "reply":
      return reply(calling, ctx, talk, message);
    case "edit": {
      const body = await neutralText(calling, ctx, talk.text);
      const edited = await editCommentByMessage(ctx, message, { body, at: Temporal.Instant.from(talk.at) });
      return edited === null ? false : offer(edited.unknown);
    }
    case "deletion":
      return (await deleteCommentByMessage(ctx, message)) ? silent : false;
    case "moment":
      return (await markKeyMomentByMessage(ctx, message, talk.marked)) ? silent : false;
  }
};

const reply = async (
  calling: Calling,
  ctx: CommandCtx,
  talk: Extract<Talk, { kind: "reply" }>,
  message: MessageRef,
): Promise<Handled | false> => {
  if (ctx.here === undefined) return talk.toUs ? false : silent;
  const [body, permalink] = await Promise.all([
    neutralText(calling, ctx, talk.text),
    calling.adapter.permalink(message),
  ]);
  const added = await addComment(
    ctx,
    { id: ctx.here.id },
    {
      body,
      links: linksIn(body),
      attachments: talk.files.map((file) => attachmentOf(calling.connection.id, file)),
      mentioned: mentionsIn(body),
      origin: { message, ...(permalink === null ? {} : { permalink }) },
    },
  );
  return offer(added.unknown);
};

const linksIn = (body: string) => [
  ...new Map(
    readPieces(body).flatMap((piece) =>
      piece.kind === "link" ? [[piece.url, { name: piece.text, url: piece.url }]] : [],
    ),
  ).values(),
];

const offer = (unknown: readonly string[]): Handled =>
  unknown.length === 0
    ? silent
    : { kind: "answer", message: unknownChannels(unknown), visible: "private", refused: false };
