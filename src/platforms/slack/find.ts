import type { WebClient } from "@slack/web-api";
import type { MessageRef, Place } from "../../domain/place.ts";
import { calling } from "./errors.ts";
import { refOf, type Who } from "./who.ts";

interface Looking {
  readonly client: WebClient;
  readonly who: Who;
}

/** By this a message of ours is found again. */
export const keyed = (key: string) => ({ event_type: "tocsin", event_payload: { key } });

/** Our own message of that key, if it is there. */
export const findMessage = async (
  looking: Looking,
  place: Place,
  key: string,
  since: Temporal.Instant,
): Promise<MessageRef | null> => {
  const chat = /^[UW]/.test(place.chat) ? await directChat(looking, place.chat) : place.chat;
  if (chat === null) return null;
  const oldest = String(Math.floor(since.epochMilliseconds / 1000));
  const ts = await tsOf(looking, { ...place, chat }, key, oldest);
  return ts === undefined ? null : refOf(looking.who, chat, place.thread, ts);
};

/** The bot's conversation with an account: it posts to the account, but reads only by the conversation's own id. */
const directChat = async ({ client }: Looking, account: string): Promise<string | null> => {
  for (let cursor = ""; ; ) {
    const page = await calling(() =>
      client.conversations.list({ types: "im", limit: 1_000, ...(cursor === "" ? {} : { cursor }) }),
    );
    const found = page.channels?.find((channel) => channel.user === account);
    if (found?.id !== undefined) return found.id;
    cursor = page.response_metadata?.next_cursor ?? "";
    if (cursor === "") return null;
  }
};

/** Among our latest messages of a place. */
const tsOf = async (
  { client, who }: Looking,
  place: Place,
  key: string,
  oldest: string,
): Promise<string | undefined> => {
  const page = { channel: place.chat, oldest, inclusive: true, include_all_metadata: true, limit: 200 } as const;
  const { messages = [] } = await calling(async () =>
    place.thread === undefined
      ? await client.conversations.history(page)
      : await client.conversations.replies({ ...page, ts: place.thread }),
  );
  return messages
    .filter(
      (message) => message.user === who.bot && keyOf("metadata" in message ? message.metadata : undefined) === key,
    )
    .map(({ ts }) => ts)
    .toSorted((a, b) => Number(a) - Number(b))[0];
};

const keyOf = (metadata: unknown): string | undefined => {
  const payload = (metadata as { readonly event_payload?: { readonly key?: unknown } } | undefined)?.event_payload;
  return typeof payload?.key === "string" ? payload.key : undefined;
};
