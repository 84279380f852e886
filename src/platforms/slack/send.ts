import type { WebClient } from "@slack/web-api";
import type { PersonId } from "../../domain/ids.ts";
import type { MessageRef, Place } from "../../domain/place.ts";
import { DeliveryError } from "../../domain/refusal.ts";
import type { File, Message } from "../../presentation/message.ts";
import { wire } from "./client.ts";
import { fitControls } from "./controls.ts";
import { calling } from "./errors.ts";
import { type Rendered, render } from "./render.ts";
import type { Who } from "./who.ts";

export interface Sending {
  readonly client: WebClient;
  readonly who: Who;
  /** The accounts of people who may be pinged. */
  accounts(people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>>;
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

/** By this a message of ours is found again. */
export const keyed = (key: string) => ({ event_type: "tocsin", event_payload: { key } });

/** Sends a message to a chat and gives where it went. What does not fit the first follows in messages of its own. */
export const send = async (sending: Sending, to: Pick<Place, "chat" | "thread">, message: Message, key: string) => {
  const [first, ...rest] = await prepare(sending, message);
  const thread = to.thread === undefined ? {} : { thread_ts: to.thread };
  const sent = await postOne(sending, { channel: to.chat, ...thread }, first, key);
  for (const [i, part] of rest.entries()) {
    await postOne(sending, { channel: sent.chat, ...thread }, part, `${key}#${i + 2}`);
  }
  for (const file of message.files ?? []) await upload(sending, sent.chat, to.thread, file);
  return refOf(sending.who, sent.chat, to.thread, sent.ts);
};

const postOne = async (
  { client }: Sending,
  to: { readonly channel: string; readonly thread_ts?: string },
  part: Rendered,
  key: string,
): Promise<{ readonly chat: string; readonly ts: string }> => {
  const posted = await calling(() =>
    client.chat.postMessage({
      ...to,
      ...wire(part),
      metadata: keyed(key),
      unfurl_links: false,
      unfurl_media: false,
    }),
  );
  if (posted.ts === undefined || posted.channel === undefined) {
    throw new DeliveryError("slack", "Slack did not say which message it posted.");
  }
  return { chat: posted.channel, ts: posted.ts };
};

export const refOf = (who: Who, chat: string, thread: string | undefined, message: string): MessageRef => ({
  place: { connection: who.connection, chat, ...(thread === undefined ? {} : { thread }) },
  message,
});

const upload = async ({ client }: Sending, chat: string, thread: string | undefined, file: File): Promise<void> => {
  await calling(() =>
    client.files.uploadV2({
      channel_id: chat,
      file: Buffer.from(file.bytes),
      filename: file.name,
      alt_text: file.alt.slice(0, 1_000),
      ...(thread === undefined ? {} : { thread_ts: thread }),
    } as Parameters<WebClient["files"]["uploadV2"]>[0]),
  );
};

/** Brings a message of ours up to date, and the messages in which it goes on. */
export const change = async (sending: Sending, ref: MessageRef, message: Message): Promise<void> => {
  const { client } = sending;
  const [first, ...rest] = await prepare(sending, message);
  const update = (ts: string, part: Rendered) =>
    calling(() =>
      // A message that had a colour and has none now, or the other way round, must lose the other kind.
      client.chat.update(Object.assign({ channel: ref.place.chat, ts, blocks: [], attachments: [] }, wire(part))),
    );
  await update(ref.message, first);
  if (rest.length === 0) return;
  const following = await followers(sending, ref);
  for (const [i, part] of rest.entries()) {
    const ts = following.get(i + 2);
    if (ts !== undefined) await update(ts, part);
    else if (following.key !== undefined) {
      await postOne(sending, followUp(ref), part, `${following.key}#${i + 2}`);
    }
  }
};

const followUp = ({ place }: MessageRef) => ({
  channel: place.chat,
  ...(place.thread === undefined ? {} : { thread_ts: place.thread }),
});

/** The messages in which one of ours goes on, by number, and its key. */
const followers = async (sending: Sending, ref: MessageRef) => {
  const messages = await recent(sending, ref.place, ref.message, 30);
  const key = messages.find(({ ts }) => ts === ref.message)?.key;
  const found = new Map<number, string>();
  for (const { ts, key: one } of messages) {
    const number = key !== undefined && one?.startsWith(`${key}#`) ? Number(one.slice(key.length + 1)) : Number.NaN;
    if (ts !== undefined && !Number.isNaN(number)) found.set(number, ts);
  }
  return Object.assign(found, { key });
};

/** Our own messages of a place since one, oldest first, with their keys. */
export const recent = async (
  { client, who }: Sending,
  place: Pick<Place, "chat" | "thread">,
  oldest: string,
  limit: number,
): Promise<readonly { readonly ts?: string | undefined; readonly key: string | undefined }[]> => {
  const page = { channel: place.chat, oldest, inclusive: true, include_all_metadata: true, limit } as const;
  const { messages = [] } = await calling(async () =>
    place.thread === undefined
      ? await client.conversations.history(page)
      : await client.conversations.replies({ ...page, ts: place.thread }),
  );
  return messages
    .filter((message) => message.user === who.bot)
    .map((message) => ({ ts: message.ts, key: keyOf("metadata" in message ? message.metadata : undefined) }))
    .toSorted((a, b) => Number(a.ts) - Number(b.ts));
};

const keyOf = (metadata: unknown): string | undefined => {
  const payload = (metadata as { readonly event_payload?: { readonly key?: unknown } } | undefined)?.event_payload;
  return typeof payload?.key === "string" ? payload.key : undefined;
};
