import type { ChannelId, ConnectionId, IncidentId, PostingId } from "../../domain/ids.ts";
import type { EntryView } from "../../domain/incident/entry-view.ts";
import type { IncidentView } from "../../domain/incident/view.ts";
import type { Delivery } from "../../domain/notify/delivery.ts";
import { channelName, type Told } from "../../domain/notify/delivery-view.ts";
import { type Cause, membersIn } from "../../domain/notify/recipients.ts";
import { permit } from "../../domain/permission.ts";
import type { MessageRef } from "../../domain/place.ts";
import { cardsOfIncidents } from "../../store/cards.ts";
import { readEntries } from "../../store/entries.ts";
import { findIncidents } from "../../store/incidents.ts";
import { channelNames } from "../../store/names.ts";
import { postingsOf } from "../../store/postings.ts";
import type { Ctx } from "../ctx.ts";
import { viewEntries } from "../incident/entries.ts";
import { completeViews } from "../incident/view.ts";
import { memberNames } from "../oncall/members.ts";

/** What a message says, and the card it can point to. */
export interface LoadedTold {
  readonly delivery: Delivery;
  readonly told: Omit<Told, "permalink">;
  readonly posting?: PostingId;
}

/**
 * Everything the messages of these deliveries say, in their order; one whose incident is gone is left out. However many
 * there are, the statements are as many as for one.
 */
export const loadTold = (ctx: Ctx, deliveries: readonly Delivery[]): Promise<readonly LoadedTold[]> => {
  permit(ctx.actor, "incident.view");
  return ctx.read(async (tx) => {
    const { workspace, actor } = ctx;
    const ids = [...new Set(deliveries.flatMap(({ incident }) => incident ?? []))];
    const causes = deliveries.flatMap((one) => one.causes);
    const [incidents, entries, cards, members, channels] = await Promise.all([
      findIncidents(tx, workspace, actor, ids),
      readEntries(tx, workspace, deliveries.flatMap(entriesOf)),
      cardsOfIncidents(tx, workspace, actor, ids),
      memberNames(tx, workspace, causes.flatMap(membersIn)),
      channelNames(tx, workspace, causes.flatMap(channelsIn)),
    ]);
    const [views, viewed] = await Promise.all([completeViews(ctx, tx, incidents), viewEntries(ctx, tx, entries)]);
    const viewOf = new Map(views.map((view) => [view.incident.id, view]));
    const names = new Map([...members, ...[...channels].map(([id, { key }]) => [channelName(id), `#${key}`] as const)]);
    return deliveries.flatMap((delivery): readonly LoadedTold[] => {
      const incident = delivery.incident && viewOf.get(delivery.incident);
      if (incident === undefined) return [];
      const about = entriesOf(delivery);
      const told = viewed.filter(({ entry }) => about.includes(entry.id));
      const card = cards.find((one) => one.incident === delivery.incident);
      return [toldOf(delivery, incident, { entries: told, names, card: card?.posting })];
    });
  });
};

const toldOf = (
  delivery: Delivery,
  incident: IncidentView,
  {
    entries,
    names,
    card,
  }: Pick<Told, "names"> & {
    readonly entries: readonly EntryView[];
    readonly card: PostingId | undefined;
  },
): LoadedTold => {
  const { about, causes, dueAt, person } = delivery;
  return {
    delivery,
    told: {
      about: about === "page" ? "page" : about === "reminder" ? "reminder" : "entries",
      causes,
      incident,
      entries: entries.map((one) => ({
        ...one,
        startedAt: incident.incident.startedAt,
        roleNames: incident.roleNames,
      })),
      names,
      dueAt,
      ...(person === undefined ? {} : { person }),
    },
    ...(card === undefined ? {} : { posting: card }),
  };
};

/** What it is about, and what somebody was told of. */
const entriesOf = ({ entry, causes }: Delivery) => {
  const told = causes.flatMap((one) => (one.kind === "told" ? [one.entry] : []));
  return told.length > 0 ? told : entry === undefined ? [] : [entry];
};

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
