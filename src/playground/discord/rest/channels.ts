import { z } from "zod";
import { may, need, needInGuild, permissionsIn } from "../access.ts";
import { emoji, filled, optional, snowflake, textUpTo } from "../check/fields.ts";
import { read } from "../check/problems.ts";
import type { Core } from "../core.ts";
import { limits } from "../limits.ts";
import { refuse, refuseForm } from "../refusal.ts";
import { addChannel, changeChannel, channelName, deleteChannel, setOverwrite } from "../state/channels.ts";
import { blankChannel } from "../state/populate.ts";
import { type Channel, kinds, type Overwrite, type Tag } from "../state/records.ts";
import { changeThread } from "../state/threads.ts";
import { wireChannel } from "../wire/channel.ts";
import { type Call, channelOf, guildOf, type Reply, type Routes } from "./route.ts";
import { archiveDurations, checkTags } from "./threads.ts";

const bits = z.union([z.string(), z.number()]).transform(String);
const overwrite = z.object({
  id: snowflake,
  type: z.literal([0, 1]),
  allow: optional(bits).transform((value) => value ?? "0"),
  deny: optional(bits).transform((value) => value ?? "0"),
});

const tag = z.object({
  id: optional(snowflake),
  name: filled(limits.tagName),
  moderated: optional(z.boolean()),
  emoji_id: optional(snowflake),
  emoji_name: optional(z.string()),
  emoji: optional(emoji),
});

const about = {
  topic: z.string().max(limits.forumTopic).nullish(),
  position: optional(z.number().int()),
  nsfw: optional(z.boolean()),
  rate_limit_per_user: optional(z.number().int().min(0).max(21_600)),
  default_auto_archive_duration: optional(z.literal([...archiveDurations])),
  permission_overwrites: optional(z.array(overwrite)),
  parent_id: snowflake.nullish(),
  available_tags: optional(z.array(tag).max(limits.forumTags)),
  flags: optional(z.number().int()),
};

export const channelRoutes: Routes = {
  "GET /channels/:channel": { run: (core, call) => wireChannel(core, channelOf(core, call)) },
  "PATCH /channels/:channel": {
    run: (core, call) => {
      const channel = channelOf(core, call);
      if (channel.guild === undefined) return refuse("dmOnly");
      return wireChannel(
        core,
        channel.thread === undefined ? change(core, channel, call) : changeOfThread(core, channel, call),
      );
    },
  },
  "DELETE /channels/:channel": {
    run: (core, call) => {
      const channel = channelOf(core, call);
      if (channel.guild === undefined) return wireChannel(core, channel);
      need(core, channel, channel.thread === undefined ? "manageChannels" : "manageThreads");
      const last = wireChannel(core, channel);
      deleteChannel(core, channel);
      return last;
    },
  },
  "PUT /channels/:channel/permissions/:overwrite": {
    run: (core, call) => {
      const channel = overwritable(core, call);
      const asked = read(overwrite, { ...call.json, id: call.params.overwrite });
      checkBits(core, channel, [asked]);
      setOverwrite(core, channel, asked);
      return null;
    },
  },
  "DELETE /channels/:channel/permissions/:overwrite": {
    run: (core, call) => {
      const channel = overwritable(core, call);
      const id = call.params.overwrite;
      if (!channel.overwrites.some((each) => each.id === id)) refuse("unknownOverwrite");
      changeChannel(core, channel, { overwrites: channel.overwrites.filter((each) => each.id !== id) });
      return null;
    },
  },
  "GET /guilds/:guild/channels": {
    run: (core, call) => {
      const { id } = guildOf(core, call);
      const all = core.channels.all().filter((each) => each.guild === id && each.thread === undefined);
      return all.map((channel) => wireChannel(core, channel));
    },
  },
  "POST /guilds/:guild/channels": { status: 201, run: create },
};

function overwritable(core: Core, call: Call): Channel {
  const channel = channelOf(core, call);
  if (channel.guild === undefined) return refuse("dmOnly");
  if (channel.thread !== undefined) return refuse("wrongChannelType");
  need(core, channel, "manageRoles");
  return channel;
}

/** Nobody gives or takes what they may not do themselves. */
function checkBits(core: Core, channel: Channel, overwrites: readonly Overwrite[]): void {
  const mine = permissionsIn(core, channel.guild ?? "", core.identity.bot.userId, channel);
  const beyond = overwrites.some(({ allow, deny }) => ((BigInt(allow) | BigInt(deny)) & ~mine) !== 0n);
  if (beyond) refuse("missingPermissions");
}

function create(core: Core, call: Call): Reply {
  const guild = guildOf(core, call);
  needInGuild(core, guild.id, "manageChannels");
  const shape = z.object({ ...about, name: filled(limits.channelName), type: optional(z.literal([0, 4, 15])) });
  const asked = read(shape, call.json);
  const inGuild = core.channels.all().filter((each) => each.guild === guild.id && each.thread === undefined);
  if (inGuild.length >= limits.guildChannels) refuse("tooManyChannels");
  const { type = kinds.text } = asked;
  const blank = {
    ...blankChannel(core.nextId(), channelName(asked.name, type)),
    type,
    guild: guild.id,
    position: inGuild.length,
  };
  checkBits(core, { ...blank, overwrites: [] }, asked.permission_overwrites ?? []);
  return wireChannel(core, addChannel(core, { ...blank, ...readChange(core, blank, asked) }));
}

function change(core: Core, channel: Channel, call: Call): Channel {
  need(core, channel, "manageChannels");
  const asked = read(z.object({ ...about, name: optional(filled(limits.channelName)) }), call.json);
  if (asked.permission_overwrites !== undefined) {
    need(core, channel, "manageRoles");
    checkBits(core, channel, asked.permission_overwrites);
  }
  const name = asked.name === undefined ? {} : { name: channelName(asked.name, channel.type) };
  return changeChannel(core, channel, { ...name, ...readChange(core, channel, asked) });
}

type Asked = z.infer<z.ZodObject<typeof about>>;

function readChange(core: Core, channel: Channel, asked: Asked): Partial<Channel> {
  const most = channel.type === kinds.forum ? limits.forumTopic : limits.topic;
  read(z.object({ topic: textUpTo(most).nullish() }), { topic: asked.topic });
  const { parent_id: parent } = asked;
  if (parent !== undefined && parent !== null && core.channels.get(parent)?.type !== kinds.category) {
    refuseForm([{ path: ["parent_id"], code: "CHANNEL_PARENT_INVALID_TYPE", message: "Not a category" }]);
  }
  return {
    ...(asked.topic === undefined ? {} : { topic: asked.topic ?? "" }),
    ...(asked.position === undefined ? {} : { position: asked.position }),
    ...(asked.nsfw === undefined ? {} : { nsfw: asked.nsfw }),
    ...(asked.rate_limit_per_user === undefined ? {} : { slowmode: asked.rate_limit_per_user }),
    ...(asked.default_auto_archive_duration === undefined ? {} : { autoArchive: asked.default_auto_archive_duration }),
    ...(asked.permission_overwrites === undefined ? {} : { overwrites: asked.permission_overwrites }),
    ...(asked.flags === undefined ? {} : { flags: asked.flags & requireTag }),
    ...(typeof parent === "string" ? { parent } : {}),
    ...(asked.available_tags === undefined ? {} : { tags: asked.available_tags.map((each) => tagOf(core, each)) }),
  };
}

const requireTag = 1 << 4;

function tagOf(core: Core, asked: z.infer<typeof tag>): Tag {
  const { id = core.nextId(), name, moderated = false, emoji_id = null, emoji_name = null } = asked;
  return { id, name, moderated, emoji_id, emoji_name };
}

const threadChange = z.object({
  name: optional(filled(limits.channelName)),
  archived: optional(z.boolean()),
  locked: optional(z.boolean()),
  invitable: optional(z.boolean()),
  auto_archive_duration: optional(z.literal([...archiveDurations])),
  rate_limit_per_user: optional(z.number().int().min(0).max(21_600)),
  applied_tags: optional(z.array(snowflake).max(limits.appliedTags)),
  flags: optional(z.number().int()),
});

const pinnedPost = 1 << 1;

/** An archived thread must be opened before anything else of it changes, in the same request or an earlier one. */
function changeOfThread(core: Core, channel: Channel, call: Call): Channel {
  const forum = core.channels.get(channel.parent ?? "");
  const asked = read(
    threadChange.superRefine(({ applied_tags: tags }, context) => {
      if (tags !== undefined && forum !== undefined) checkTags(core, forum, tags, context);
    }),
    call.json,
  );
  const me = core.identity.bot.userId;
  const { thread } = channel;
  const mayManage = may(core, me, channel, "manageThreads");
  const onlyOpens = asked.archived === false && asked.locked === undefined && !thread?.locked;
  if (!mayManage && thread?.owner !== me && !(onlyOpens && may(core, me, channel, "sendInThreads")))
    refuse("missingPermissions");
  if (asked.locked !== undefined && !mayManage) refuse("missingPermissions");
  const changesMore = Object.entries(asked).some(
    ([name, value]) => !["archived", "locked"].includes(name) && value !== undefined,
  );
  if (thread?.archived && asked.archived !== false && changesMore) refuse("archived");
  return changeThread(
    core,
    channel,
    {
      ...(asked.archived === undefined ? {} : { archived: asked.archived }),
      ...(asked.locked === undefined ? {} : { locked: asked.locked }),
      ...(asked.invitable === undefined ? {} : { invitable: asked.invitable }),
      ...(asked.auto_archive_duration === undefined ? {} : { autoArchive: asked.auto_archive_duration }),
      ...(asked.applied_tags === undefined ? {} : { tags: asked.applied_tags }),
    },
    {
      ...(asked.name === undefined ? {} : { name: asked.name }),
      ...(asked.rate_limit_per_user === undefined ? {} : { slowmode: asked.rate_limit_per_user }),
      ...(asked.flags === undefined ? {} : { flags: asked.flags & pinnedPost }),
    },
  );
}
