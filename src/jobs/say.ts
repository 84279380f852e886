import type { EntryId } from "../domain/ids.ts";
import type { CommentView } from "../domain/incident/entry-view.ts";
import { type MessageRef, platformNames } from "../domain/place.ts";
import type { Messenger } from "../ports.ts";
import { entryMessages } from "../presentation/entry-message.ts";
import type { File, Message } from "../presentation/message.ts";
import type { Ctx } from "../services/ctx.ts";
import { isArchivedRoom } from "../services/posting/room.ts";
import {
  forgetLine,
  lineKey,
  linesOf,
  loadSaying,
  rememberHeard,
  rememberLine,
  type Saying,
  type Unsaid,
} from "../services/posting/say.ts";
import { sendOnce } from "../services/posting/send.ts";
import { inTurn } from "../services/posting/turn.ts";
import { settleOpen } from "../services/posting/withdraw.ts";
import { ctxOfJob } from "../services/system.ts";
import { filesFor } from "./carry.ts";
import type { Deps } from "./deps.ts";
import { isFinal, isPlaceGone } from "./gone.ts";
import type { DataOf } from "./worker.ts";

/** Says in one thread what it has not heard yet, one entry after another, so that a repeat goes on where it stopped. */
export const say = async (data: DataOf<"say">, deps: Deps): Promise<void> => {
  const ctx = await ctxOfJob(deps.ground, data);
  if (ctx === null) return settleOpen(deps.ground, deps.messengers, data.incident);
  for (;;) {
    const saying = await loadSaying(ctx, data.incident, data.posting);
    if (saying === null) return settleOpen(deps.ground, deps.messengers, data.incident);
    const messenger = deps.messengers.for(saying.posting.place);
    if (saying.unsaid.length === 0 || messenger === undefined) return;
    const thread: Thread = { ctx, deps, messenger, saying };
    for (const unsaid of saying.unsaid) {
      try {
        await sayEntry(thread, unsaid);
      } catch (error) {
        if (!isFinal(error)) throw error;
        if (await isArchivedRoom(ctx, saying.posting)) return;
        if (await isPlaceGone(ctx, messenger, saying.posting.place, error)) return;
        deps.log.warn({ err: error, entry: unsaid.view.entry.id }, "A platform refused one line of a timeline.");
      }
      await rememberHeard(ctx, data.posting, unsaid.view.entry.seq);
    }
  }
};

interface Thread {
  readonly ctx: Ctx;
  readonly deps: Deps;
  readonly messenger: Messenger;
  readonly saying: Saying;
}

const sayEntry = async (thread: Thread, unsaid: Unsaid): Promise<void> => {
  const { view, told, written } = unsaid;
  const { entry, comment } = view;
  if (!told) return;
  switch (entry.kind) {
    case "commented":
      if (!written && comment?.body !== undefined) {
        const { ctx, deps, messenger, saying } = thread;
        const files = await filesFor({ ctx, deps, messenger, place: saying.posting.place }, comment);
        await bring(thread, entry.id, withFiles(entryMessages(view, crossedFrom(thread, unsaid)), files), true);
      }
      return;
    case "comment-edited":
      if (comment?.body !== undefined) await amend(thread, unsaid, comment);
      return;
    case "comment-deleted":
      if (comment !== undefined) await takeBack(thread, comment.id, 0);
      if (stays(unsaid)) await bring(thread, entry.id, entryMessages(view), false);
      return;
    default:
      await bring(thread, entry.id, entryMessages(view), false);
  }
};

/** The other side that something was written on; undefined where it was written on this one, or on none. */
const crossedFrom = ({ messenger, saying }: Thread, { view, origin }: Unsaid): string | undefined => {
  if (origin?.place.connection === saying.posting.place.connection) return undefined;
  const { surface } = view.entry;
  const from = origin?.platform ?? (surface === "slack" || surface === "discord" ? surface : undefined);
  if (from === undefined) return undefined;
  return from === messenger.platform ? origin?.team : platformNames[from];
};

/** The files come with the last of the messages. */
const withFiles = (messages: readonly Message[], files: readonly File[]): readonly Message[] =>
  files.length === 0 ? messages : messages.map((one, i) => (i === messages.length - 1 ? { ...one, files } : one));

/** Sends what is not there yet. */
const bring = async (thread: Thread, entry: EntryId, messages: readonly Message[], copies: boolean): Promise<void> => {
  const { ctx, messenger, saying } = thread;
  const { posting, card } = saying;
  for (const [part, message] of messages.entries()) {
    const key = lineKey(entry, posting.id, part);
    // A room is the incident's own: what is said there needs no thread.
    const send = (said: Message): Promise<MessageRef> =>
      posting.kind === "room" ? messenger.post(posting.place, said, key) : messenger.reply(card, said, key);
    await wordsAtLeast(thread, message, (said) =>
      sendOnce(ctx, messenger, {
        key,
        incident: posting.incident,
        place:
          posting.kind === "room" ? posting.place : { ...posting.place, thread: card.place.thread ?? card.message },
        send: () => send(said),
        remember: (tx, ref) => rememberLine(ctx, tx, { posting, key, ref, ...(copies ? { comment: entry } : {}) }),
      }),
    );
  }
};

/** Where the files of a message are refused for good its words go alone: they say where the files are. */
const wordsAtLeast = async (
  { deps }: Thread,
  message: Message,
  send: (said: Message) => Promise<unknown>,
): Promise<void> => {
  const { files, ...words } = message;
  try {
    await send(message);
  } catch (error) {
    if (files === undefined || !isFinal(error)) throw error;
    deps.log.warn({ err: error, files: files.map(({ name }) => name) }, "A platform refused files that crossed over.");
    await send(words);
  }
};

/** What people wrote themselves nobody else can change: where it was not done there it is said beneath. */
const stays = ({ written, view: { entry } }: Unsaid): boolean => written && entry.data.inChat !== true;

/** Our copies of a comment follow its edit, and so does what is said of it where it was written. */
const amend = async (thread: Thread, unsaid: Unsaid, comment: CommentView): Promise<void> => {
  const { view, written, added } = unsaid;
  const lines = await linesOf(thread.ctx, thread.saying.posting.incident, {
    entry: comment.id,
    posting: thread.saying.posting.id,
  });
  if ((lines.length === 0 && !stays(unsaid)) || comment.body === undefined || added === undefined) return;
  const shown = written ? { ...view, body: comment.body } : { ...view, entry: added, actor: comment.author };
  const messages = entryMessages(shown, crossedFrom(thread, { ...unsaid, view: shown }));
  const { ctx, messenger, saying } = thread;
  // What is brought is remembered, what is changed is not: where either waits for its turn, the other is not done twice.
  await bring(thread, comment.id, messages, true);
  await inTurn(ctx, messenger, saying.posting.place, async () => {
    for (const [part, { place, message }] of lines.entries()) {
      const now = messages[part];
      if (now !== undefined && message !== undefined) await messenger.edit({ place, message }, now);
    }
  });
  await takeBack(thread, comment.id, messages.length);
};

/** Removes our copies of a comment from this part on. */
const takeBack = async (thread: Thread, comment: EntryId, from: number): Promise<void> => {
  const { ctx, messenger, saying } = thread;
  const lines = await linesOf(ctx, saying.posting.incident, { entry: comment, posting: saying.posting.id });
  for (const line of lines.slice(from)) {
    const { place, message } = line;
    if (message !== undefined) {
      await inTurn(ctx, messenger, place, () => removed(messenger, { place, message }));
    }
    await forgetLine(ctx, line);
  }
};

/** What cannot be removed any more is gone already. */
const removed = async (messenger: Messenger, ref: MessageRef): Promise<void> => {
  try {
    await messenger.remove(ref);
  } catch (error) {
    if (!isFinal(error)) throw error;
  }
};
