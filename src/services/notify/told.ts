import type { ChannelId, ConnectionId, IncidentId, PostingId } from "../../domain/ids.ts";
import type { Delivery } from "../../domain/notify/delivery.ts";
import { channelName, type Told } from "../../domain/notify/delivery-view.ts";
import type { Cause } from "../../domain/notify/recipients.ts";
import type { MemberKey } from "../../domain/oncall/member.ts";
import { permit } from "../../domain/permission.ts";
import type { MessageRef } from "../../domain/place.ts";
import type { Tx } from "../../store/database.ts";
import { readEntries } from "../../store/entries.ts";
import { findIncident } from "../../store/incidents.ts";
import { channelNames } from "../../store/names.ts";
import { postingsOf } from "../../store/postings.ts";
import type { Ctx } from "../ctx.ts";
import { viewEntries } from "../incident/entries.ts";
import { completeView } from "../incident/view.ts";
import { memberNames } from "../oncall/members.ts";

/** What a message says, and the card it can point to. */
export interface LoadedTold {
  readonly told: Omit<Told, "permalink">;
  readonly posting?: PostingId;
}

/** Everything the messages of these deliveries say, in their order; one whose incident is gone is left out. */
export const loadTold = (ctx: Ctx, deliveries: readonly Delivery[]): Promise<readonly LoadedTold[]> => {
  permit(ctx.actor, "incident.view");
  return ctx.read(async (tx) => {
    const loaded: LoadedTold[] = [];
    // A bundle holds what one person waits for: a handful, all of the same few incidents.
    for (const delivery of deliveries) {
      const one = await loadOne(ctx, tx, delivery);
      if (one !== null) loaded.push(one);
    }
    return loaded;
  });
};

const loadOne = async (ctx: Ctx, tx: Tx, delivery: Delivery): Promise<LoadedTold | null> => {
  if (delivery.incident === undefined) return null;
  const incident = await findIncident(tx, ctx.workspace, ctx.actor, { id: delivery.incident });
  if (incident === null) return null;
  const [entries, view, postings, members, channels] = await Promise.all([
    readEntries(tx, ctx.workspace, entriesOf(delivery)),
    completeView(ctx, tx, incident),
    postingsOf(tx, ctx.workspace, ctx.actor, incident.id),
    memberNames(tx, ctx.workspace, delivery.causes.flatMap(membersIn)),
    channelNames(tx, ctx.workspace, delivery.causes.flatMap(channelsIn)),
  ]);
  const views = await viewEntries(ctx, tx, entries, incident);
  const card = postings.find(({ message, lost }) => message !== undefined && lost === undefined);
  return {
    told: {
      about: delivery.about === "page" ? "page" : delivery.about === "reminder" ? "reminder" : "entries",
      causes: delivery.causes,
      incident: view,
      entries: views.map((one) => ({ ...one, roleNames: view.roleNames })),
      names: new Map([...members, ...[...channels].map(([id, { key }]) => [channelName(id), `#${key}`] as const)]),
      dueAt: delivery.dueAt,
      ...(delivery.person === undefined ? {} : { person: delivery.person }),
    },
    ...(card === undefined ? {} : { posting: card.id }),
  };
};

/** What it is about, and what somebody was told of. */
const entriesOf = ({ entry, causes }: Delivery) => {
  const told = causes.flatMap((one) => (one.kind === "told" ? [one.entry] : []));
  return told.length > 0 ? told : entry === undefined ? [] : [entry];
};

const membersIn = (cause: Cause): readonly MemberKey[] => ("via" in cause ? [cause.via] : []);

const channelsIn = (cause: Cause): readonly ChannelId[] => ("channel" in cause ? [cause.channel] : []);

/** The card of an incident on one connection: in its thread a group there can be called. */
export const threadOn = (ctx: Ctx, incident: IncidentId, connection: ConnectionId): Promise<MessageRef | undefined> => {
  permit(ctx.actor, "incident.view");
  return ctx.read(async (tx) => {
    const postings = await postingsOf(tx, ctx.workspace, ctx.actor, incident);
    const card = postings.find(({ place, lost }) => place.connection === connection && lost === undefined);
    return card?.message === undefined ? undefined : { place: card.place, message: card.message };
  });
};
