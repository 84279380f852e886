import { type APIMessage, Routes } from "discord.js";
import { z } from "zod";
import type { MessageRef, Place } from "../../domain/place.ts";
import { DeliveryError } from "../../domain/refusal.ts";
import type { Groups, Messenger, Pins } from "../../ports.ts";
import type { Message } from "../../presentation/message.ts";
import { isForum } from "./chats.ts";
import { calling, codes, deliveryError, discordCode, settled } from "./errors.ts";
import { makeFiles } from "./files.ts";
import { carries, findPost, post as postInForum, refile, threadName } from "./forum.ts";
import { reach } from "./reach.ts";
import { makeRooms } from "./rooms.ts";
import { change, inOpenThread, nonceOf, refOf, type Sending, send, takeAway } from "./send.ts";
import { channelOf, permalinkOf, snowflakeAt } from "./who.ts";

/** Discord as something to talk through, in one guild and directly. */
export const makeMessenger = (sending: Sending): Messenger => {
  const { rest, who, chats } = sending;
  return {
    platform: "discord",
    post: (place, message, key) => post(sending, place, message, key),
    async edit(ref, message) {
      const forum = await forumOf(sending, ref.place);
      if (forum === null) return change(sending, ref, message);
      const inPost = ref.place.thread === undefined ? withThread(ref) : ref;
      await change(sending, inPost, message);
      if (inPost.place.thread === ref.message) await refile(sending, forum, ref.message, message);
    },
    async reply(thread, message, key) {
      const say = (id: string) => inOpenThread(sending, id, () => send(sending, id, message, key));
      const known = chats.known(thread.message) !== undefined && thread.place.thread === undefined;
      const id = await openThread(sending, thread);
      try {
        return refOf({ ...thread.place, thread: id }, await say(id));
      } catch (error) {
        if (!known || !(error instanceof DeliveryError) || !error.permanent) throw error;
        // Somebody deleted the thread, and nobody told us.
        chats.forget(id);
        return refOf({ ...thread.place, thread: id }, await say(await openThread(sending, thread)));
      }
    },
    async direct(contact, message, key) {
      const chat = await directChat(sending, contact.address);
      return refOf({ connection: who.connection, chat }, await send(sending, chat, message, key));
    },
    async remove(ref) {
      const isPost = ref.place.thread === undefined && (await forumOf(sending, ref.place)) !== null;
      if (isPost) await settled(() => rest.delete(Routes.channel(ref.message)), [codes.unknownChannel]);
      else await takeAway(sending, ref);
    },
    find: (place, key, since) => find(sending, place, key, since),
    async permalink(ref) {
      const forum = await forumOf(sending, ref.place);
      const { place } = forum === null ? ref : withThread(ref);
      const guild = chats.known(place.chat)?.type === 1 ? "@me" : who.guild;
      return permalinkOf(guild, place.thread ?? place.chat, ref.message);
    },
    reach: (place) => reach(rest, who, place.chat),
    files: makeFiles(rest),
    pins: pins(sending),
    rooms: makeRooms(sending),
    groups: groups(sending),
  };
};

/** The forum that a place is in, or null. */
const forumOf = async ({ chats }: Sending, { chat }: Place) => {
  const found = await chats.get(chat);
  return isForum(found) ? found : null;
};

/** A card in a forum is the first message of a post, and has its id. */
const withThread = (ref: MessageRef): MessageRef =>
  ref.place.thread === undefined ? { ...ref, place: { ...ref.place, thread: ref.message } } : ref;

const post = async (sending: Sending, place: Place, message: Message, key: string): Promise<MessageRef> => {
  const { thread } = place;
  if (thread !== undefined) {
    await threadBelow(sending, place, thread);
    return refOf(place, await inOpenThread(sending, thread, () => send(sending, thread, message, key)));
  }
  const forum = await forumOf(sending, place);
  if (forum !== null) return refOf(place, await postInForum(sending, forum, message, key));
  return refOf(place, await send(sending, place.chat, message, key));
};

/** A week without a word hides a thread; the next one shows it again. */
const archivedAfter = 10_080;

/** The thread of a message, begun when it is needed first. It has the message's id. */
const openThread = async (sending: Sending, { place, message }: MessageRef): Promise<string> => {
  if (place.thread !== undefined) return place.thread;
  const { rest, chats } = sending;
  if (chats.known(message) !== undefined || (await forumOf(sending, place)) !== null) return message;
  const card = await calling<APIMessage>(() => rest.get(Routes.channelMessage(place.chat, message)));
  if (card.thread !== undefined) {
    chats.learn({ ...card.thread, parent_id: place.chat }, sending.who.guild);
    return message;
  }
  const [embed] = card.embeds;
  const name = threadName({ summary: plainly(embed?.title ?? embed?.description ?? card.content), blocks: [] });
  const body = { name, auto_archive_duration: archivedAfter };
  await settled(() => rest.post(Routes.threads(place.chat, message), { body }), [codes.threadExists]);
  chats.learn({ id: message, type: 11, name, parent_id: place.chat, owner_id: sending.who.bot }, sending.who.guild);
  return message;
};

/** Below a message that somebody pointed at there may be no thread yet. */
const threadBelow = async (sending: Sending, { connection, chat }: Place, message: string): Promise<void> => {
  try {
    await sending.chats.get(message);
  } catch (error) {
    if (!(error instanceof DeliveryError) || !error.permanent) throw error;
    await openThread(sending, { place: { connection, chat }, message });
  }
};

const plainly = (shown: string): string => shown.replaceAll(/\\([\\*_~`|<>[\]#.+-])/g, "$1").replaceAll("**", "");

const directChat = async ({ rest, chats }: Sending, account: string): Promise<string> => {
  const { id } = await calling<{ readonly id: string }>(() =>
    rest.post(Routes.userChannels(), { body: { recipient_id: account } }),
  );
  chats.learn({ id, type: 1 });
  return id;
};

/** Discord says "some minutes". */
const nonceRemembered = { minutes: 2 } as const;

const find = async (
  sending: Sending,
  place: Place,
  key: string,
  since: Temporal.Instant,
): Promise<MessageRef | null> => {
  const known = await kindOf(sending, place);
  const isPost = known !== null && isForum(known) && place.thread === undefined;
  // While Discord remembers the nonce, sending it all again is safer than finding the first part of it.
  if (!isPost && Temporal.Instant.compare(since.add(nonceRemembered), sending.now()) > 0) return null;
  if (known === null) {
    const chat = await directChat(sending, place.chat);
    return findIn(sending, { connection: place.connection, chat }, key, since);
  }
  if (isPost) return findPost(sending, place, key, since);
  return findIn(sending, place, key, since);
};

/** Null where the chat is somebody's account: what was sent directly is looked for between the two of us. */
const kindOf = async ({ chats, rest }: Sending, { chat }: Place) => {
  try {
    return await chats.get(chat);
  } catch (error) {
    const user = await rest.get(Routes.user(chat)).catch(() => null);
    if (user !== null) return null;
    throw error;
  }
};

const findIn = async (
  { rest, who }: Sending,
  place: Place,
  key: string,
  since: Temporal.Instant,
): Promise<MessageRef | null> => {
  const query = new URLSearchParams({ after: snowflakeAt(since), limit: "100" });
  try {
    const channel = place.thread ?? place.chat;
    const recent = (await rest.get(Routes.channelMessages(channel), { query })) as readonly APIMessage[];
    const found = recent.find((one) => one.author.id === who.bot && carries(one, key, nonceOf(key)));
    return found === undefined ? null : refOf(place, found.id);
  } catch (error) {
    // A thread nobody has begun holds nothing.
    if (place.thread !== undefined && discordCode(error) === codes.unknownChannel) return null;
    throw deliveryError(error);
  }
};

const pinnedPost = 2;

/** In a forum the whole post is pinned. */
const pins = (sending: Sending): Pins => {
  const { rest } = sending;
  const isPost = async ({ place }: MessageRef) =>
    place.thread === undefined && (await forumOf(sending, place)) !== null;
  const flag = (post: string, flags: number) =>
    inOpenThread(sending, post, () => rest.patch(Routes.channel(post), { body: { flags } }));
  return {
    async pin(ref) {
      if (await isPost(ref)) await flag(ref.message, pinnedPost);
      else await calling(() => rest.put(Routes.channelMessagesPin(channelOf(ref), ref.message)));
    },
    async unpin(ref) {
      const gone = [codes.unknownMessage, codes.unknownChannel];
      if (await isPost(ref)) await settled(() => flag(ref.message, 0), gone);
      else await settled(() => rest.delete(Routes.channelMessagesPin(channelOf(ref), ref.message)), gone);
    },
  };
};

const memberList = z.array(
  z.object({ user: z.object({ id: z.string(), bot: z.boolean().optional() }), roles: z.array(z.string()) }),
);
const roleList = z.array(z.object({ id: z.string() }));
const page = 1_000;

const groups = ({ rest, who }: Sending): Groups => {
  const members = async (group: string): Promise<readonly string[]> => {
    const roles = roleList.parse(await calling(() => rest.get(Routes.guildRoles(who.guild))));
    // Nobody has a role that was deleted: whoever follows it keeps the members it had.
    if (!roles.some(({ id }) => id === group)) throw gone("Discord has no such role.");
    // Everybody has the role that is called like the server, and Discord does not say so.
    const has = (one: z.infer<typeof memberList>[number]) => group === who.guild || one.roles.includes(group);
    const found: string[] = [];
    for (let after = "0"; ; ) {
      const query = new URLSearchParams({ limit: String(page), after });
      const some = memberList.parse(await membersOf(() => rest.get(Routes.guildMembers(who.guild), { query })));
      found.push(...some.filter((one) => one.user.bot !== true && has(one)).map(({ user }) => user.id));
      const last = some.at(-1);
      if (last === undefined || some.length < page) return found;
      after = last.user.id;
    }
  };
  return {
    members: (_connection, group) => members(group),
    async set(_connection, group, accounts) {
      const before = await members(group);
      const change = async (account: string, work: (route: `/${string}`) => Promise<unknown>) => {
        try {
          await work(Routes.guildMemberRole(who.guild, account, group));
        } catch (error) {
          const code = discordCode(error);
          if (code !== undefined && gonePeople.includes(code)) return;
          if (code !== codes.missingPermissions && code !== codes.missingAccess) throw deliveryError(error);
          throw gone(
            "Discord does not let me give that role. Allow me to manage roles, and move my own role above it in the server's settings.",
          );
        }
      };
      for (const one of accounts) if (!before.includes(one)) await change(one, (route) => rest.put(route));
      for (const one of before) if (!accounts.includes(one)) await change(one, (route) => rest.delete(route));
    },
  };
};

/** Whoever has left the server has no roles. */
const gonePeople: readonly number[] = [codes.unknownUser, codes.unknownMember];

/** Discord lists the members of a server only to bots that asked for the right. */
const membersOf = async (call: () => Promise<unknown>): Promise<unknown> => {
  try {
    return await call();
  } catch (error) {
    if (discordCode(error) !== codes.missingAccess) throw deliveryError(error);
    throw gone("Discord does not tell who has a role. Switch the Server Members Intent on in the Developer Portal.");
  }
};

const gone = (message: string): DeliveryError => new DeliveryError("discord", message, { permanent: true });
