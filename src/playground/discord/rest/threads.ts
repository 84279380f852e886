import { z } from "zod";
import { jsonOr } from "../../json.ts";
import { may, need, sees } from "../access.ts";
import { filled, optional, snowflake } from "../check/fields.ts";
import { readMessage } from "../check/message.ts";
import { mistake, read } from "../check/problems.ts";
import type { Core } from "../core.ts";
import { compareIds } from "../ids.ts";
import { limits } from "../limits.ts";
import { refuse } from "../refusal.ts";
import { postIn, threadBeside, threadUnder } from "../state/opening.ts";
import { memberOf } from "../state/people.ts";
import { type Channel, kinds } from "../state/records.ts";
import { joinThread, leaveThread } from "../state/threads.ts";
import { wireChannel, wireThreadMember } from "../wire/channel.ts";
import { wireMessage } from "../wire/message.ts";
import { wireMember } from "../wire/person.ts";
import { draftOf } from "./draft.ts";
import { shown } from "./messages.ts";
import { type Call, channelOf, guildOf, limitOf, messageOf, type Reply, type Routes } from "./route.ts";

export const archiveDurations = [60, 1_440, 4_320, 10_080] as const;

const basic = {
  name: filled(limits.channelName),
  auto_archive_duration: optional(z.literal([...archiveDurations])),
  rate_limit_per_user: optional(z.number().int().min(0).max(21_600)),
};

export const threadRoutes: Routes = {
  "POST /channels/:channel/messages/:message/threads": { status: 201, run: underMessage },
  "POST /channels/:channel/threads": {
    status: 201,
    run: (core, call) => {
      const channel = channelOf(core, call);
      return channel.type === kinds.forum ? openPost(core, channel, call) : beside(core, channel, call);
    },
  },
  "GET /channels/:channel/thread-members": {
    run: (core, call) => {
      const channel = threadOf(core, call);
      return (channel.thread?.members ?? []).map((member) => wireThreadMember(channel.id, member));
    },
  },
  "GET /channels/:channel/thread-members/:user": {
    run: (core, call) => {
      const channel = threadOf(core, call);
      const member =
        channel.thread?.members.find(({ user }) => user === personOf(core, call)) ?? refuse("unknownMember");
      const known = memberOf(core, channel.guild ?? "", member.user);
      const withMember = call.query.get("with_member") === "true" && known !== undefined;
      return { ...wireThreadMember(channel.id, member), ...(withMember ? { member: wireMember(core, known) } : {}) };
    },
  },
  "PUT /channels/:channel/thread-members/:user": {
    run: (core, call) => {
      const channel = threadOf(core, call);
      const user = personOf(core, call);
      if (channel.thread?.archived) refuse("archived");
      if (memberOf(core, channel.guild ?? "", user) === undefined) refuse("unknownMember");
      if (user !== core.identity.bot.userId) need(core, channel, "sendInThreads");
      joinThread(core, channel, user);
      return null;
    },
  },
  "DELETE /channels/:channel/thread-members/:user": {
    run: (core, call) => {
      const channel = threadOf(core, call);
      const user = personOf(core, call);
      if (channel.thread?.archived) refuse("archived");
      if (user !== core.identity.bot.userId) need(core, channel, "manageThreads");
      leaveThread(core, channel, user);
      return null;
    },
  },
  "GET /guilds/:guild/threads/active": {
    run: (core, call) => {
      const guild = guildOf(core, call);
      const me = core.identity.bot.userId;
      const open = core.channels.all().filter((each) => each.guild === guild.id && each.thread?.archived === false);
      return listed(
        core,
        open.filter((each) => sees(core, me, each)).toSorted((one, other) => compareIds(other.id, one.id)),
      );
    },
  },
  "GET /channels/:channel/threads/archived/public": { run: (core, call) => archivedIn(core, call, kinds.publicThread) },
  "GET /channels/:channel/threads/archived/private": {
    run: (core, call) => archivedIn(core, call, kinds.privateThread),
  },
};

function threadOf(core: Core, call: Call): Channel {
  const channel = channelOf(core, call);
  return channel.thread === undefined ? refuse("wrongChannelType") : channel;
}

function personOf(core: Core, { params }: Call): string {
  return params.user === "@me" ? core.identity.bot.userId : (params.user ?? "");
}

/** The thread's id is the message's. */
function underMessage(core: Core, call: Call): Reply {
  const parent = channelOf(core, call);
  if (parent.type !== kinds.text) refuse("wrongChannelType");
  need(core, parent, "createPublicThreads", "readHistory");
  const message = messageOf(core, parent, call.params.message);
  const asked = read(z.object(basic), call.json);
  const me = core.identity.bot.userId;
  const { name, auto_archive_duration: autoArchive, rate_limit_per_user: slowmode } = asked;
  return wireChannel(core, threadUnder(core, parent, message, { name, owner: me, autoArchive, slowmode }));
}

function beside(core: Core, parent: Channel, call: Call): Reply {
  if (parent.type !== kinds.text) refuse("wrongChannelType");
  const shape = z.object({ ...basic, type: optional(z.literal([11, 12])), invitable: optional(z.boolean()) });
  const { name, type = 12, invitable, ...asked } = read(shape, call.json);
  need(core, parent, type === 12 ? "createPrivateThreads" : "createPublicThreads");
  const about = { autoArchive: asked.auto_archive_duration, slowmode: asked.rate_limit_per_user };
  const owner = core.identity.bot.userId;
  return wireChannel(
    core,
    threadBeside(core, parent, { name, owner, private: type === 12, invitable: invitable ?? true, ...about }),
  );
}

function openPost(core: Core, forum: Channel, call: Call): Reply {
  need(core, forum, "sendMessages");
  if (call.files.length > 0) need(core, forum, "attachFiles");
  const { name, applied_tags: tags, message: _, ...asked } = read(postShape(core, forum), call.json);
  const body = jsonOr(call.json.message);
  const draft = draftOf(core, { body, files: call.files }, readMessage(body));
  const about = { autoArchive: asked.auto_archive_duration, slowmode: asked.rate_limit_per_user };
  const made = postIn(core, forum, { name, owner: core.identity.bot.userId, tags: tags ?? [], ...about }, draft);
  return { ...wireChannel(core, made.channel), message: wireMessage(core, made.message) };
}

const requireTag = 1 << 4;

function postShape(core: Core, forum: Channel) {
  return z
    .object({
      ...basic,
      applied_tags: optional(z.array(snowflake).max(limits.appliedTags)),
      message: z.looseObject({}),
    })
    .superRefine(({ applied_tags: tags = [] }, context) => {
      if ((forum.flags & requireTag) !== 0 && tags.length === 0) refuse("tagRequired");
      checkTags(core, forum, tags, context);
    });
}

/** Tags must be the forum's; moderated ones need the right to manage threads. */
export function checkTags(core: Core, forum: Channel, tags: readonly string[], context: z.core.$RefinementCtx): void {
  const mayAll = may(core, core.identity.bot.userId, forum, "manageThreads");
  for (const [index, id] of tags.entries()) {
    const tag = forum.tags?.find((each) => each.id === id);
    if (tag === undefined) mistake(context, ["applied_tags", index], "FORUM_TAG_INVALID", "Unknown tag");
    else if (tag.moderated && !mayAll) refuse("missingPermissions");
  }
}

function archivedIn(core: Core, call: Call, type: number): Reply {
  const parent = channelOf(core, call);
  need(core, parent, "readHistory");
  if (type === kinds.privateThread) need(core, parent, "manageThreads");
  const before = call.query.get("before");
  const limit = limitOf(call, 50, 100);
  const found = core.channels
    .all()
    .filter((each) => each.parent === parent.id && each.type === type && each.thread?.archived === true)
    .filter((each) => !before || (each.thread?.archivedAt ?? "") < before.replace("Z", "+00:00"))
    .toSorted((one, other) => ((one.thread?.archivedAt ?? "") < (other.thread?.archivedAt ?? "") ? 1 : -1));
  return listed(core, found.slice(0, limit), found.length > limit);
}

function listed(core: Core, threads: readonly Channel[], hasMore = false) {
  const me = core.identity.bot.userId;
  const members = threads.flatMap(({ id, thread }) => {
    const mine = thread?.members.find(({ user }) => user === me);
    return mine === undefined ? [] : [wireThreadMember(id, mine)];
  });
  const firsts = threads.flatMap(({ id }) => core.log.get(id, id) ?? []).map((message) => shown(core, message));
  return {
    threads: threads.map((each) => wireChannel(core, each)),
    members,
    has_more: hasMore,
    ...(firsts.length > 0 ? { first_messages: firsts } : {}),
  };
}
