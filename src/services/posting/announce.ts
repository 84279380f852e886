import type { IncidentId, PostingId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident/incident.ts";
import { isActive } from "../../domain/incident/status.ts";
import type { Job } from "../../domain/job.ts";
import { permit } from "../../domain/permission.ts";
import { samePlace } from "../../domain/place.ts";
import { banneredPlaces } from "../../store/banners.ts";
import type { Tx } from "../../store/database.ts";
import { lastEntryOf } from "../../store/entries.ts";
import { lockIncident } from "../../store/incidents.ts";
import { mappingsForIncident, type ShownPlace, wantsRoom } from "../../store/mappings.ts";
import { insertPostings, type Posting, postingsOf } from "../../store/postings.ts";
import { type Ctx, freshId } from "../ctx.ts";
import { bannerJob } from "../mapping/banner-job.ts";
import { cardJob } from "./jobs.ts";
import { showableIn } from "./privacy.ts";

/** How long what was said before a card was there is told in its thread afterwards. */
const beginning = { minutes: 10 } as const;

/** The first entry says that it was opened: the card says that itself. */
const opening = 1;

/** A closed incident's chat channel stays open this long, so that its last lines are said. */
const farewell = { seconds: 30 } as const;

/**
 * Sees to it that an incident is shown wherever it belongs: in every place mapped to its channels that lets its severity
 * through, in its own thread and its own chat channel. A private one is shown in no mapped place.
 */
export const announceIncident = (ctx: Ctx, id: IncidentId): Promise<void> => {
  permit(ctx.actor, "incident.view");
  return ctx.transact(async (tx) => {
    const incident = await lockIncident(tx, ctx.workspace, ctx.actor, { id });
    if (incident === null) return;
    const scope = {
      channels: incident.channels,
      ...(incident.severity === null ? {} : { severityRank: incident.severity.rank }),
    };
    const wanted = incident.private ? [] : await mappingsForIncident(tx, ctx.workspace, scope);
    const shown = await addPostings(ctx, tx, incident, wanted);
    const showable = await showableIn(ctx, tx, incident);
    const cards = shown.filter((posting) => posting.lost === undefined && showable(posting));
    const hasRoom = shown.some(({ kind }) => kind === "room");
    const room = hasRoom || (isActive(incident.status) && (await wantsRoom(tx, ctx.workspace, scope)));
    await ctx.enqueue(tx, [
      ...cards.map((posting) => cardJob(id, posting)),
      ...(await bannerJobs(ctx, tx, incident, { wanted, shown })),
      ...(room ? [roomJob(ctx, incident)] : []),
    ]);
  });
};

/** Where the incident is shown, once what was missing is added. */
const addPostings = async (
  ctx: Ctx,
  tx: Tx,
  incident: Incident,
  wanted: readonly ShownPlace[],
): Promise<readonly Posting[]> => {
  const there = await postingsOf(tx, ctx.workspace, ctx.actor, incident.id);
  const missing = wanted.filter(({ place }) => !there.some((one) => samePlace(one.place, place)));
  if (missing.length === 0) return there;
  const said = await saidBefore(ctx, tx, incident);
  await insertPostings(tx, ctx.workspace, incident.id, {
    places: missing.map(({ place }) => ({ id: freshId<PostingId>(), place, kind: "mapped", said })),
    at: ctx.now(),
  });
  return postingsOf(tx, ctx.workspace, ctx.actor, incident.id);
};

/** A place that joins later is not told what happened before; what happened in private is told nowhere. */
const saidBefore = async (ctx: Ctx, tx: Tx, incident: Incident): Promise<number> => {
  const isNew = Temporal.Instant.compare(incident.createdAt.add(beginning), ctx.now()) > 0;
  if (!isNew) return incident.lastSeq;
  return (await lastEntryOf(tx, ctx.workspace, incident.id, "made-public"))?.seq ?? opening;
};

/** The banners this incident may change: where it is announced, and where one is worn that may be about it. */
const bannerJobs = async (
  ctx: Ctx,
  tx: Tx,
  incident: Incident,
  places: { readonly wanted: readonly ShownPlace[]; readonly shown: readonly Posting[] },
): Promise<readonly Job[]> => {
  const worn = await banneredPlaces(tx, ctx.workspace);
  const raised =
    incident.severity?.banner === true && isActive(incident.status)
      ? places.wanted.filter(({ banner }) => banner).map(({ place }) => place)
      : [];
  const here = [...places.wanted, ...places.shown].map(({ place: { connection, chat } }) => ({ connection, chat }));
  const touched = worn.filter((place) => here.some((one) => samePlace(one, place)));
  return [...raised, ...touched.filter((place) => !raised.some((one) => samePlace(one, place)))].map(bannerJob);
};

const roomJob = (ctx: Ctx, { id, status }: Incident): Job => ({
  data: { kind: "room", incident: id },
  key: `room:${id}`,
  ...(status === "closed" ? { at: ctx.now().add(farewell) } : {}),
});
