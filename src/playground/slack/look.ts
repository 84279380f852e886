import { textOf } from "../json.ts";
import type { Core } from "./core.ts";
import type { SlackConversation, SlackFile, SlackMessage, SlackState, SlackView } from "./protocol.ts";
import type { Channel, Message, Person, StoredFile, View } from "./state/records.ts";

/** The workspace as one person sees it. */
export function stateOf(core: Core, me: Person): SlackState {
  const installed = core.installation();
  const home = core.homes.find((view) => view.user === me.id);
  return {
    team: core.identity.team,
    me: personOf(me),
    people: core.people
      .all()
      .filter((person) => !person.deleted)
      .map(personOf),
    conversations: core.channels
      .all()
      .filter((channel) => sees(me, channel))
      .map((channel) => conversationOf(core, me, channel)),
    commands: (installed?.commands ?? []).map(({ command, description, usage_hint }) => ({
      command,
      description,
      ...(usage_hint === undefined ? {} : { usage_hint }),
    })),
    shortcuts: (installed?.shortcuts ?? []).map(({ name, type, callback_id }) => ({ name, type, callback_id })),
    home: home === undefined ? null : viewOf(home),
    modals: (core.modals.get(me.id) ?? []).map(viewOf),
    connected: core.connected(),
  };
}

/** What a person sees of a conversation, oldest first: the channel itself, or one thread with its root. */
export function messagesOf(core: Core, me: Person, channel: Channel, thread?: string): readonly SlackMessage[] {
  if (!sees(me, channel)) return [];
  const root = thread === undefined ? undefined : core.log.get(channel.id, thread);
  const all =
    thread === undefined
      ? core.log.top(channel.id)
      : [...(root === undefined ? [] : [root]), ...core.log.replies(channel.id, thread)];
  return all
    .filter(({ ephemeralTo }) => ephemeralTo === undefined || ephemeralTo === me.id)
    .map((message) => messageOf(core, message));
}

export function sees(me: Person, channel: Channel): boolean {
  return channel.kind === "channel" || channel.members.includes(me.id);
}

function personOf({ id, handle, name, email, zone, owner, bot, avatar }: Person) {
  return { id, handle, name, email, zone, owner, bot, avatar };
}

function conversationOf(core: Core, me: Person, channel: Channel): SlackConversation {
  const { id, kind, topic, bookmarks, archived, members, pins } = channel;
  const seen = channel.read[me.id] ?? "0";
  const isNew = (message: Message) =>
    message.ts > seen && message.user !== me.id && (message.ephemeralTo ?? me.id) === me.id;
  const other = members.find((member) => member !== me.id) ?? me.id;
  return {
    id,
    kind,
    name: kind === "dm" ? (core.people.get(other)?.name ?? other) : channel.name,
    topic,
    bookmarks: bookmarks.map(({ title, link }) => ({ title, link })),
    archived,
    members,
    unread: members.includes(me.id) ? countFromEnd(core.log.top(id), seen, isNew) : 0,
    pins: pins.map((pin) => pin.ts),
  };
}

function countFromEnd(all: readonly Message[], seen: string, isNew: (message: Message) => boolean): number {
  let count = 0;
  for (let index = all.length - 1; index >= 0; index -= 1) {
    const message = all[index];
    if (message === undefined || message.ts <= seen) break;
    if (isNew(message)) count += 1;
  }
  return count;
}

function messageOf(core: Core, message: Message): SlackMessage {
  const { channel, ts, user, text, thread_ts, subtype, blocks, attachments, metadata, edited, reactions } = message;
  const replies = core.log.replies(channel, ts).filter((reply) => reply.ephemeralTo === undefined);
  const latest = replies.at(-1);
  const files = message.files?.flatMap((id) => core.files.get(id) ?? []).map((file) => fileOf(file));
  const pinned = core.channels.get(channel)?.pins.some((pin) => pin.ts === ts) ?? false;
  return {
    channel,
    ts,
    user,
    text,
    ...(thread_ts === undefined ? {} : { thread_ts }),
    ...(message.username === undefined ? {} : { username: message.username }),
    ...(subtype === undefined ? {} : { subtype }),
    ...(blocks === undefined ? {} : { blocks }),
    ...(attachments === undefined ? {} : { attachments }),
    ...(files === undefined ? {} : { files }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(edited === undefined ? {} : { edited }),
    ...(reactions === undefined ? {} : { reactions }),
    ...(latest === undefined ? {} : { reply_count: replies.length, latest_reply: latest.ts }),
    ...(pinned ? { pinned } : {}),
    ...(message.ephemeralTo === undefined ? {} : { ephemeral: true }),
  };
}

function fileOf(file: StoredFile): SlackFile {
  const address = `/playground/slack/files/${file.id}`;
  const { id, name, mimetype, size, title, alt_txt } = file;
  return {
    id,
    name,
    mimetype,
    size,
    ...(title === undefined ? {} : { title }),
    ...(alt_txt === undefined ? {} : { alt_txt }),
    permalink: address,
    url_private: address,
  };
}

function viewOf({ id, type, callback_id, title, submit, close, blocks, errors }: View): SlackView {
  const label = (value: View["title"]) => ({ text: textOf(value?.text) ?? "" });
  return {
    id,
    type,
    callback_id,
    blocks,
    ...(title === undefined ? {} : { title: label(title) }),
    ...(submit === undefined ? {} : { submit: label(submit) }),
    ...(close === undefined ? {} : { close: label(close) }),
    ...(errors === undefined ? {} : { errors }),
  };
}
