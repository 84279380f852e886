import { may, sees, sendingIn } from "./access.ts";
import { commandsIn } from "./acts/command.ts";
import type { Core } from "./core.ts";
import { compareIds, instantOf } from "./ids.ts";
import { permissions } from "./permissions.ts";
import type {
  DiscordAuthor,
  DiscordChannel,
  DiscordCommand,
  DiscordMessage,
  DiscordModal,
  DiscordPerson,
  DiscordState,
} from "./protocol.ts";
import { guildsOf, memberOf, membersOf, shownName } from "./state/people.ts";
import {
  type Attachment,
  type Channel,
  type Command,
  flags,
  kinds,
  type Message,
  type Person,
} from "./state/records.ts";
import { showFiles } from "./wire/embedded.ts";

const threadStarter = 21;

/** The server as one person sees it. */
export function stateOf(core: Core, me: Person): DiscordState {
  const { guildId } = core.identity;
  const seen = core.channels.all().filter((channel) => sees(core, me.id, channel));
  const general = seen.find((channel) => channel.guild === guildId && channel.type === kinds.text);
  const open = core.interactions.modals.get(me.id);
  const guilds = guildsOf(core, me.id);
  return {
    guild: { id: guildId, name: core.guilds.get(guildId)?.name ?? "" },
    guilds: guilds.map(({ id, name, owner }) => ({ id, name, owner: owner === me.id })),
    me: personOf(core, me),
    people: [...new Set(guilds.flatMap(({ id }) => membersOf(core, id).map(({ user }) => user)))]
      .flatMap((user) => core.people.get(user) ?? [])
      .map((person) => personOf(core, person)),
    roles: core.roles
      .all()
      .filter((role) => role.guild !== role.id && guilds.some(({ id }) => id === role.guild))
      .map(({ id, name, color, mentionable }) => ({ id, name, color, mentionable })),
    channels: inOrder(seen).map((channel) => channelOf(core, me, channel)),
    commands: general === undefined ? [] : commandsIn(core, me, general).map(commandOf),
    modal:
      open === undefined ? null : { id: open.id, title: open.modal.title, components: plain(open.modal.components) },
    connected: core.connected(),
  };
}

function plain(value: unknown): DiscordModal["components"] {
  return JSON.parse(JSON.stringify(value)) as DiscordModal["components"];
}

/** Servers' channels by position with their threads behind them, then direct messages. */
function inOrder(channels: readonly Channel[]): readonly Channel[] {
  const byPosition = (one: Channel, other: Channel) => one.position - other.position || compareIds(one.id, other.id);
  const threadsOf = (id: string) =>
    channels.filter((each) => each.thread !== undefined && each.parent === id).toSorted(byPosition);
  const rooms = channels.filter((each) => each.guild !== undefined && each.thread === undefined).toSorted(byPosition);
  const direct = channels.filter((each) => each.guild === undefined);
  return [...rooms.flatMap((each) => [each, ...threadsOf(each.id)]), ...direct];
}

export function personOf(core: Core, { id, handle, username, bot, avatar }: Person): DiscordPerson {
  const { guildId } = core.identity;
  const roles = memberOf(core, guildId, id)?.roles ?? [];
  const owner = core.guilds.get(guildId)?.owner === id;
  return { id, handle, username, name: shownName(core, guildId, id), owner, bot, avatar, roles };
}

const names = {
  [kinds.text]: "text",
  [kinds.forum]: "forum",
  [kinds.publicThread]: "thread",
  [kinds.privateThread]: "private-thread",
  [kinds.category]: "category",
  [kinds.dm]: "dm",
} as const;

function channelOf(core: Core, me: Person, channel: Channel): DiscordChannel {
  const { id, type, guild, parent, topic, position, pins, latest, tags, thread, recipients = [] } = channel;
  const other = recipients.find((user) => user !== me.id) ?? me.id;
  const fresh = newIn(core, me, channel);
  const everyone = guild === undefined ? recipients : membersOf(core, guild).map(({ user }) => user);
  const can = (permission: Parameters<typeof may>[3]) => may(core, me.id, channel, permission);
  return {
    id,
    kind: names[type],
    guild: guild ?? null,
    name: type === kinds.dm ? (core.people.get(other)?.name ?? other) : channel.name,
    topic,
    position,
    private: isPrivate(core, channel),
    members:
      thread === undefined
        ? everyone.filter((user) => sees(core, user, channel))
        : thread.members.map(({ user }) => user),
    unread: fresh.length,
    pings: fresh.filter((message) => message.pings.includes(me.id)).length,
    pins: pins.map((pin) => pin.message),
    may: {
      send: can(sendingIn(channel)) && !(thread?.locked && !can("manageThreads")),
      attach: can("attachFiles"),
      thread: can("createPublicThreads"),
      pin: can("pinMessages"),
      manage: can(thread === undefined ? "manageChannels" : "manageThreads"),
    },
    ...(parent === undefined ? {} : { parent }),
    ...(latest === undefined ? {} : { latest }),
    ...(tags === undefined
      ? {}
      : {
          tags: tags.map((tag) => ({
            id: tag.id,
            name: tag.name,
            moderated: tag.moderated,
            ...(tag.emoji_name === null ? {} : { emoji: tag.emoji_name }),
          })),
        }),
    ...(thread === undefined ? {} : { thread: threadOf(core, channel, thread) }),
  };
}

/** Is it hidden from whoever is not named? */
function isPrivate(core: Core, channel: Channel): boolean {
  if (channel.type === kinds.privateThread) return true;
  const home = channel.thread === undefined ? channel : core.channels.get(channel.parent ?? "");
  const forAll = home?.overwrites.find((each) => each.id === channel.guild);
  return (BigInt(forAll?.deny ?? 0) & permissions.viewChannel) !== 0n;
}

function threadOf(
  core: Core,
  { id, parent }: Channel,
  thread: NonNullable<Channel["thread"]>,
): NonNullable<DiscordChannel["thread"]> {
  const { owner, archived, locked, autoArchive, count: messages, tags } = thread;
  const starter = core.log.get(parent ?? "", id) ?? core.log.get(id, id);
  return { owner, archived, locked, autoArchive, messages, tags, ...(starter === undefined ? {} : { starter: id }) };
}

function newIn(core: Core, me: Person, { id, read }: Channel): readonly Message[] {
  const seen = read[me.id] ?? "0";
  const fresh: Message[] = [];
  for (const message of core.log.in(id).toReversed()) {
    if (compareIds(message.id, seen) <= 0) break;
    if (message.author !== me.id && (message.ephemeralTo ?? me.id) === me.id) fresh.push(message);
  }
  return fresh;
}

function commandOf({ id, name, type, body }: Command): DiscordCommand {
  const kind = type === 1 ? "slash" : type === 2 ? "user" : "message";
  return {
    id,
    name,
    type: kind,
    description: String(body.description ?? ""),
    options: (body.options ?? []) as DiscordCommand["options"],
  };
}

/** What a person sees of a channel or thread, oldest first. */
export function messagesOf(core: Core, me: Person, channel: Channel): readonly DiscordMessage[] {
  if (!may(core, me.id, channel, "viewChannel")) return [];
  return core.log
    .in(channel.id)
    .filter(({ ephemeralTo }) => (ephemeralTo ?? me.id) === me.id)
    .map((message) => ({ ...messageOf(core, me, channel, message), ...starterOf(core, me, message) }));
}

/** What a thread hangs on stands at its head, to be read and pressed there too. */
function starterOf(core: Core, me: Person, { type, reference }: Message): Pick<DiscordMessage, "starter"> {
  const channel = type === threadStarter ? core.channels.get(reference?.channel ?? "") : undefined;
  const found = channel && core.log.get(channel.id, reference?.message ?? "");
  return channel === undefined || found === undefined ? {} : { starter: messageOf(core, me, channel, found) };
}

function authorOf(
  core: Core,
  guild: string | undefined,
  { author, as }: Pick<Message, "author" | "as">,
): DiscordAuthor {
  const person = core.people.get(author);
  return {
    id: author,
    name: as ?? shownName(core, guild, author),
    avatar: person?.avatar ?? "#475569",
    bot: person?.bot ?? as !== undefined,
  };
}

function messageOf(core: Core, me: Person, { guild, pins }: Channel, message: Message): DiscordMessage {
  const { id, type, content, edited, reactions, reference } = message;
  const used = message.answers?.trigger ?? message.answers;
  const shownFiles = showFiles(core, message, addressOf);
  const thread = (message.flags & flags.hasThread) === 0 ? undefined : core.channels.get(id);
  const shown = reference?.message === undefined ? undefined : core.log.get(reference.channel, reference.message);
  return {
    id,
    channel: message.channel,
    author: authorOf(core, guild, message),
    type,
    content,
    at: instantOf(id).toString(),
    embeds: shownFiles.embeds,
    components: shownFiles.components,
    attachments: shownFiles.files.map(attachmentOf),
    reactions,
    flags: message.flags,
    ephemeral: message.ephemeralTo !== undefined,
    thinking: (message.flags & flags.loading) !== 0,
    pings: message.pings.includes(me.id),
    pinned: pins.some((pin) => pin.message === id),
    ...(edited === undefined ? {} : { edited: Temporal.Instant.from(edited).toString() }),
    ...(reference?.message === undefined
      ? {}
      : {
          reference: {
            channel: reference.channel,
            message: reference.message,
            shown: shown === undefined ? null : { author: authorOf(core, guild, shown), content: shown.content },
          },
        }),
    ...(thread?.thread === undefined
      ? {}
      : { thread: { id, name: thread.name, messages: thread.thread.count, archived: thread.thread.archived } }),
    ...(used?.name === undefined
      ? {}
      : { command: { name: used.name, user: authorOf(core, guild, { author: used.user }) } }),
  };
}

function attachmentOf(file: Attachment): DiscordMessage["attachments"][number] {
  const { id, filename: name, mediaType, size, description } = file;
  return { id, name, mediaType, size, url: addressOf(file), ...(description === undefined ? {} : { description }) };
}

/** On the page's own server. */
function addressOf({ id }: Attachment): string {
  return `/playground/discord/files/${id}`;
}
