import type { Place } from "../../domain/place.ts";
import type { Account, Inbound, Pointed, Sent } from "../inbound.ts";
import type { DiscordUser, RawInteraction, RawMessage, RawOption } from "./body.ts";
import { type Chat, placeIn } from "./chats.ts";
import { fileName } from "./files.ts";
import { submitted } from "./modal.ts";
import { channelOf, instantOf, permalinkOf, type Who } from "./who.ts";

/** The message commands of the context menu, by name, and the command each stands for. */
export const shortcuts: Readonly<Record<string, string>> = {
  "Open incident from this message": "incident open",
  "Add to incident": "incident link message",
};

export const account = (user: DiscordUser): Account => ({ id: user.id, realm: "", handle: user.username });

/** Who did it: Discord says it in a server otherwise than in a direct message. */
export const userOf = (said: Pick<RawInteraction, "user" | "member">): DiscordUser | undefined =>
  said.user ?? said.member?.user;

/** What somebody asked for with a command, a control or a form; null for what is none of ours. */
export const ofInteraction = (said: RawInteraction, place: Place, who: Who): Inbound | null => {
  const user = userOf(said);
  if (user === undefined) return null;
  const from = { key: `interaction:${said.id}`, place, account: account(user), reach: reachOf(said) };
  switch (said.type) {
    case 2:
      return said.data.type === 1 ? { ...from, ...ofSlash(said.data) } : ofMenu(said.data, from, who);
    case 3: {
      const { custom_id: id, values } = said.data;
      const message = isEphemeral(said) ? undefined : said.message?.id;
      return {
        kind: "press",
        ...from,
        id,
        ...(values === undefined ? {} : { chosen: values }),
        ...(message === undefined ? {} : { message }),
      };
    }
    case 5: {
      const form = submitted(said.data);
      return form === null ? null : { kind: "form", ...from, ...form };
    }
    case 4:
      return null;
  }
};

const ephemeral = 64;

const isEphemeral = (said: RawInteraction): boolean => ((said.message?.flags ?? 0) & ephemeral) !== 0;

const reachOf = (said: RawInteraction): Readonly<Record<string, string>> => ({
  interaction: said.id,
  token: said.token,
  type: String(said.type),
  ...(isEphemeral(said) ? { ephemeral: "yes" } : {}),
  ...(said.guild_id === undefined ? { direct: "yes" } : {}),
});

/** The words of a command and what was given with them. */
export const pathOf = (data: {
  readonly name: string;
  readonly options?: readonly RawOption[] | undefined;
}): { readonly path: string; readonly options: readonly RawOption[] } => {
  const words = [data.name];
  let options = data.options ?? [];
  for (let [first] = options; first !== undefined && first.type <= 2; [first] = options) {
    words.push(first.name);
    options = first.options ?? [];
  }
  return { path: words.join(" "), options };
};

const ofSlash = (data: Extract<RawInteraction, { type: 2 }>["data"]) => {
  const { path, options } = pathOf(data);
  const given = Object.fromEntries(options.map(({ name, value }) => [name, textOf(value)]));
  const [root = "", last] = path.split(" ");
  if (last === "help") return { kind: "command", line: `${root} help ${given["topic"] ?? ""}`.trim() } as const;
  return { kind: "command", line: path, given } as const;
};

export const textOf = (value: RawOption["value"]): string =>
  typeof value === "boolean" ? (value ? "yes" : "no") : String(value ?? "");

const ofMenu = (
  data: Extract<RawInteraction, { type: 2 }>["data"],
  from: Pick<Inbound, "key" | "place" | "account" | "reach">,
  who: Who,
): Inbound | null => {
  const line = shortcuts[data.name];
  const message = data.resolved?.messages?.[data.target_id ?? ""];
  if (line === undefined || message === undefined) return null;
  return { kind: "command", ...from, line, given: {}, about: pointed(message, from.place, who) };
};

const pointed = (message: RawMessage, place: Place, who: Who): Pointed => {
  const ref = { place, message: message.id };
  return {
    ref,
    permalink: permalinkOf(who.guild, channelOf(ref), message.id),
    text: message.content ?? "",
    at: instantOf(message.id).toString(),
    ...(message.attachments === undefined
      ? {}
      : { files: message.attachments.map((file) => sent(file, message, who)) }),
    ...(message.author === undefined || isBot(message) ? {} : { account: message.author.id }),
  };
};

const isBot = ({ author, webhook_id: webhook }: RawMessage): boolean =>
  webhook !== undefined || author?.bot === true || author?.system === true || author === undefined;

/** What begins with our name is a command. */
export const addressed = (who: Who, role: string | undefined): RegExp =>
  new RegExp(`^\\s*<@(?:!?${who.bot}${role === undefined ? "" : `|&${role}`})>[\\s,:]*`);

/** Discord's types of what a person says: a message, and an answer to one. */
const said = new Set([undefined, 0, 19]);
const pinnedType = 6;

export interface Heard {
  readonly chat: Chat;
  readonly who: Who;
  /** The role that Discord made for the bot: people choose it from the same list. */
  readonly role: string | undefined;
  /** May the bot read what is not said to it? Otherwise Discord hands it empty words. */
  readonly reads: boolean;
  /** Is it a thread that we began, or one below a message of ours? */
  readonly ours: boolean;
}

/** What somebody said; null for what is none of our business. */
export const ofMessage = (message: RawMessage, { chat, who, role, reads, ours }: Heard): Inbound | null => {
  const { author } = message;
  if (author === undefined || isBot(message)) return null;
  const place: Place = { connection: who.connection, ...placeIn(chat) };
  const from = { place, account: account(author), reach: { channel: chat.id, message: message.id } };
  if (message.type === pinnedType) return pinned(message, from);
  if (!said.has(message.type)) return null;
  const text = message.content ?? "";
  const toUs = addressed(who, role);
  if (toUs.test(text) || message.guild_id === undefined) {
    const direct = message.guild_id === undefined ? { ...from, reach: { ...from.reach, direct: "yes" } } : from;
    const files = (message.attachments ?? []).map((file) => sent(file, message, who));
    return {
      kind: "command",
      key: `message:${message.id}`,
      ...direct,
      line: text.replace(toUs, ""),
      ...(files.length === 0 ? {} : { files }),
    };
  }
  if (text === "" && (!reads || (message.attachments ?? []).length === 0)) return null;
  return {
    kind: "reply",
    key: `message:${message.id}`,
    ...from,
    message: message.id,
    text,
    files: (message.attachments ?? []).map((file) => sent(file, message, who)),
    toUs: ours,
  };
};

const sent = (file: NonNullable<RawMessage["attachments"]>[number], message: RawMessage, who: Who): Sent => ({
  file: fileName(message.channel_id, message.id, file.id),
  name: file.filename,
  mediaType: file.content_type?.split(";")[0] || "application/octet-stream",
  size: file.size,
  permalink: permalinkOf(who.guild, message.channel_id, message.id),
});

const pinned = (message: RawMessage, from: Pick<Inbound, "place" | "account" | "reach">): Inbound | null => {
  const target = message.message_reference?.message_id;
  if (target === undefined) return null;
  return { kind: "moment", key: `moment:${message.id}`, ...from, reach: {}, message: target, marked: true };
};

/** An edit. Discord says "changed" of previews, pins and growing threads too; only edits have a time of their own. */
export const ofEdit = (message: RawMessage, { chat, who, role, reads }: Heard): Inbound | null => {
  const { author, edited_timestamp: edited, content } = message;
  if (author === undefined || isBot(message) || edited == null || content === undefined) return null;
  if (message.guild_id === undefined || addressed(who, role).test(content) || (content === "" && !reads)) return null;
  return {
    kind: "edit",
    key: `edit:${message.id}:${edited}`,
    place: { connection: who.connection, ...placeIn(chat) },
    account: account(author),
    reach: {},
    message: message.id,
    text: content,
    at: edited,
  };
};
