import type { Incident } from "../../domain/incident/incident.ts";
import { remove } from "../../domain/incident/remove.ts";
import type { Job } from "../../domain/job.ts";
import { permit } from "../../domain/permission.ts";
import { filesOf } from "../../store/attachments.ts";
import { banneredPlaces } from "../../store/banners.ts";
import type { IncidentRef } from "../../store/incidents.ts";
import { messagesOf } from "../../store/sent.ts";
import { by, type Ctx } from "../ctx.ts";
import { bannerJob } from "../mapping/banner-job.ts";
import { unpostJob } from "../posting/jobs.ts";
import { lockedIncident } from "./load.ts";
import { saveDecision } from "./save.ts";

/** Deletes an incident for good: its rows and texts now, its messages and files as soon as the platforms let us. */
export const deleteIncident = async (ctx: Ctx, ref: IncidentRef): Promise<Incident> => {
  permit(ctx.actor, "incident.delete");
  return ctx.transact(async (tx) => {
    const incident = await lockedIncident(ctx, tx, ref);
    const deciding = by(ctx);
    const [messages, files, bannered] = await Promise.all([
      messagesOf(tx, ctx.workspace, incident.id),
      filesOf(tx, ctx.workspace, incident.id),
      banneredPlaces(tx, ctx.workspace),
    ]);
    const jobs: readonly Job[] = [
      ...messages.map((message) => unpostJob(message)),
      ...bannered.map(bannerJob),
      ...(files.length === 0 ? [] : [{ data: { kind: "purge", files } as const, key: `purge:${incident.id}` }]),
    ];
    const decided = remove(incident, deciding);
    await saveDecision(ctx, tx, incident, { ...decided, jobs: [...decided.jobs, ...jobs] }, deciding);
    return incident;
  });
};
