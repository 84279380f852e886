import { createHash } from "node:crypto";
import type { REST } from "discord.js";
import { type APIMessage, Routes } from "discord.js";
import type { PersonId } from "../../domain/ids.ts";
import type { MessageRef, Place } from "../../domain/place.ts";
import type { File, Message } from "../../presentation/message.ts";
import type { Chats } from "./chats.ts";
import type { Json } from "./client.ts";
import { type Fitting, fitControls } from "./controls.ts";
import { calling, codes, deliveryError, discordCode, settled } from "./errors.ts";
import type { Lately } from "./lately.ts";
import { bodyOf, peopleIn, type Rendered, render } from "./render.ts";
import { channelOf, type Who } from "./who.ts";

export interface Sending extends Fitting {
  readonly rest: REST;
  readonly who: Who;
  readonly chats: Chats;
  /** In how many further messages one of ours went on, when it was last seen. */
  readonly went: Lately<number>;
  now(): Temporal.Instant;
  /** The accounts of people, wherever they have one. */
  accounts(people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>>;
  /** What the workspace's severities are called: keys, names and labels. */
  severities(): Promise<readonly string[]>;
  /** A line to type under the path that Discord knows it by. */
  registered(line: string): string;
  /** Keeps what does not fit a modal; gives its name. */
  keepKnown(known: string): Promise<string>;
}

/** A message as Discord takes it, with everything looked up that it names. */
export const prepare = async (
  sending: Sending,
  message: Message,
  mark = 0,
): Promise<readonly [Rendered, ...Rendered[]]> => {
  const fitted = await fitControls(message, sending);
  const people = [...new Set([...peopleIn(fitted), ...(message.pings ?? [])])];
  const { who, registered } = sending;
  return render(fitted, { connection: who.connection, accounts: await sending.accounts(people), registered }, mark);
};

const digest = (key: string): Buffer => createHash("sha256").update(key).digest();

/** While Discord remembers it, a message with this nonce is posted once. */
export const nonceOf = (key: string): string => digest(key).toString("base64url").slice(0, 25);

/** Begins the numbers of the controls of a message with this key: by them it is found again later. */
export const markOf = (key: string): number => 1 + (digest(key).readUInt32BE(0) % 9_999_998);

export const refOf = (place: Place, message: string): MessageRef => ({ place, message });

const mostFiles = 10;
const longestAlt = 1_024;

/** What goes up with a message: at most ten files of it. */
export const withFiles = (body: Json, files: readonly File[]) =>
  files.length === 0
    ? { body }
    : {
        body: {
          ...body,
          attachments: files.map((file, id) => ({
            id: String(id),
            filename: file.name,
            description: file.alt.slice(0, longestAlt),
          })),
        },
        files: files.map((file) => ({ name: file.name, data: Buffer.from(file.bytes), contentType: file.mediaType })),
      };

/** The files of a message, ten at a time. */
const portions = (files: readonly File[]): readonly (readonly File[])[] =>
  Array.from({ length: Math.ceil(files.length / mostFiles) }, (_, i) =>
    files.slice(i * mostFiles, (i + 1) * mostFiles),
  );

/** Sends a message to a channel and gives its id. What does not fit follows in messages that answer the first. */
export const send = async (sending: Sending, channel: string, message: Message, key: string): Promise<string> => {
  const [first, ...rest] = await prepare(sending, message, markOf(key));
  const [files = [], ...moreFiles] = portions(message.files ?? []);
  const sent = await postOne(sending, channel, bodyOf(first), key, rest.length === 0 ? files : []);
  await follow(sending, { channel, message: sent, key }, rest, rest.length === 0 ? moreFiles : [files, ...moreFiles]);
  sending.went.set(sent, rest.length);
  return sent;
};

/** Goes on below a message: what did not fit it, and the files that come last. */
export const follow = async (
  sending: Sending,
  { channel, message, key }: { readonly channel: string; readonly message: string; readonly key: string },
  parts: readonly Rendered[],
  files: readonly (readonly File[])[],
): Promise<void> => {
  const bodies = [
    ...parts.map((part) => ({ body: bodyOf(part), files: [] as readonly File[] })),
    ...files.filter(({ length }) => length > 0).map((some) => ({ body: {}, files: some })),
  ];
  for (const [i, part] of bodies.entries()) {
    const body = { ...part.body, message_reference: { message_id: message, fail_if_not_exists: false } };
    await postOne(sending, channel, body, `${key}#${i + 2}`, part.files);
  }
};

const postOne = async (
  { rest }: Sending,
  channel: string,
  body: Json,
  key: string,
  files: readonly File[],
): Promise<string> => {
  const keyed = { ...body, nonce: nonceOf(key), enforce_nonce: true };
  const { id } = await calling<APIMessage>(() => rest.post(Routes.channelMessages(channel), withFiles(keyed, files)));
  return id;
};

/** Does what an archived thread refuses, once it is open again. */
export const inOpenThread = async <T>({ rest }: Pick<Sending, "rest">, channel: string, work: () => Promise<T>) => {
  try {
    return await work();
  } catch (error) {
    if (discordCode(error) !== codes.archived) throw deliveryError(error);
    await calling(() => rest.patch(Routes.channel(channel), { body: { archived: false } }));
    return calling<T>(work);
  }
};

/** Brings a message of ours up to date, and the messages in which it goes on. */
export const change = async (sending: Sending, ref: MessageRef, message: Message): Promise<void> => {
  const { rest } = sending;
  const channel = channelOf(ref);
  const [first, ...more] = await prepare(sending, message);
  const update = (id: string, part: Rendered) =>
    inOpenThread(sending, channel, () => rest.patch(Routes.channelMessage(channel, id), { body: bodyOf(part) }));
  await update(ref.message, first);
  const following = more.length === 0 && sending.went.get(ref.message) === 0 ? [] : await followers(sending, ref);
  for (const [i, part] of more.entries()) {
    const id = following[i];
    if (id !== undefined) await update(id, part);
    else {
      const key = `${ref.message}#${i + 2}:${nonceOf(JSON.stringify(part))}`;
      await follow(sending, { channel, message: ref.message, key }, [part], []);
    }
  }
  await removeAll(sending, channel, following.slice(more.length));
  sending.went.set(ref.message, more.length);
};

/** Takes a message of ours away, and the messages in which it goes on. */
export const takeAway = async (sending: Sending, ref: MessageRef): Promise<void> => {
  const following = sending.went.get(ref.message) === 0 ? [] : await followers(sending, ref);
  await removeAll(sending, channelOf(ref), [ref.message, ...following]);
};

const removeAll = async ({ rest }: Sending, channel: string, ids: readonly string[]): Promise<void> => {
  for (const id of ids) {
    await settled(() => rest.delete(Routes.channelMessage(channel, id)), [codes.unknownMessage, codes.unknownChannel]);
  }
};

/** What of ours answers a message of ours, oldest first: it goes on there. */
const followers = async ({ rest, who }: Sending, ref: MessageRef): Promise<readonly string[]> => {
  const query = new URLSearchParams({ after: ref.message, limit: "50" });
  const found = await calling<readonly APIMessage[]>(() => rest.get(Routes.channelMessages(channelOf(ref)), { query }));
  return found
    .filter((one) => one.author.id === who.bot && one.message_reference?.message_id === ref.message)
    .filter((one) => one.attachments.length === 0)
    .map(({ id }) => id)
    .toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
};
