import { type Json, tidy } from "../json.ts";
import type { Core } from "./core.ts";
import type { Channel, Message, Person, StoredFile } from "./state/records.ts";

/** How the Events API and the scopes name a kind of conversation. */
export const kinds = {
  channel: { type: "channel", plural: "channels", letter: "C" },
  private: { type: "group", plural: "groups", letter: "G" },
  dm: { type: "im", plural: "im", letter: "D" },
} as const;

export function wirePerson(core: Core, person: Person, withEmail: boolean): Json {
  const { id, handle, name, zone, owner, bot } = person;
  const offset = core.now().toZonedDateTimeISO(zone).offsetNanoseconds / 1e9;
  const [first = name, ...rest] = name.split(" ");
  return {
    id,
    team_id: core.identity.team.id,
    name: handle,
    deleted: person.deleted ?? false,
    color: "475569",
    real_name: name,
    tz: zone,
    tz_label: zone,
    tz_offset: offset,
    profile: tidy({
      real_name: name,
      real_name_normalized: name,
      display_name: handle,
      display_name_normalized: handle,
      first_name: first,
      last_name: rest.join(" "),
      title: "",
      phone: "",
      status_text: "",
      status_emoji: "",
      avatar_hash: "",
      email: withEmail && !bot ? person.email : undefined,
      api_app_id: bot ? core.identity.bot.appId : undefined,
      bot_id: bot ? core.identity.bot.botId : undefined,
      team: core.identity.team.id,
    }),
    is_admin: owner,
    is_owner: owner,
    is_primary_owner: owner,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: bot,
    is_app_user: false,
    updated: 0,
  };
}

export function wireChannel(core: Core, channel: Channel): Json {
  const { id, kind, created, creator, archived, members } = channel;
  const botId = core.identity.bot.userId;
  if (kind === "dm") {
    const user = members.find((member) => member !== botId) ?? botId;
    return { id, created, is_im: true, is_org_shared: false, is_archived: archived, user, is_user_deleted: false };
  }
  const note = (value: string) => ({
    value,
    creator: value === "" ? "" : creator,
    last_set: value === "" ? 0 : created,
  });
  return {
    id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: kind === "channel",
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: kind === "private",
    is_archived: archived,
    is_general: channel.name === "general",
    is_shared: false,
    is_org_shared: false,
    is_ext_shared: false,
    is_member: members.includes(botId),
    created,
    creator,
    updated: created * 1000,
    unlinked: 0,
    context_team_id: core.identity.team.id,
    topic: note(channel.topic),
    purpose: note(channel.purpose),
    previous_names: channel.formerNames,
    num_members: members.length,
  };
}

export function wireFile(core: Core, file: StoredFile): Json {
  const { id, name, mimetype, size, user, created, channels } = file;
  const { team } = core.identity;
  const address = `${core.origin()}/files-pri/${team.id}-${id}`;
  const extension = name.includes(".") ? (name.split(".").at(-1) ?? "") : "";
  return tidy({
    id,
    created,
    timestamp: created,
    name,
    title: file.title ?? name,
    mimetype,
    filetype: extension.toLowerCase() || "binary",
    pretty_type: extension.toUpperCase() || "Binary",
    user,
    user_team: team.id,
    editable: false,
    size,
    mode: "hosted",
    is_external: false,
    external_type: "",
    is_public: channels.length > 0,
    public_url_shared: false,
    alt_txt: file.alt_txt,
    url_private: `${address}/${encodeURIComponent(name)}`,
    url_private_download: `${address}/download/${encodeURIComponent(name)}`,
    permalink: `${core.origin()}/files/${user}/${id}/${encodeURIComponent(name)}`,
    channels,
    groups: [],
    ims: [],
    has_rich_preview: false,
  });
}

export interface MessageOptions {
  readonly metadata?: boolean;
}

export function wireMessage(core: Core, message: Message, { metadata = false }: MessageOptions = {}): Json {
  const { channel, ts, thread_ts, user, bot_id, files, reactions } = message;
  const replies = core.log.replies(channel, ts).filter((reply) => reply.ephemeralTo === undefined);
  const repliers = [...new Set(replies.map((reply) => reply.user))];
  const isReply = thread_ts !== undefined && thread_ts !== ts;
  const pinned = core.channels.get(channel)?.pins.some((pin) => pin.ts === ts) ?? false;
  return tidy({
    type: "message",
    subtype: message.subtype,
    user: user === "" ? undefined : user,
    text: message.text,
    ts,
    team: core.identity.team.id,
    client_msg_id: message.client_msg_id,
    bot_id,
    app_id: message.app_id,
    username: message.username,
    icons: message.icons,
    bot_profile: bot_id === core.identity.bot.botId ? botProfile(core) : undefined,
    blocks: message.blocks,
    attachments: message.attachments,
    files: files?.flatMap((id) => core.files.get(id) ?? []).map((file) => wireFile(core, file)),
    upload: files === undefined ? undefined : true,
    thread_ts,
    parent_user_id: isReply ? core.log.get(channel, thread_ts)?.user : undefined,
    ...(replies.length === 0
      ? {}
      : {
          reply_count: replies.length,
          reply_users_count: repliers.length,
          reply_users: repliers,
          latest_reply: replies.at(-1)?.ts,
          is_locked: false,
          subscribed: replies.some((reply) => reply.user === core.identity.bot.userId),
        }),
    edited: message.edited,
    reactions: reactions?.map(({ name, users }) => ({ name, users, count: users.length })),
    pinned_to: pinned ? [channel] : undefined,
    metadata: metadata ? message.metadata : undefined,
    ...message.about,
  });
}

function botProfile(core: Core): Json {
  const { bot, team } = core.identity;
  const name = core.people.get(bot.userId)?.name ?? "";
  return { id: bot.botId, app_id: bot.appId, user_id: bot.userId, name, deleted: false, updated: 0, team_id: team.id };
}
