import { may, sees } from "../access.ts";
import type { AllowedMentions } from "../check/message.ts";
import type { Core } from "../core.ts";
import { findPerson, findRole, memberOf, membersOf } from "./people.ts";
import type { Channel, Message } from "./records.ts";

export type Mentioned = Pick<Message, "mentions" | "mentionRoles" | "mentionEveryone" | "pings">;

export interface Speech {
  readonly author: string;
  readonly texts: readonly string[];
  /** Absent: everything in the text counts, and an answer pings whom it answers. */
  readonly allowed?: AllowedMentions | undefined;
  readonly replyTo?: string | undefined;
}

/** Whom a message mentions and who is notified of it: what stands in the text, as far as allowed_mentions and permissions let it. */
export function mentionsOf(core: Core, channel: Channel, { author, texts, allowed, replyTo }: Speech): Mentioned {
  const text = texts.join("\n");
  const lets = (kind: "users" | "roles", id: string): boolean =>
    allowed === undefined || (allowed.parse?.includes(kind) ?? false) || (allowed[kind]?.includes(id) ?? false);
  const letsEveryone = allowed === undefined || (allowed.parse?.includes("everyone") ?? false);
  const mayAll = channel.guild !== undefined && may(core, author, channel, "mentionEveryone");
  const users = idsIn(text, /<@!?(\d+)>/g).filter((id) => core.people.get(id) !== undefined && lets("users", id));
  const roles = idsIn(text, /<@&(\d+)>/g).filter((id) => {
    const role = core.roles.get(id);
    return role?.guild === channel.guild && (role?.mentionable || mayAll) && lets("roles", id);
  });
  const answered = replyTo !== undefined && (allowed?.replied_user ?? allowed === undefined) ? [replyTo] : [];
  const everyone = letsEveryone && mayAll && /@(everyone|here)/.test(text);
  const mentions = [...new Set([...users, ...answered])];
  return {
    mentions,
    mentionRoles: roles,
    mentionEveryone: everyone,
    pings: [...new Set([...mentions, ...holdersOf(core, channel, roles, everyone)])].filter((user) => {
      return user !== author && sees(core, user, channel);
    }),
  };
}

function idsIn(text: string, pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ""))];
}

function holdersOf(core: Core, { guild }: Channel, roles: readonly string[], everyone: boolean): readonly string[] {
  if (guild === undefined || (roles.length === 0 && !everyone)) return [];
  const members = membersOf(core, guild);
  return members
    .filter((member) => everyone || member.roles.some((role) => roles.includes(role)))
    .map(({ user }) => user);
}

/** What a person types becomes what a client sends: "@lin" and "#incidents" turn into mentions. */
export function typed(core: Core, channel: Channel, text: string): string {
  const guild = channel.guild ?? core.identity.guildId;
  return text
    .replace(/(?<![\w<@])@([\w.-]+)/g, (whole, name: string) => {
      if (name === "everyone" || name === "here") return whole;
      const person = findPerson(core, name);
      const isHere =
        person !== undefined && (channel.guild === undefined || memberOf(core, guild, person.id) !== undefined);
      if (isHere) return `<@${person.id}>`;
      const role = findRole(core, guild, name);
      return role === undefined || role.id === guild ? whole : `<@&${role.id}>`;
    })
    .replace(/(?<![\w<#&])#([\w-]+)/g, (whole, name: string) => {
      const found = core.channels.find(
        (each) => each.guild === guild && each.name === name && each.thread === undefined,
      );
      return found === undefined ? whole : `<#${found.id}>`;
    });
}
