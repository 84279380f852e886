import { system } from "../../domain/actor.ts";
import type { IncidentId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import { samePlace } from "../../domain/place.ts";
import type { Messengers } from "../../ports.ts";
import type { Tx } from "../../store/database.ts";
import { findIncident, lockIncident } from "../../store/incidents.ts";
import { forgetCopies, postingsOf, withdrawPostings } from "../../store/postings.ts";
import { findSent, forgetMessage, forgetSend, forgetSends, openSends, sendsOf } from "../../store/sent.ts";
import type { Ctx } from "../ctx.ts";
import type { Ground } from "../ground.ts";
import { bannerJob } from "../mapping/banner-job.ts";
import { unpostJob } from "./jobs.ts";
import { roomKey, showableIn } from "./privacy.ts";

/**
 * Takes the cards and lines of an incident that was made private out of every place that others read. The rows go now,
 * each message by a job of its own. Direct messages stay: they went to people who were told in person.
 */
export const withdrawIncident = (ctx: Ctx, id: IncidentId): Promise<void> => {
  permit(ctx.actor, "incident.view");
  return ctx.transact(async (tx) => {
    const incident = await lockIncident(tx, ctx.workspace, ctx.actor, { id });
    if (incident === null || !incident.private) return;
    const showable = await showableIn(ctx, tx, incident);
    const postings = await postingsOf(tx, ctx.workspace, ctx.actor, id);
    const hidden = postings.filter((posting) => !showable(posting));
    const inHidden = (place: { readonly connection: string; readonly chat: string }) =>
      hidden.some((one) => one.place.connection === place.connection && one.place.chat === place.chat);
    const lines = (await sendsOf(tx, ctx.workspace, id)).flatMap(({ key, place, message }) =>
      message !== undefined && !isPersonal(key) && inHidden(place) ? [{ key, ref: { place, message } }] : [],
    );
    await withdrawPostings(
      tx,
      ctx.workspace,
      hidden.map((posting) => posting.id),
    );
    await forgetCopies(
      tx,
      ctx.workspace,
      lines.map(({ ref }) => ref),
    );
    await forgetSends(
      tx,
      ctx.workspace,
      lines.map(({ key }) => key),
    );
    const chats = hidden.map(({ place: { connection, chat } }) => ({ connection, chat }));
    const places = chats.filter((place, i) => chats.findIndex((one) => samePlace(one, place)) === i);
    await ctx.enqueue(tx, [...lines.map(({ ref }) => unpostJob(ref)), ...places.map(bannerJob)]);
  });
};

/** A message of ours is gone. */
export const rememberGone = (ctx: Ctx, ref: Parameters<typeof forgetMessage>[2]): Promise<void> => {
  permit(ctx.actor, "incident.view");
  return ctx.transact(async (tx) => {
    await forgetMessage(tx, ctx.workspace, ref);
    await forgetCopies(tx, ctx.workspace, [ref]);
  });
};

/**
 * Looks for what a process that died may have sent of an incident that is deleted, or that must not be seen there any
 * more, and takes it away. Of an incident that is still shown nothing is touched.
 */
export const settleOpen = async (ground: Ground, messengers: Messengers, id: IncidentId): Promise<void> => {
  for (const { key, place, at, workspace } of await ground.read((tx) => unwantedSends(tx, id))) {
    const messenger = messengers.for(place);
    const found = await messenger?.find(place, key, at.subtract({ minutes: 1 }));
    if (found === null || found === undefined) continue;
    await messenger?.remove(found);
    await ground.transact((tx) => forgetSend(tx, workspace, key));
  }
};

const unwantedSends = async (tx: Tx, id: IncidentId): Promise<Awaited<ReturnType<typeof openSends>>> => {
  const open = (await openSends(tx, id)).filter(({ key }) => !isPersonal(key));
  const [first] = open;
  if (first === undefined) return [];
  const incident = await findIncident(tx, first.workspace, system, { id });
  if (incident === null) return open;
  if (!incident.private) return [];
  const room = await findSent(tx, first.workspace, roomKey(incident));
  const isTheirs = (chat: string) => room?.data.private === "yes" && room.place.chat === chat;
  return open.filter(({ place }) => !isTheirs(place.chat));
};

/** Is it a direct message, by its key? Those went to people who were told in person. */
const isPersonal = (key: string): boolean => key.includes(":person:");
