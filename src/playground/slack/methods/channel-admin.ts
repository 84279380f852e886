import type { Json } from "../../json.ts";
import type { Core } from "../core.ts";
import { limits } from "../limits.ts";
import { refuse } from "../refusal.ts";
import {
  addMember,
  archiveChannel,
  createChannel,
  removeMember,
  renameChannel,
  setPurpose,
  setTopic,
  unarchiveChannel,
  wrongName,
} from "../state/channels.ts";
import { findDm, openDm } from "../state/people.ts";
import type { Channel } from "../state/records.ts";
import { wireChannel } from "../wire.ts";
import { type Args, channelOf, isMember, type Methods, needScope } from "./method.ts";

const manage = ["channels:manage", "groups:write", "channels:write.topic", "groups:write.topic"];

/** Making and changing conversations. */
export const channelAdminMethods: Methods = {
  "conversations.create": {
    scopes: ["channels:manage", "groups:write"],
    run: (core, args) => {
      const isPrivate = args.flag("is_private");
      needScope(core, [isPrivate ? "groups:write" : "channels:manage"]);
      const name = args.text("name") ?? "";
      const wrong = wrongName(core, name);
      if (wrong !== null) refuse(wrong);
      const channel = createChannel(core, { name, private: isPrivate, creator: core.identity.bot.userId });
      return { channel: wireChannel(core, channel) };
    },
  },
  "conversations.join": {
    scopes: ["channels:join"],
    run: (core, args) => {
      const channel = channelOf(core, args);
      if (channel.kind !== "channel") refuse("method_not_supported_for_channel_type");
      if (channel.archived) refuse("is_archived");
      if (isMember(core, channel)) return { channel: wireChannel(core, channel), warning: "already_in_channel" };
      return { channel: wireChannel(core, addMember(core, channel, core.identity.bot.userId)) };
    },
  },
  "conversations.leave": {
    scopes: manage,
    run: (core, args) => {
      const channel = managed(core, args);
      if (!isMember(core, channel)) return { not_in_channel: true };
      if (channel.name === "general") refuse("cant_leave_general");
      removeMember(core, channel, core.identity.bot.userId, core.identity.bot.userId);
      return {};
    },
  },
  "conversations.invite": { scopes: ["channels:manage", "groups:write", "channels:write.invites"], run: inviteAll },
  "conversations.kick": {
    scopes: manage,
    run: (core, args) => {
      const channel = joined(core, managed(core, args));
      const user = args.required("user");
      if (user === core.identity.bot.userId) refuse("cant_kick_self");
      if (core.people.get(user) === undefined) refuse("user_not_found");
      if (!channel.members.includes(user)) refuse("not_in_channel");
      if (channel.name === "general") refuse("cant_kick_from_general");
      removeMember(core, channel, user, core.identity.bot.userId);
      return { errors: {} };
    },
  },
  "conversations.archive": {
    scopes: manage,
    run: (core, args) => {
      const channel = managed(core, args);
      if (channel.archived) refuse("already_archived");
      if (channel.name === "general") refuse("cant_archive_general");
      archiveChannel(core, joined(core, channel), core.identity.bot.userId);
      return {};
    },
  },
  "conversations.unarchive": {
    scopes: manage,
    run: (core, args) => {
      const channel = managed(core, args);
      if (!channel.archived) refuse("not_archived");
      unarchiveChannel(core, channel, core.identity.bot.userId);
      return {};
    },
  },
  "conversations.rename": {
    scopes: manage,
    run: (core, args) => {
      const channel = joined(core, managed(core, args));
      const name = args.text("name") ?? "";
      const wrong = name === channel.name ? null : wrongName(core, name);
      if (wrong !== null) refuse(wrong);
      if (channel.creator !== core.identity.bot.userId) refuse("not_authorized");
      return { channel: wireChannel(core, renameChannel(core, channel, core.identity.bot.userId, name)) };
    },
  },
  "conversations.setTopic": {
    scopes: manage,
    run: (core, args) => {
      const channel = describable(core, args, "topic");
      const topic = args.text("topic") ?? "";
      setTopic(core, channel, core.identity.bot.userId, topic);
      return { channel: wireChannel(core, core.channels.get(channel.id) ?? channel) };
    },
  },
  "conversations.setPurpose": {
    scopes: manage,
    run: (core, args) => {
      const channel = describable(core, args, "purpose");
      const purpose = args.text("purpose") ?? "";
      setPurpose(core, channel, core.identity.bot.userId, purpose);
      return { purpose };
    },
  },
  "conversations.open": { scopes: ["im:write"], run: open },
};

function managed(core: Core, args: Args): Channel {
  const channel = channelOf(core, args);
  if (channel.kind === "dm") refuse("method_not_supported_for_channel_type");
  needScope(core, [channel.kind === "channel" ? "channels:manage" : "groups:write"]);
  return channel;
}

function joined(core: Core, channel: Channel): Channel {
  if (channel.archived) refuse("is_archived");
  return isMember(core, channel) ? channel : refuse("not_in_channel");
}

function describable(core: Core, args: Args, what: "topic" | "purpose"): Channel {
  const channel = channelOf(core, args);
  if (channel.kind === "dm") refuse("method_not_supported_for_channel_type");
  const own =
    channel.kind === "channel" ? ["channels:manage", "channels:write.topic"] : ["groups:write", "groups:write.topic"];
  needScope(core, own);
  if ((args.text(what) ?? "").length > limits.topic) refuse("too_long");
  return joined(core, channel);
}

function inviteAll(core: Core, args: Args): Json {
  const channel = channelOf(core, args);
  if (channel.kind === "dm") refuse("method_not_supported_for_channel_type");
  needScope(core, channel.kind === "channel" ? ["channels:manage", "channels:write.invites"] : ["groups:write"]);
  joined(core, channel);
  const users = args.words("users");
  if (users.length === 0) refuse("no_user");
  if (users.length > 100) refuse("too_many_users");
  const problems = users.flatMap((user) => {
    const error = wrongGuest(core, channel, user);
    return error === null ? [] : [{ user, ok: false, error }];
  });
  const [first] = problems;
  if (first !== undefined && !args.flag("force")) refuse(first.error, { errors: problems });
  for (const user of users) {
    const current = core.channels.get(channel.id) ?? channel;
    if (wrongGuest(core, current, user) === null) addMember(core, current, user, core.identity.bot.userId);
  }
  return { channel: wireChannel(core, core.channels.get(channel.id) ?? channel) };
}

function wrongGuest(core: Core, channel: Channel, user: string): string | null {
  if (user === core.identity.bot.userId) return "cant_invite_self";
  const person = core.people.get(user);
  if (person === undefined || person.deleted) return "user_not_found";
  return channel.members.includes(user) ? "already_in_channel" : null;
}

/** Only conversations of two: those of more are not part of the playground. */
function open(core: Core, args: Args): Json {
  const known = args.text("channel");
  if (known) return { channel: wireChannel(core, channelOf(core, args)) };
  const users = args.words("users");
  const [user] = users;
  if (user === undefined) return refuse("users_list_not_supplied");
  if (users.length > 1) refuse("mpim_not_supported");
  const person = core.people.get(user) ?? refuse("user_not_found");
  if (person.deleted) refuse("user_disabled");
  const { userId } = core.identity.bot;
  const before = findDm(core, userId, user);
  const channel = openDm(core, userId, user);
  const whole = args.flag("return_im") ? wireChannel(core, channel) : { id: channel.id };
  return { ...(before === undefined ? {} : { no_op: true, already_open: true }), channel: whole };
}
