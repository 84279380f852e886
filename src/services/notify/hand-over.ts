import { personOf } from "../../domain/actor.ts";
import type { PersonId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident/incident.ts";
import { handOver as decide } from "../../domain/incident/people.ts";
import { isActive } from "../../domain/incident/status.ts";
import { memberKey } from "../../domain/oncall/member.ts";
import { permit } from "../../domain/permission.ts";
import type { IncidentRef } from "../../store/incidents.ts";
import { fenceOf } from "../../store/runs.ts";
import { by, type Ctx } from "../ctx.ts";
import { lockedIncident } from "../incident/load.ts";
import { saveDecision } from "../incident/save.ts";
import { beginByHand } from "./by-hand.ts";
import { runJob } from "./jobs.ts";

/** Gives an incident to somebody else, who is paged for it unless they have acknowledged it; whoever hands it over is off it. */
export const handOver = (ctx: Ctx, ref: IncidentRef, person: PersonId): Promise<Incident> => {
  permit(ctx.actor, "incident.change");
  return ctx.transact(async (tx) => {
    const incident = await lockedIncident(ctx, tx, ref);
    const answered = incident.acknowledgements.some((one) => one.person === person);
    const paged = isActive(incident.status) && !answered && person !== personOf(ctx.actor);
    const deciding = by(ctx);
    await saveDecision(ctx, tx, incident, decide(incident, person, deciding, { paged }), deciding);
    if (!paged) return incident;
    const begun = await beginByHand(ctx, tx, incident, [memberKey({ kind: "person", id: person })]);
    await ctx.enqueue(
      tx,
      begun.map((run) => runJob(fenceOf(run), ctx.now())),
    );
    return incident;
  });
};
