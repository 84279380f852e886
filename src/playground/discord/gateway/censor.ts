import { isJson, type Json, listOf } from "../../json.ts";
import type { Core } from "../core.ts";

/** Without MESSAGE_CONTENT what people say is empty, except in direct messages, where the bot is mentioned, and in its own messages. */
export function censor(core: Core, message: Json): Json {
  const me = core.identity.bot.userId;
  const author = isJson(message.author) ? message.author.id : undefined;
  const isDirect = core.channels.get(String(message.channel_id))?.guild === undefined;
  const isMentioned = listOf(message.mentions).some((user) => user.id === me);
  if (author === me || isDirect || isMentioned) return message;
  const referenced = message.referenced_message;
  return {
    ...message,
    content: "",
    embeds: [],
    attachments: [],
    components: [],
    ...(isJson(referenced) ? { referenced_message: censor(core, referenced) } : {}),
  };
}
