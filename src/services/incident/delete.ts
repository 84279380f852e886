import type { Incident } from "../../domain/incident/incident.ts";
import { remove } from "../../domain/incident/remove.ts";
import type { Job } from "../../domain/job.ts";
import { permit } from "../../domain/permission.ts";
import { filesOf } from "../../store/attachments.ts";
import { banneredPlaces } from "../../store/banners.ts";
import type { IncidentRef } from "../../store/incidents.ts";
import { postingsOf } from "../../store/postings.ts";
import { messagesOf } from "../../store/sent.ts";
import { by, type Ctx } from "../ctx.ts";
import { bannerJob } from "../mapping/banner-job.ts";
import { archiveJob, unpostJob } from "../posting/jobs.ts";
import { lockedIncident } from "./load.ts";
import { saveDecision } from "./save.ts";

/**
 * Deletes an incident for good: its rows and texts now, its messages, files and own chat channel as soon as the
 * platforms let us.
 */
export const deleteIncident = async (ctx: Ctx, ref: IncidentRef): Promise<Incident> => {
  permit(ctx.actor, "incident.delete");
  return ctx.transact(async (tx) => {
    const incident = await lockedIncident(ctx, tx, ref);
    const deciding = by(ctx);
    const [messages, postings, files, bannered] = await Promise.all([
      messagesOf(tx, ctx.workspace, incident.id),
      postingsOf(tx, ctx.workspace, ctx.actor, incident.id),
      filesOf(tx, ctx.workspace, incident.id),
      banneredPlaces(tx, ctx.workspace),
    ]);
    const jobs: readonly Job[] = [
      ...messages.map((message) => unpostJob(message)),
      ...postings.filter(({ kind }) => kind === "room").map(({ place }) => archiveJob(place, ctx.now())),
      ...bannered.map(bannerJob),
      ...(files.length === 0 ? [] : [{ data: { kind: "purge", files } as const, key: `purge:${incident.id}` }]),
    ];
    const decided = remove(incident, deciding);
    await saveDecision(ctx, tx, incident, { ...decided, jobs: [...decided.jobs, ...jobs] }, deciding);
    return incident;
  });
};
