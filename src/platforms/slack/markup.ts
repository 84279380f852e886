import type { Mentions } from "../inbound.ts";
import { withoutControls } from "../plain-text.ts";

/** What makes Slack read text as text: its three control characters escaped, what steers the line left out. */
export const escapeText = (text: string): string =>
  withoutControls(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Keeps Slack from reading bold, italic, strike or code where a text only happens to hold their marks. */
export const literal = (text: string): string =>
  escapeText(text).replace(/(?<![\p{L}\p{N}])[*_~`]|[*_~`](?![\p{L}\p{N}])/gu, "\u200b$&\u200b");

const unescapeText = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

const entity = /<([^<>\n]+)>/g;
const code = /(```[\s\S]*?```|`[^`\n]+`)/;

/** The accounts and chat channels that a text names. */
export const mentionedIn = (
  text: string,
): { readonly accounts: readonly string[]; readonly chats: readonly string[] } => {
  const named = [...text.matchAll(entity)].map(([, inner = ""]) => inner.split("|")[0] ?? "");
  const after = (mark: RegExp) => [...new Set(named.filter((one) => mark.test(one)).map((one) => one.slice(1)))];
  return { accounts: after(/^@[UW][A-Z0-9]+$/), chats: after(/^#[CG][A-Z0-9]+$/) };
};

/** Slack's text as ours. A command line keeps its asterisks and says which group is meant; what people say keeps its looks. */
export const toNeutral = (
  text: string,
  mentions: Mentions,
  options: { readonly looks: boolean; readonly url: string },
): string =>
  withoutControls(text)
    .split(code)
    .map((part, i) => {
      if (i % 2 === 1) return unescapeText(part.replace(entity, (_, inner: string) => shown(inner)));
      const looks = options.looks ? withLooks(part) : part;
      return unescapeText(
        looks.replace(entity, (_, inner: string) =>
          options.looks ? named(inner, mentions, options.url) : (group(inner) ?? named(inner, mentions, options.url)),
        ),
      );
    })
    .join("");

const bold = /(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]*[^\s*])\*(?![\p{L}\p{N}*])/gu;
const struck = /(?<![\p{L}\p{N}~])~(?=\S)([^~\n]*[^\s~])~(?![\p{L}\p{N}~])/gu;

/** Slack's *bold* and ~strike~ are our **bold** and ~~strike~~; _italic_ is the same. */
const withLooks = (text: string): string => text.replace(bold, "**$1**").replace(struck, "~~$1~~");

const named = (inner: string, mentions: Mentions, url: string): string => {
  const [target = "", label] = split(inner);
  if (target.startsWith("@")) {
    const person = mentions.people.get(target.slice(1));
    return person === undefined ? `@${label ?? target.slice(1)}` : `<@${person}>`;
  }
  if (target.startsWith("#")) return channel(target.slice(1), label, mentions, url);
  return target.startsWith("!") ? shown(inner) : link(target, label);
};

/** A group by its name and its id, for a command that is about it. */
const group = (inner: string): string | undefined => {
  const [target] = split(inner);
  return target.startsWith("!subteam^") ? `[${shown(inner)}](group:${target.slice("!subteam^".length)})` : undefined;
};

const channel = (chat: string, label: string | undefined, mentions: Mentions, url: string): string => {
  const keys = mentions.channels.get(chat) ?? [];
  if (keys.length > 0) return keys.map((key) => `<#${key}>`).join(" ");
  return `[#${label || chat}](${url}archives/${chat})`;
};

/** An address whose label says the same is the address alone. */
const link = (target: string, label: string | undefined): string => {
  const address = target.replace(/^mailto:/, "");
  if (label === undefined || label === target || label === address) return label ?? address;
  const bare = address.replace(/^https?:\/\//, "");
  if (label === bare || `${label}/` === bare) return label;
  return `[${label.replaceAll(/[[\]]/g, "")}](${target.replaceAll("(", "%28").replaceAll(")", "%29")})`;
};

/** What an entity shows where nothing acts: in code, and for groups and broadcasts. */
const shown = (inner: string): string => {
  const [target = "", label] = split(inner);
  if (target.startsWith("@") || target.startsWith("#")) return `${target[0]}${label ?? target.slice(1)}`;
  if (!target.startsWith("!")) return label ?? target;
  if (target.startsWith("!subteam^")) return label ?? "@group";
  return label ?? `@${target.slice(1)}`;
};

const split = (inner: string): readonly [string, string?] => {
  const bar = inner.indexOf("|");
  if (bar === -1) return [inner];
  const label = inner.slice(bar + 1);
  return label === "" ? [inner.slice(0, bar)] : [inner.slice(0, bar), label];
};
