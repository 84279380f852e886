import type { Place } from "../../domain/place.ts";
import type { Rooms } from "../../ports.ts";
import { calling, settled, slackCode } from "./errors.ts";
import type { Sending } from "./send.ts";

const limits = { name: 80, topic: 250, invited: 100, tries: 5, page: 1_000, title: 255 } as const;

/** Chat channels of our own. */
export const makeRooms = ({ client, who }: Sending): Rooms => {
  const placeOf = (chat: string): Place => ({ connection: who.connection, chat });

  /** Our own channel of that name, if this key created it, or died before it could say so; never one that others read. */
  const findOurs = async (name: string, isPrivate: boolean, key: string): Promise<string | null> => {
    for (let cursor = ""; ; ) {
      const page = await calling(() =>
        client.conversations.list({
          types: "public_channel,private_channel",
          exclude_archived: true,
          limit: limits.page,
          ...(cursor === "" ? {} : { cursor }),
        }),
      );
      const found = page.channels?.find((channel) => channel.name === name);
      if (found?.id !== undefined) {
        const purpose = found.purpose?.value ?? "";
        const isOurs = found.creator === who.bot && (purpose === "" || purpose === purposeOf(key));
        return isOurs && found.is_private === isPrivate ? found.id : null;
      }
      cursor = page.response_metadata?.next_cursor ?? "";
      if (cursor === "") return null;
    }
  };

  const create = async (name: string, isPrivate: boolean, key: string): Promise<string | null> => {
    try {
      const { channel } = await client.conversations.create({ name, is_private: isPrivate });
      return channel?.id ?? null;
    } catch (error) {
      if (slackCode(error) === "name_taken") return findOurs(name, isPrivate, key);
      return calling(() => Promise.reject(error));
    }
  };

  const inviteOne = (channel: string, users: string): Promise<void> =>
    settled(
      () => client.conversations.invite({ channel, users }),
      [
        "already_in_channel",
        "cant_invite",
        "cant_invite_self",
        "user_is_restricted",
        "user_is_ultra_restricted",
        "user_not_found",
        "user_disabled",
        "ura_max_channels",
      ],
    );

  return {
    async create(_connection, name, options) {
      const base = roomName(name);
      for (let n = 1; n <= limits.tries; n += 1) {
        const wanted = n === 1 ? base : `${base.slice(0, limits.name - 3)}-${n}`;
        const chat = await create(wanted, options.private, options.key);
        if (chat === null) continue;
        await calling(() => client.conversations.setPurpose({ channel: chat, purpose: purposeOf(options.key) }));
        return placeOf(chat);
      }
      return calling(() => Promise.reject(new Error("Every name for the chat channel is taken.")));
    },
    topic: (place, text) =>
      calling(async () => {
        await client.conversations.setTopic({ channel: place.chat, topic: [...text].slice(0, limits.topic).join("") });
      }),
    async invite(place, accounts) {
      for (let at = 0; at < accounts.length; at += limits.invited) {
        const some = accounts.slice(at, at + limits.invited);
        try {
          await client.conversations.invite({ channel: place.chat, users: some.join(",") });
        } catch (error) {
          if (slackCode(error) === undefined) return calling(() => Promise.reject(error));
          // One of them cannot be: the others can.
          for (const account of some) await inviteOne(place.chat, account);
        }
      }
    },
    async remove(place, accounts) {
      for (const user of accounts) {
        await settled(
          () => client.conversations.kick({ channel: place.chat, user }),
          ["not_in_channel", "user_not_found"],
        );
      }
    },
    async bookmark(place, title, url) {
      const { bookmarks = [] } = await calling(() => client.bookmarks.list({ channel_id: place.chat }));
      if (bookmarks.some(({ link }) => link === url)) return;
      await calling(() =>
        client.bookmarks.add({ channel_id: place.chat, title: title.slice(0, limits.title), type: "link", link: url }),
      );
    },
    archive: (place) => settled(() => client.conversations.archive({ channel: place.chat }), ["already_archived"]),
    unarchive: (place) => settled(() => client.conversations.unarchive({ channel: place.chat }), ["not_archived"]),
  };
};

const purposeOf = (key: string): string => `Opened by Tocsin (${key})`.slice(0, limits.topic);

/** What Slack allows in a channel's name. */
const roomName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_-]+/gu, "-")
    .replaceAll(/-{2,}/g, "-")
    .slice(0, limits.name)
    .replaceAll(/^-|-$/g, "") || "incident";
