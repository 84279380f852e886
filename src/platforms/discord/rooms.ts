import { PermissionFlagsBits as may, Routes } from "discord.js";
import { z } from "zod";
import type { Place } from "../../domain/place.ts";
import type { Rooms } from "../../ports.ts";
import { link, paragraph } from "../../presentation/say.ts";
import type { Json } from "./client.ts";
import { label } from "./controls.ts";
import { calling, codes, settled } from "./errors.ts";
import { type Sending, send } from "./send.ts";

const limits = { name: 100, topic: 1_024 } as const;

const overwrites = { role: 0, member: 1 } as const;

/** What lets somebody into a private room; whether they may write there is everybody's rule. */
const seeing = may.ViewChannel | may.ReadMessageHistory;
const speaking = may.SendMessages | may.SendMessagesInThreads | may.CreatePublicThreads;

/** Discord's numbers for an account, a member or a permission that is not there. */
const nobodyThere = [codes.unknownUser, codes.unknownMember, 10_009] as const;

const channelList = z.array(z.object({ id: z.string(), name: z.string().nullish(), topic: z.string().nullish() }));

const channelShape = z.object({
  permission_overwrites: z.array(z.object({ id: z.string(), allow: z.string(), deny: z.string() })).optional(),
});

/** Chat channels of our own. */
export const makeRooms = (sending: Sending): Rooms => {
  const { rest, who } = sending;

  /** Our own channel that this key created before it died, so that nobody was told of it. */
  const findOurs = async (key: string): Promise<string | undefined> => {
    const all = channelList.parse(await calling(() => rest.get(Routes.guildChannels(who.guild))));
    return all.find(({ topic }) => topic === topicOf(key))?.id;
  };

  const permit = (place: Place, target: string, body: Json) =>
    rest.put(Routes.channelPermission(place.chat, target), { body });

  /** Changes what everybody is denied there; whatever else is denied stays so. */
  const hush = async (place: Place, change: (denied: bigint) => bigint): Promise<void> => {
    const { permission_overwrites: all = [] } = channelShape.parse(
      await calling(() => rest.get(Routes.channel(place.chat))),
    );
    const before = all.find(({ id }) => id === who.guild);
    const deny = Number(change(BigInt(before?.deny ?? "0")));
    await calling(() => permit(place, who.guild, { type: overwrites.role, allow: Number(before?.allow ?? 0), deny }));
  };

  return {
    async create(connection, name, options) {
      const known = await findOurs(options.key);
      if (known !== undefined) return { connection, chat: known };
      const ours = { id: who.bot, type: overwrites.member, allow: Number(seeing | speaking), deny: 0 };
      const body = {
        name: roomName(name),
        type: 0,
        topic: topicOf(options.key),
        ...(options.private
          ? {
              permission_overwrites: [
                { id: who.guild, type: overwrites.role, allow: 0, deny: Number(may.ViewChannel) },
                ours,
              ],
            }
          : {}),
      };
      const { id } = await calling<{ readonly id: string }>(() => rest.post(Routes.guildChannels(who.guild), { body }));
      return { connection, chat: id };
    },
    topic: (place, text) =>
      calling(() => rest.patch(Routes.channel(place.chat), { body: { topic: label(text, limits.topic) } })),
    async invite(place, accounts) {
      for (const account of accounts) {
        const body = { type: overwrites.member, allow: Number(seeing), deny: 0 };
        await settled(() => permit(place, account, body), nobodyThere);
      }
    },
    async remove(place, accounts) {
      for (const account of accounts) {
        await settled(() => rest.delete(Routes.channelPermission(place.chat, account)), nobodyThere);
      }
    },
    /** Discord's channels have no bookmarks: the address is pinned. */
    async bookmark(place, title, url) {
      const content = { summary: title, blocks: [paragraph(link(title, url))] };
      const message = await send(sending, place.chat, content, `bookmark:${place.chat}:${url}`);
      await calling(() => rest.put(Routes.channelMessagesPin(place.chat, message)));
    },
    /** Discord's channels cannot be archived: everybody still reads it, and nobody writes there. */
    archive: (place) => hush(place, (denied) => denied | speaking),
    unarchive: (place) => hush(place, (denied) => denied & ~speaking),
  };
};

const topicOf = (key: string): string => `Opened by Tocsin (${key})`.slice(0, limits.topic);

/** What Discord makes of a channel's name. */
const roomName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_-]+/gu, "-")
    .replaceAll(/-{2,}/g, "-")
    .slice(0, limits.name)
    .replaceAll(/^-|-$/g, "") || "incident";
