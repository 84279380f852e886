import { type Json, tidy } from "../../json.ts";
import type { Core } from "../core.ts";
import { instantOf, stampOf } from "../ids.ts";
import { type Attachment, type Cause, flags, type Message } from "../state/records.ts";
import { wireChannel } from "./channel.ts";
import { showFiles } from "./embedded.ts";
import { wireComponent } from "./layout.ts";
import { partialMember, userOf, wireUser } from "./person.ts";

/** A message as the REST API gives it. */
export function wireMessage(core: Core, message: Message, depth = 0): Json {
  const { id, channel, author, type, edited, answers, reference, nonce } = message;
  const thread = (message.flags & flags.hasThread) === 0 ? undefined : core.channels.get(id);
  const isOwnAnswer = answers !== undefined;
  const { embeds, components, files } = showFiles(core, message, (file) => addressOf(core, channel, file));
  return tidy({
    id,
    channel_id: channel,
    type,
    content: message.content,
    author: authorOf(core, message),
    webhook_id: isOwnAnswer ? core.identity.applicationId : message.as === undefined ? undefined : author,
    application_id: isOwnAnswer ? core.identity.applicationId : undefined,
    timestamp: stampOf(instantOf(id)),
    edited_timestamp: edited ?? null,
    tts: false,
    mention_everyone: message.mentionEveryone,
    mentions: message.mentions.map((user) => wireUser(core, user)),
    mention_roles: message.mentionRoles,
    attachments: files.map((file) => wireAttachment(core, message, file)),
    embeds,
    components: components.map(wireComponent),
    reactions: message.reactions.length === 0 ? undefined : reactionsOf(core, message),
    pinned: core.channels.get(channel)?.pins.some((pin) => pin.message === id) ?? false,
    flags: message.flags,
    nonce,
    message_reference: reference === undefined ? undefined : referenceOf(core, message),
    referenced_message: depth === 0 && [19, 21, 23].includes(type) ? referencedBy(core, message) : undefined,
    interaction_metadata: answers === undefined ? undefined : interactionOf(core, answers),
    thread: thread === undefined ? undefined : wireChannel(core, thread),
  });
}

function authorOf(core: Core, { author, as }: Message): Json {
  return as === undefined ? wireUser(core, author) : userOf({ id: author, username: as, name: as, bot: true });
}

/** As the gateway tells it: with the server, and the author's membership there. */
export function gatewayMessage(core: Core, message: Message): Json {
  const channel = core.channels.get(message.channel);
  const guild = channel?.guild;
  const mentions = message.mentions.map((user) => {
    return tidy({ ...wireUser(core, user), member: partialMember(core, guild, user) });
  });
  return tidy({
    ...wireMessage(core, message),
    mentions,
    guild_id: guild,
    channel_type: channel?.type,
    member: message.as === undefined ? partialMember(core, guild, message.author) : undefined,
  });
}

function reactionsOf(core: Core, { reactions }: Message): readonly Json[] {
  const me = core.identity.bot.userId;
  return reactions.map(({ emoji, users }) => ({
    emoji: { id: null, name: emoji },
    count: users.length,
    count_details: { burst: 0, normal: users.length },
    burst_colors: [],
    me_burst: false,
    me: users.includes(me),
  }));
}

function referenceOf(core: Core, { reference }: Message): Json {
  const guild = core.channels.get(reference?.channel ?? "")?.guild;
  return tidy({ type: 0, channel_id: reference?.channel, message_id: reference?.message, guild_id: guild });
}

function referencedBy(core: Core, { reference }: Message): Json | null | undefined {
  if (reference?.message === undefined) return undefined;
  const found = core.log.get(reference.channel, reference.message);
  return found === undefined ? null : wireMessage(core, found, 1);
}

function interactionOf(core: Core, cause: Cause): Json {
  const { id, type, user, name, original, interacted, trigger } = cause;
  return tidy({
    id,
    type,
    name,
    user: wireUser(core, user),
    authorizing_integration_owners: { "0": core.identity.guildId },
    original_response_message_id: original,
    interacted_message_id: interacted,
    triggering_interaction_metadata: trigger === undefined ? undefined : interactionOf(core, trigger),
  });
}

export function wireAttachment(core: Core, message: Pick<Message, "channel" | "ephemeralTo">, file: Attachment): Json {
  const { id, filename, mediaType, size, description, width, height } = file;
  const url = addressOf(core, message.channel, file);
  const ephemeral = message.ephemeralTo === undefined ? undefined : true;
  const about = { id, filename, size, url, proxy_url: url, content_type: mediaType };
  return tidy({ ...about, description, width, height, ephemeral });
}

function addressOf(core: Core, channel: string, { id, filename }: Attachment): string {
  return `${core.origin()}/attachments/${channel}/${id}/${encodeURIComponent(filename)}`;
}
