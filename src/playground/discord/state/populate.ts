import { generateKeyPairSync } from "node:crypto";
import { makeSecret } from "../../secret.ts";
import { seededId, stampOf } from "../ids.ts";
import { bitsOf, everyoneMay } from "../permissions.ts";
import type { DiscordSeed, SeedChannel } from "../seed.ts";
import {
  type Channel,
  type Guild,
  type Identity,
  kinds,
  type Member,
  type Overwrite,
  type Person,
  type Role,
} from "./records.ts";

export interface Population {
  readonly guild: Guild;
  readonly people: readonly Person[];
  readonly members: readonly Member[];
  readonly roles: readonly Role[];
  readonly channels: readonly Channel[];
}

/** A server as a first start finds it, without the bot. */
export function populate(seed: DiscordSeed, now: Temporal.Instant): Population {
  const id = seededId("guild", seed.guild);
  const people = seed.people.map(personOf);
  const roleId = (name: string) => seededId("role", seed.guild, name);
  const everyone = {
    id,
    guild: id,
    name: "@everyone",
    color: 0,
    permissions: everyoneMay,
    position: 0,
    mentionable: false,
  };
  const roles = (seed.roles ?? []).map(({ name, color = 0, mentionable = false }, index): Role => {
    return { id: roleId(name), guild: id, name, color, permissions: "0", position: index + 1, mentionable };
  });
  const members = seed.people.map((person): Member => {
    const user = userId(person.handle);
    const nick = person.nick === undefined ? {} : { nick: person.nick };
    const held = (person.roles ?? []).map(roleId);
    return { id: `${id}:${user}`, guild: id, user, ...nick, roles: held, joined: stampOf(now) };
  });
  const owner = seed.people.find((person) => person.owner) ?? seed.people[0];
  const named = (name: string) => (seed.roles?.some((role) => role.name === name) ? roleId(name) : userId(name));
  const overwritesOf = ({ only }: SeedChannel): readonly Overwrite[] => {
    if (only === undefined) return [];
    const view = bitsOf(["viewChannel"]);
    const isRole = (name: string) => seed.roles?.some((role) => role.name === name) ?? false;
    const allowed = only.map(
      (name) => ({ id: named(name), type: isRole(name) ? 0 : 1, allow: view, deny: "0" }) as const,
    );
    return [{ id, type: 0, allow: "0", deny: view }, ...allowed];
  };
  return {
    guild: { id, name: seed.guild, owner: owner === undefined ? "0" : userId(owner.handle) },
    people,
    members,
    roles: [everyone, ...roles],
    channels: seed.channels.map((channel, position) => ({
      ...blankChannel(seededId("channel", seed.guild, channel.name), channel.name),
      type: channel.kind === "forum" ? kinds.forum : kinds.text,
      guild: id,
      topic: channel.topic ?? "",
      position,
      overwrites: overwritesOf(channel),
      ...(channel.kind === "forum"
        ? { tags: (channel.tags ?? []).map((tag) => tagOf(seed.guild, channel.name, tag)) }
        : {}),
    })),
  };
}

function userId(handle: string): string {
  return seededId("user", handle);
}

export function personOf({
  handle,
  name,
  username = handle,
  avatar = "#475569",
}: DiscordSeed["people"][number]): Person {
  return { id: userId(handle), handle, username, name, bot: false, avatar };
}

function tagOf(guild: string, channel: string, tag: NonNullable<SeedChannel["tags"]>[number]) {
  const { name, emoji = null, moderated = false } = tag;
  return { id: seededId("tag", guild, channel, name), name, moderated, emoji_id: null, emoji_name: emoji };
}

/** A text channel without anything in it. */
export function blankChannel(id: string, name: string): Channel {
  const empty = { topic: "", position: 0, nsfw: false, slowmode: 0, flags: 0, overwrites: [], pins: [], read: {} };
  return { id, type: kinds.text, name, ...empty };
}

/** The app, its bot and its keys, which a first start makes up. */
export function begin(seed: DiscordSeed): { readonly identity: Identity; readonly bot: Person } {
  const { handle, name } = seed.bot ?? { handle: "tocsin", name: "Tocsin" };
  const bot = { id: userId(handle), handle, username: name, name, bot: true, avatar: "#dc2626" };
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-32);
  return {
    bot,
    identity: {
      id: "identity",
      guildId: seededId("guild", seed.guild),
      bot: { userId: bot.id },
      applicationId: bot.id,
      token: `${Buffer.from(bot.id).toString("base64url")}.${makeSecret(6)}.${makeSecret(38)}`,
      publicKey: raw.toString("hex"),
      privateKey: privateKey.export({ format: "der", type: "pkcs8" }).toString("base64"),
    },
  };
}
