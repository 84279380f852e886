import type { Mentions } from "../inbound.ts";
import { withoutControls } from "../plain-text.ts";

const address = /https?:\/\/[^\s<>]+/giu;

/** Keeps Discord from reading markdown, mentions and times where a text only happens to hold their marks. */
export const literal = (text: string): string => {
  const clean = withoutControls(text);
  let written = "";
  let at = 0;
  for (const found of clean.matchAll(address)) {
    written += escapeWords(clean.slice(at, found.index), at === 0);
    written += escapeAddress(found[0]);
    at = found.index + found[0].length;
  }
  return written + escapeWords(clean.slice(at), at === 0);
};

/** What begins a line may be a list, a heading or small print; after an address nothing begins one. */
const escapeWords = (text: string, begins: boolean): string => {
  const marks = text.replaceAll(/[\\*_~`|<>[\]]/g, "\\$&").replaceAll(/@(?=everyone|here)/g, "@\u200b");
  const lines = marks.split("\n");
  return lines.map((line, i) => (i > 0 || begins ? line.replace(/^(\s*\d*)([-+#.])/u, "$1\\$2") : line)).join("\n");
};

/** An address stays one: in it a mark is written as its number. */
const escapeAddress = (url: string): string =>
  url.replaceAll(/[\\*~`|[\]]|_(?=_)/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

/** At most what a text takes once it is escaped. */
export const width = (text: string): number =>
  withoutControls(text).length + (text.match(/[\\*_~`|<>[\]@.+#-]/g)?.length ?? 0) * 2;

const entity = /<(@!?|@&|#|a?:[\w~]+:|t:)(-?\d+)(?::([tTdDfFR]))?>|<\/([\w -]+):\d+>|<(https?:\/\/[^\s<>]+)>/g;
const code = /(```[\s\S]*?```|``[^`][\s\S]*?``|`[^`\n]+`)/;

/** The accounts and chat channels that a text names; what is code names nobody. */
export const mentionedIn = (
  text: string,
): { readonly accounts: readonly string[]; readonly chats: readonly string[] } => {
  const said = text
    .split(code)
    .filter((_, i) => i % 2 === 0)
    .join(" ");
  const named = (mark: RegExp) => [...new Set([...said.matchAll(mark)].map(([, id = ""]) => id))];
  return { accounts: named(/<@!?(\d+)>/g), chats: named(/<#(\d+)>/g) };
};

/** What Discord calls the things that a text names by number. */
export interface Named {
  readonly guild: string;
  role(id: string): string | undefined;
  chat(id: string): string | undefined;
}

/** Discord's text as ours. A command line keeps its marks, and its roles by id; what people say keeps its looks. */
export const toNeutral = (text: string, mentions: Mentions, options: { readonly looks: boolean } & Named): string =>
  withoutControls(text)
    .split(code)
    .map((part, i) => {
      if (i % 2 === 1) return part;
      const looks = options.looks ? withLooks(part) : part;
      const named = looks.replace(entity, (...found: readonly string[]) => nameOf(found, mentions, options));
      return options.looks ? unescapeMarks(named) : named;
    })
    .join("");

const nameOf = (
  [, sign = "", id = "", look, command, link]: readonly string[],
  mentions: Mentions,
  options: { readonly looks: boolean } & Named,
): string => {
  if (command !== undefined) return `/${command}`;
  if (link !== undefined) return link;
  switch (sign) {
    case "@":
    case "@!": {
      const person = mentions.people.get(id);
      return person === undefined ? `@${id}` : `<@${person}>`;
    }
    case "@&":
      return options.looks ? `@${options.role(id) ?? "role"}` : `[@${roleIn(id, options)}](group:${id})`;
    case "#": {
      const keys = mentions.channels.get(id) ?? [];
      if (keys.length > 0) return keys.map((key) => `<#${key}>`).join(" ");
      return `[#${options.chat(id) ?? id}](https://discord.com/channels/${options.guild}/${id})`;
    }
    case "t:":
      return momentOf(Number(id), look);
    default:
      return sign.replace(/^a/, "");
  }
};

/** Square brackets would end the name early. */
const roleIn = (id: string, { role }: Named): string => (role(id) ?? "group").replaceAll(/[[\]]/g, "");

const momentOf = (seconds: number, look: string | undefined): string => {
  if (Math.abs(seconds) > 8_640_000_000_000) return "";
  const at = Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO("UTC");
  const clock = `${at.toPlainTime().toString({ smallestUnit: "minute" })} UTC`;
  if (look === "t" || look === "T") return clock;
  const date = at.toPlainDate().toString();
  return look === "d" || look === "D" ? date : `${date} ${clock}`;
};

const both = /(?<!\\)\*\*\*(?=\S)([^*\n]*[^\s*])\*\*\*/gu;
const italic = /(?<![\\*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?!\*)/gu;
const underlined = /(?<!\\)__(?=\S)([^_\n]*[^\s_])__/gu;
const masked = /\[([^[\]\n]+)\]\(<?(https?:\/\/[^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)?)>?\)/gu;

/** Discord's *italic* is our _italic_; bold and strike are the same, and an underline is only said. */
const withLooks = (text: string): string =>
  text.replace(masked, "[$1]($2)").replace(both, "**$1**").replace(italic, "_$1_").replace(underlined, "$1");

const unescapeMarks = (text: string): string => text.replaceAll(/\\([\\*_~`|<>[\]#.()+-])/g, "$1");
