import type { Json } from "../../json.ts";
import { isJson, listOf } from "../../json.ts";
import type { Core } from "../core.ts";
import { refuse } from "../refusal.ts";
import type { Channel, Message } from "../state/records.ts";
import { kinds } from "../wire.ts";

export interface Method {
  /** Any one of them lets the call through; further ones may be asked for by kind of conversation. */
  readonly scopes: readonly string[];
  readonly token?: "app";
  readonly run: (core: Core, args: Args) => Json;
}

export type Methods = Readonly<Record<string, Method>>;

/** The arguments of a call, sent as a form or as JSON. */
export interface Args {
  readonly all: Json;
  readonly text: (name: string) => string | undefined;
  readonly required: (name: string) => string;
  readonly flag: (name: string, fallback?: boolean) => boolean;
  readonly number: (name: string) => number | undefined;
  /** A JSON value, which a form carries as a string. */
  readonly json: (name: string) => unknown;
  readonly words: (name: string) => readonly string[];
}

export function readArgs(all: Json): Args {
  const text = (name: string) => {
    const value = all[name];
    if (typeof value === "string") return value;
    return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
  };
  const json = (name: string): unknown => {
    const value = all[name];
    if (typeof value !== "string") return value;
    if (value === "") return undefined;
    try {
      return JSON.parse(value);
    } catch {
      return refuse("invalid_arguments", { response_metadata: { messages: [`[ERROR] invalid json: ${name}`] } });
    }
  };
  return {
    all,
    text,
    json,
    required: (name) => text(name) || refuse("invalid_arguments", missing(name)),
    flag: (name, fallback = false) => {
      const value = text(name);
      return value === undefined || value === "" ? fallback : value === "true" || value === "1";
    },
    number: (name) => {
      const value = text(name);
      return value === undefined || value === "" || Number.isNaN(Number(value)) ? undefined : Number(value);
    },
    words: (name) => {
      const value = all[name];
      const words = Array.isArray(value) ? value.map(String) : (text(name) ?? "").split(",");
      return words.map((word) => word.trim()).filter((word) => word !== "");
    },
  };
}

function missing(name: string): Json {
  return { response_metadata: { messages: [`[ERROR] missing required field: ${name}`] } };
}

/** A list or object that must parse, or the named refusal. */
export function jsonList(args: Args, name: string, error: string): readonly Json[] | undefined {
  const value = args.json(name);
  if (value === undefined) return undefined;
  const list = listOf(value);
  return Array.isArray(value) && list.length === value.length ? list : refuse(error);
}

export function jsonObject(args: Args, name: string, error: string): Json | undefined {
  const value = args.json(name);
  if (value === undefined) return undefined;
  return isJson(value) ? value : refuse(error);
}

/** Refuses with missing_scope unless the app was installed with one of them. */
export function needScope(core: Core, anyOf: readonly string[]): void {
  const provided = core.installation()?.scopes ?? [];
  if (anyOf.length === 0 || anyOf.some((scope) => provided.includes(scope))) return;
  refuse("missing_scope", { needed: anyOf.join(","), provided: provided.join(",") });
}

/** The conversation a call names, if the bot may know of it. */
export function channelOf(core: Core, args: Args, scope?: "read" | "history", name = "channel"): Channel {
  const channel = core.channels.get(args.required(name)) ?? refuse("channel_not_found");
  if (scope !== undefined) needScope(core, [`${kinds[channel.kind].plural}:${scope}`]);
  if (channel.kind !== "channel" && !isMember(core, channel)) refuse("channel_not_found");
  return channel;
}

export function isMember(core: Core, channel: Channel): boolean {
  return channel.members.includes(core.identity.bot.userId);
}

/** A conversation the bot is in and that is open. */
export function openChannelOf(core: Core, args: Args, name = "channel"): Channel {
  const channel = channelOf(core, args, undefined, name);
  if (channel.archived) refuse("is_archived");
  return isMember(core, channel) ? channel : refuse("not_in_channel");
}

export function messageOf(core: Core, channel: Channel, ts: string): Message {
  const message = core.log.get(channel.id, ts);
  return message === undefined || message.subtype === "tombstone" || message.ephemeralTo !== undefined
    ? refuse("message_not_found")
    : message;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string;
}

/** One page of a list; the cursor is an opaque place in it. */
export function pageOf<T>(all: readonly T[], args: Args, fallback = 100, most = 1000): Page<T> {
  const limit = args.number("limit") ?? fallback;
  if (limit < 1 || limit > most) refuse("invalid_limit");
  const cursor = args.text("cursor") ?? "";
  const start = cursor === "" ? 0 : Number(Buffer.from(cursor, "base64").toString().replace(/^at:/, ""));
  if (!Number.isInteger(start) || start < 0) refuse("invalid_cursor");
  const end = start + limit;
  return {
    items: all.slice(start, end),
    next: end < all.length ? Buffer.from(`at:${end}`).toString("base64") : "",
  };
}
