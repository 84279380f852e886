import type { Json } from "../../json.ts";
import { need, sees } from "../access.ts";
import type { Core } from "../core.ts";
import { refuse } from "../refusal.ts";
import { isTextual } from "../state/channels.ts";
import type { Channel, Guild, Message } from "../state/records.ts";
import type { GivenBody } from "./body.ts";

export interface Call extends GivenBody {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

/** What a route gives back; null is 204. */
export type Reply = Json | readonly unknown[] | null;

export interface Route {
  /** Needs no bot token: the address itself is the secret. */
  readonly open?: boolean;
  /** 201 where something was made. */
  readonly status?: number;
  readonly run: (core: Core, call: Call) => Reply;
}

/** By method and pattern, such as "POST /channels/:channel/messages". */
export type Routes = Readonly<Record<string, Route>>;

export interface Match {
  readonly name: string;
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

interface Compiled {
  readonly name: string;
  readonly method: string;
  readonly pattern: RegExp;
  readonly route: Route;
}

/** Finds the route of a call; "other" when the address is known under another method only. */
export function makeRouter(routes: Routes): (method: string, path: string) => Match | "none" | "other" {
  const compiled = Object.entries(routes).map(([name, route]): Compiled => {
    const [method = "", path = ""] = name.split(" ");
    const pattern = new RegExp(`^${path.replaceAll(/:(\w+)/g, "(?<$1>[^/]+)")}$`);
    return { name, method, pattern, route };
  });
  return (method, path) => {
    const there = compiled.filter((each) => each.pattern.test(path));
    const hit = there.find((each) => each.method === method);
    if (hit === undefined) return there.length === 0 ? "none" : "other";
    const groups = hit.pattern.exec(path)?.groups ?? {};
    const params = Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));
    return { name: hit.name, route: hit.route, params };
  };
}

/** The channel of a call, if the bot may see it. */
export function channelOf(core: Core, { params }: Call): Channel {
  const channel = core.channels.get(params.channel ?? "") ?? refuse("unknownChannel");
  if (!sees(core, core.identity.bot.userId, channel)) refuse("missingAccess");
  return channel;
}

/** A channel that holds messages, and in which the bot may read what was said. */
export function textChannelOf(core: Core, call: Call): Channel {
  const channel = channelOf(core, call);
  if (!isTextual(channel)) refuse("notText");
  return channel;
}

export function readableOf(core: Core, call: Call): Channel {
  const channel = textChannelOf(core, call);
  need(core, channel, "readHistory");
  return channel;
}

/** Ephemeral messages cannot be reached this way. */
export function messageOf(core: Core, channel: Channel, id: string | undefined): Message {
  const message = core.log.get(channel.id, id ?? "");
  return message === undefined || message.ephemeralTo !== undefined ? refuse("unknownMessage") : message;
}

export function guildOf(core: Core, { params }: Call): Guild {
  const guild = core.guilds.get(params.guild ?? "") ?? refuse("unknownGuild");
  return core.members.get(`${guild.id}:${core.identity.bot.userId}`) === undefined ? refuse("missingAccess") : guild;
}

/** A number in the query, within bounds. */
export function limitOf({ query }: Call, fallback: number, most: number): number {
  const asked = Number(query.get("limit") ?? fallback);
  return Number.isInteger(asked) && asked >= 1 ? Math.min(asked, most) : fallback;
}
