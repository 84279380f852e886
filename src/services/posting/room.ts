import type { ConnectionId, IncidentId, PostingId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident/incident.ts";
import { responders } from "../../domain/incident/room.ts";
import { isActive } from "../../domain/incident/status.ts";
import { permit } from "../../domain/permission.ts";
import type { Place } from "../../domain/place.ts";
import { accountsReaching, connectionsOf } from "../../store/contacts.ts";
import type { Tx } from "../../store/database.ts";
import { findIncident, lockIncident } from "../../store/incidents.ts";
import { mappingsForIncident, wantsRoom } from "../../store/mappings.ts";
import { membersOf } from "../../store/people-find.ts";
import { insertPostings, losePosting, type Posting, postingsOf } from "../../store/postings.ts";
import { claimSend, findSent, noteSend, rememberSend } from "../../store/sent.ts";
import { silent } from "../../store/turns.ts";
import { type Ctx, freshId } from "../ctx.ts";
import { cardJob, sayJob } from "./jobs.ts";
import { roomKey } from "./privacy.ts";

/** What was done to a room already, so that it is not done again. */
export interface RoomNotes {
  readonly private?: string;
  readonly topic?: string;
  readonly invited?: string;
  readonly bookmark?: string;
  readonly archived?: string;
}

/** An incident's own chat channel as it is, and as it should be. */
export interface RoomState {
  readonly incident: Incident;
  readonly posting?: Posting;
  readonly notes: RoomNotes;
  /** Does one of its channels ask for one, and is it still active? */
  readonly wanted: boolean;
  /** Where one could be created, the likeliest first. */
  readonly connections: readonly ConnectionId[];
  /** The accounts that belong into it. */
  readonly accounts: readonly string[];
  /** A card elsewhere, to be bookmarked. */
  readonly card?: PostingId;
}

export const loadRoom = (ctx: Ctx, id: IncidentId): Promise<RoomState | null> => {
  permit(ctx.actor, "incident.view");
  return ctx.read(async (tx) => {
    const incident = await findIncident(tx, ctx.workspace, ctx.actor, { id });
    if (incident === null) return null;
    const scope = {
      channels: incident.channels,
      ...(incident.severity === null ? {} : { severityRank: incident.severity.rank }),
    };
    const postings = await postingsOf(tx, ctx.workspace, ctx.actor, id);
    const posting = postings.find(({ kind }) => kind === "room");
    const sent = await findSent(tx, ctx.workspace, roomKey(incident));
    const mapped = await mappingsForIncident(tx, ctx.workspace, scope);
    const connections = [
      ...new Set([...mapped.map(({ place }) => place.connection), ...(await connectionsOf(tx, ctx.workspace))]),
    ];
    const card = postings.find((one) => one.kind !== "room" && one.message !== undefined && one.lost === undefined);
    return {
      incident,
      notes: sent?.data ?? {},
      wanted: isActive(incident.status) && (await wantsRoom(tx, ctx.workspace, scope)),
      connections,
      accounts: await accountsOn(ctx, tx, incident, posting?.place.connection ?? connections[0]),
      ...(posting === undefined ? {} : { posting }),
      ...(card === undefined ? {} : { card: card.id }),
    };
  });
};

const accountsOn = async (ctx: Ctx, tx: Tx, incident: Incident, connection: ConnectionId | undefined) => {
  const { people, teams } = responders(incident);
  const all = [...people, ...(await membersOf(tx, ctx.workspace, teams))];
  const accounts = await accountsReaching(tx, ctx.workspace, all);
  return accounts.filter((one) => one.connection === connection).map(({ account }) => account);
};

/** The chat channel is there: it shows the incident from now on. False where that was deleted meanwhile. */
export const rememberRoom = (ctx: Ctx, incident: Incident, place: Place): Promise<boolean> => {
  permit(ctx.actor, "incident.view");
  const key = roomKey(incident);
  return ctx.transact(async (tx) => {
    if ((await lockIncident(tx, ctx.workspace, ctx.actor, { id: incident.id })) === null) return false;
    await claimSend(tx, ctx.workspace, { key, incident: incident.id, place, at: ctx.now(), ...silent });
    await rememberSend(tx, ctx.workspace, key, { place, message: place.chat });
    await noteSend(tx, ctx.workspace, key, { private: incident.private ? "yes" : "no" });
    await insertPostings(tx, ctx.workspace, incident.id, {
      places: [{ id: freshId<PostingId>(), place, kind: "room", said: incident.lastSeq }],
      at: ctx.now(),
    });
    await refresh(ctx, tx, incident.id);
    return true;
  });
};

export const noteRoom = (ctx: Ctx, incident: Incident, notes: RoomNotes): Promise<void> => {
  permit(ctx.actor, "incident.view");
  return ctx.transact(async (tx) => {
    await noteSend(tx, ctx.workspace, roomKey(incident), { ...notes });
    if (notes.archived === "no") await refresh(ctx, tx, incident.id);
  });
};

/** The room can no longer be reached: somebody archived or deleted it. */
export const giveUpRoom = (ctx: Ctx, posting: Posting, why: string): Promise<void> => {
  permit(ctx.actor, "incident.view");
  return ctx.transact((tx) => losePosting(tx, ctx.workspace, posting.id, why));
};

/** Has the bot archived the room itself? Nothing is written there until it is opened again. */
export const isArchivedRoom = async (ctx: Ctx, posting: Pick<Posting, "kind" | "incident">): Promise<boolean> => {
  permit(ctx.actor, "incident.view");
  if (posting.kind !== "room") return false;
  const sent = await ctx.read((tx) => findSent(tx, ctx.workspace, roomKey({ id: posting.incident })));
  return sent?.data.archived === "yes";
};

const refresh = async (ctx: Ctx, tx: Tx, id: IncidentId): Promise<void> => {
  const room = (await postingsOf(tx, ctx.workspace, ctx.actor, id)).find(({ kind }) => kind === "room");
  if (room !== undefined) await ctx.enqueue(tx, [cardJob(id, room), sayJob(id, room)]);
};
