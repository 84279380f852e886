import type { ConnectionId } from "../domain/ids.ts";
import { incidentName } from "../domain/incident/incident.ts";
import { privateTopic, roomName, roomTopic } from "../domain/incident/room.ts";
import type { Place } from "../domain/place.ts";
import type { Messengers, Rooms } from "../ports.ts";
import type { Ctx } from "../services/ctx.ts";
import { cardPermalink } from "../services/posting/permalink.ts";
import { roomCreationKey } from "../services/posting/privacy.ts";
import { giveUpRoom, loadRoom, noteRoom, type RoomState, rememberRoom } from "../services/posting/room.ts";
import { type Deps, inWorkspace } from "./deps.ts";
import { isFinal } from "./gone.ts";

/** Creates the incident's own chat channel where one is asked for, keeps it up to date, archives it on close. */
export const room = inWorkspace<"room">(async (data, deps, ctx) => {
  const state = await loadRoom(ctx, data.incident);
  if (state === null) return;
  const { posting } = state;
  if (posting === undefined) return state.wanted ? create(ctx, deps, state) : undefined;
  const rooms = deps.messengers.for(posting.place)?.rooms;
  if (rooms === undefined || posting.lost !== undefined) return;
  try {
    await keep(ctx, deps, { rooms, place: posting.place, state });
  } catch (error) {
    if (!isFinal(error)) throw error;
    await giveUpRoom(ctx, posting, error.message);
  }
});

const create = async (ctx: Ctx, deps: Deps, state: RoomState): Promise<void> => {
  const found = firstWithRooms(deps.messengers, state.connections);
  if (found === undefined) return;
  const { incident } = state;
  const place = await found.rooms.create(found.connection, roomName(incident), {
    private: incident.private,
    key: roomCreationKey(incident),
  });
  if (!(await rememberRoom(ctx, incident, place))) return found.rooms.archive(place);
  const notes = { ...state.notes, private: incident.private ? "yes" : "no" };
  await keep(ctx, deps, { rooms: found.rooms, place, state: { ...state, notes } });
};

const firstWithRooms = (messengers: Messengers, connections: readonly ConnectionId[]) => {
  for (const connection of connections) {
    const rooms = messengers.for({ connection })?.rooms;
    if (rooms !== undefined) return { connection, rooms };
  }
  return undefined;
};

interface Keeping {
  readonly rooms: Rooms;
  readonly place: Place;
  readonly state: RoomState;
}

/** Each step is noted when it is done: a repeat goes on where it stopped. */
const keep = async (ctx: Ctx, deps: Deps, { rooms, place, state }: Keeping): Promise<void> => {
  const { incident, notes } = state;
  if (incident.private && notes.private !== "yes") return conceal(ctx, { rooms, place, state });
  if (notes.archived === "yes") {
    if (incident.status === "closed") return;
    await rooms.unarchive(place);
    await noteRoom(ctx, incident, { archived: "no" });
  }
  const invited = await dismiss(ctx, deps, { rooms, place, state });
  if (incident.status === "closed") {
    await rooms.archive(place);
    return noteRoom(ctx, incident, { archived: "yes" });
  }
  const topic = roomTopic(incident);
  if (notes.topic !== topic) {
    await rooms.topic(place, topic);
    await noteRoom(ctx, incident, { topic });
  }
  const missing = state.accounts.filter((account) => !invited.includes(account));
  if (missing.length > 0) {
    await rooms.invite(place, missing);
    await noteRoom(ctx, incident, { invited: [...invited, ...missing].join(",") });
  }
  const url =
    notes.bookmark === undefined && state.card ? await cardPermalink(ctx, deps.messengers, state.card) : undefined;
  if (url !== undefined) {
    await rooms.bookmark(place, incidentName(incident), url);
    await noteRoom(ctx, incident, { bookmark: url });
  }
};

/**
 * Takes out whoever was asked in and is no longer on a private incident; gives those who still are. Where the platform
 * does not let us, that is tried again at every change.
 */
const dismiss = async (ctx: Ctx, deps: Deps, { rooms, place, state }: Keeping): Promise<readonly string[]> => {
  const { incident, notes, accounts } = state;
  const invited = (notes.invited ?? "").split(",").filter((one) => one !== "");
  const gone = incident.private ? invited.filter((account) => !accounts.includes(account)) : [];
  if (gone.length === 0) return invited;
  try {
    await rooms.remove(place, gone);
  } catch (error) {
    if (!isFinal(error)) throw error;
    deps.log.warn({ err: error, place }, "A platform kept somebody in the chat channel of a private incident.");
    return invited;
  }
  const left = invited.filter((account) => !gone.includes(account));
  await noteRoom(ctx, incident, { invited: left.join(",") });
  return left;
};

/** Others read what was not private from the beginning: nothing is told there while the incident is. */
const conceal = async (ctx: Ctx, { rooms, place, state: { incident, notes } }: Keeping): Promise<void> => {
  const topic = privateTopic(incident);
  if (notes.topic === topic || notes.archived === "yes") return;
  await rooms.topic(place, topic);
  await noteRoom(ctx, incident, { topic });
};
