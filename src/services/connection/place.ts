import type { ConnectionId, IncidentId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import type { Place } from "../../domain/place.ts";
import { messagesIn } from "../../store/comments.ts";
import { teamsFollowing } from "../../store/connections.ts";
import {
  channelKeysOf,
  findChat,
  findIncidentAt,
  findOccurrence,
  isMapped,
  renameChat,
  type Thread,
  threadsSince,
} from "../../store/places.ts";
import type { Ctx } from "../ctx.ts";

export type { Thread } from "../../store/places.ts";

/** The incident whose thread or own chat channel a place is, as far as the actor may see it. */
export const incidentHere = (
  ctx: Pick<Ctx, "workspace" | "actor" | "read">,
  place: Place,
): Promise<{ readonly id: IncidentId; readonly number: number } | null> => {
  permit(ctx.actor, "incident.view");
  return ctx.read((tx) => findIncidentAt(tx, ctx.workspace, ctx.actor, place));
};

/** Where people may have written of a connection's incidents since an instant. */
export const threadsOf = (ctx: Ctx, connection: ConnectionId, since: Temporal.Instant): Promise<readonly Thread[]> => {
  permit(ctx.actor, "incident.view");
  return ctx.read((tx) => threadsSince(tx, ctx.workspace, ctx.actor, { connection, since }));
};

/** Older comments than these, or more of them, are not looked at again. */
const lookedAtAgain = { within: { hours: 7 * 24 }, most: 200 } as const;

/**
 * The messages by which people wrote the comments of a thread or an incident's own chat, as far back before an instant
 * as it is worth seeing whether they still are what they were.
 */
export const messagesAt = (ctx: Ctx, place: Place, before: Temporal.Instant): Promise<readonly string[]> => {
  permit(ctx.actor, "incident.view");
  const { within, most: limit } = lookedAtAgain;
  return ctx.read((tx) => messagesIn(tx, ctx.workspace, place, { since: before.subtract(within), limit }));
};

/** How often an incident has been opened and reopened; null where there is none to see. */
export const occurrenceOf = (
  ctx: Pick<Ctx, "workspace" | "actor" | "read">,
  number: number,
): Promise<number | null> => {
  permit(ctx.actor, "incident.view");
  return ctx.read((tx) => findOccurrence(tx, ctx.workspace, ctx.actor, number));
};

/** The keys of the incident channels mapped to each of these chats. */
export const channelsMappedAt = (
  ctx: Pick<Ctx, "workspace" | "actor" | "read">,
  connection: ConnectionId,
  chats: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  permit(ctx.actor, "channel.view");
  return ctx.read((tx) => channelKeysOf(tx, ctx.workspace, connection, chats));
};

/** A chat was archived or deleted, or put the bot out: the creators of what is mapped there will be told. */
export const loseChat = (ctx: Ctx, place: Place, why: string): Promise<void> => {
  permit(ctx.actor, "channel.view");
  return ctx.transact(async (tx) => {
    if (!(await isMapped(tx, ctx.workspace, place))) return;
    await ctx.enqueue(tx, [{ data: { kind: "lost", place, why }, key: `lost:${place.connection}:${place.chat}` }]);
  });
};

export const regainChat = (ctx: Ctx, place: Place): Promise<void> => {
  permit(ctx.actor, "channel.view");
  return ctx.transact((tx) => findChat(tx, ctx.workspace, place));
};

export const nameChat = (ctx: Ctx, place: Place, name: string): Promise<void> => {
  permit(ctx.actor, "channel.view");
  return ctx.transact((tx) => renameChat(tx, ctx.workspace, place, name));
};

/** The members of a platform's group, or of some, have changed: the teams that follow are brought up to date. */
export const refollowGroup = (ctx: Ctx, connection: ConnectionId, group?: string): Promise<void> => {
  permit(ctx.actor, "team.view");
  return ctx.transact(async (tx) => {
    const teams = await teamsFollowing(tx, ctx.workspace, connection, group);
    await ctx.enqueue(
      tx,
      teams.map((team) => ({ data: { kind: "follow", team }, key: `follow:${team}` })),
    );
  });
};

/** Somebody looks at their home: it will be drawn afresh. */
export const drawHome = (ctx: Ctx, connection: ConnectionId): Promise<void> => {
  permit(ctx.actor, "incident.view");
  const { actor } = ctx;
  if (actor.kind !== "person") return Promise.resolve();
  return ctx.transact((tx) =>
    ctx.enqueue(tx, [{ data: { kind: "home", connection, person: actor.id }, key: `home:${connection}:${actor.id}` }]),
  );
};
