import type { ConnectionId } from "../../domain/ids.ts";
import type { MessageRef } from "../../domain/place.ts";

/** Whose bot this is, as `auth.test` said. */
export interface Who {
  readonly connection: ConnectionId;
  readonly team: string;
  /** The bot's own account. */
  readonly bot: string;
  /** The team's address, with a slash at its end. */
  readonly url: string;
}

/** The address of a message: Slack's own scheme, so that it need not be asked for. */
export const permalinkOf = ({ url }: Pick<Who, "url">, { place, message }: MessageRef): string => {
  const thread =
    place.thread === undefined || place.thread === message ? "" : `?thread_ts=${place.thread}&cid=${place.chat}`;
  return `${url}archives/${place.chat}/p${message.replace(".", "")}${thread}`;
};

export const refOf = (who: Who, chat: string, thread: string | undefined, message: string): MessageRef => ({
  place: { connection: who.connection, chat, ...(thread === undefined ? {} : { thread }) },
  message,
});
