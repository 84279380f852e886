import type { WebClient } from "@slack/web-api";
import type { PersonId } from "../../domain/ids.ts";
import type { MessageRef, Place } from "../../domain/place.ts";
import { DeliveryError } from "../../domain/refusal.ts";
import type { File, Message } from "../../presentation/message.ts";
import type { Parts } from "../../services/posting/parts.ts";
import { wire } from "./client.ts";
import { fitControls } from "./controls.ts";
import { calling, settled } from "./errors.ts";
import { keyed } from "./find.ts";
import { type Rendered, render, viewBlocks } from "./render.ts";
import { refOf, type Who } from "./who.ts";

export interface Sending {
  readonly client: WebClient;
  readonly who: Who;
  /** Seconds from one message in a chat to the next. */
  readonly pace: number;
  /** The accounts of people who may be pinged. */
  accounts(people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>>;
  /** What is remembered of messages that are too long for one. */
  readonly parts: Parts;
  /** Keeps a line that does not fit a control; gives the line that does. */
  keep(line: string): Promise<string>;
  /** Keeps what does not fit a modal; gives its name. */
  keepKnown(known: string): Promise<string>;
}

/** A message as Slack takes it, with everything looked up that it names. */
export const prepare = async (
  { who, accounts, keep }: Sending,
  message: Message,
): Promise<readonly [Rendered, ...Rendered[]]> => {
  const naming = { connection: who.connection, accounts: await accounts(message.pings ?? []) };
  return render(await fitControls(message, keep), naming);
};

/** A message as a home or a modal shows it; `rest` says what to type for what does not fit. */
export const prepareView = async ({ who, accounts, keep }: Sending, message: Message, rest: string) => {
  const naming = { connection: who.connection, accounts: await accounts(message.pings ?? []) };
  return viewBlocks(await fitControls(message, keep), naming, rest);
};

/** Sends a message to a chat and gives where it went. What does not fit the first follows in messages of its own. */
export const send = async (
  sending: Sending,
  to: Pick<Place, "chat" | "thread">,
  message: Message,
  key: string,
): Promise<MessageRef> => {
  const [first, ...rest] = await prepare(sending, message);
  const files = message.files ?? [];
  const place = { connection: sending.who.connection, ...to };
  const isOne = rest.length === 0 && files.length === 0;
  // Its words may be there from a try with files that were refused.
  if (isOne && !(await sending.parts.begun(key))) return postOne(sending, place, first, key);
  const head = await postPart(sending, place, first, { key, number: 1 });
  for (const [i, part] of rest.entries()) await postPart(sending, head.place, part, { key, number: i + 2 });
  if (files.length > 0) {
    await sending.parts.send({
      key,
      number: filesPart,
      place: head.place,
      send: () => upload(sending, head.place, files),
    });
  }
  return head;
};

/** Files are one part, after all the words there may be: they stay when those are edited, and go when those go. */
const filesPart = 99;
const filesMark = "files:";

/** Several messages make one: a repeat goes on after those that are there. */
const postPart = (
  sending: Sending,
  place: Place,
  part: Rendered,
  named: { readonly key: string; readonly number: number },
): Promise<MessageRef> => sending.parts.send({ ...named, place, send: (key) => postOne(sending, place, part, key) });

const postOne = async ({ client, who }: Sending, { chat, thread }: Place, part: Rendered, key: string) => {
  const posted = await calling(() =>
    client.chat.postMessage({
      channel: chat,
      ...(thread === undefined ? {} : { thread_ts: thread }),
      ...wire(part),
      metadata: keyed(key),
      unfurl_links: false,
      unfurl_media: false,
    }),
  );
  if (posted.ts === undefined || posted.channel === undefined) {
    throw new DeliveryError("slack", "Slack did not say which message it posted.");
  }
  return refOf(who, posted.channel, thread, posted.ts);
};

/** All at once, so that they arrive together or not at all. */
const upload = async ({ client }: Sending, place: Place, files: readonly File[]): Promise<MessageRef> => {
  const uploaded = await calling(() =>
    client.files.uploadV2({
      channel_id: place.chat,
      file_uploads: files.map((file) => ({
        file: Buffer.from(file.bytes),
        filename: file.name,
        alt_text: file.alt.slice(0, 1_000),
      })),
      ...(place.thread === undefined ? {} : { thread_ts: place.thread }),
    } as Parameters<WebClient["files"]["uploadV2"]>[0]),
  );
  const ids = ((uploaded as Uploaded).files ?? []).flatMap((one) => (one.files ?? []).flatMap(({ id }) => id ?? []));
  return { place, message: `${filesMark}${ids.join(",")}` };
};

/** What uploadV2 gives, which its type does not say. */
interface Uploaded {
  readonly files?: readonly { readonly files?: readonly { readonly id?: string }[] }[];
}

/** Brings a message of ours up to date, and the messages in which it goes on: as many as it takes now. */
export const change = async (sending: Sending, ref: MessageRef, message: Message): Promise<void> => {
  const { client, parts } = sending;
  const [first, ...rest] = await prepare(sending, message);
  const update = (ts: string, part: Rendered) =>
    calling(() =>
      // A message that had a colour and has none now, or the other way round, must lose the other kind.
      client.chat.update(Object.assign({ channel: ref.place.chat, ts, blocks: [], attachments: [] }, wire(part))),
    );
  await update(ref.message, first);
  const { key, following } = await parts.of(ref);
  for (const [i, part] of rest.entries()) {
    const there = following.get(i + 2);
    if (there !== undefined) await update(there.message, part);
    else await postPart(sending, ref.place, part, { key, number: i + 2 });
  }
  for (const [number, surplus] of following) {
    if (number > rest.length + 1 && number !== filesPart) await removeOne(sending, surplus);
  }
};

/** Takes a message of ours away, and those in which it goes on. */
export const remove = async (sending: Sending, ref: MessageRef): Promise<void> => {
  const { following } = await sending.parts.of(ref);
  for (const part of following.values()) await removeOne(sending, part);
  await deleted(sending, ref);
};

const removeOne = async (sending: Sending, ref: MessageRef): Promise<void> => {
  if (ref.message.startsWith(filesMark)) await unshared(sending, ref.message.slice(filesMark.length).split(","));
  else await deleted(sending, ref);
  await sending.parts.forget(ref);
};

const unshared = async ({ client }: Sending, files: readonly string[]): Promise<void> => {
  for (const file of files.filter((id) => id !== "")) {
    await settled(() => client.files.delete({ file }), ["file_not_found", "file_deleted"]);
  }
};

const deleted = ({ client }: Sending, { place, message }: MessageRef): Promise<void> =>
  settled(() => client.chat.delete({ channel: place.chat, ts: message }), ["message_not_found"]);
