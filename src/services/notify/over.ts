import type { PersonId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident/incident.ts";
import { calledBy, isCalm } from "../../domain/notify/calm.ts";
import type { Delivery } from "../../domain/notify/delivery.ts";
import type { Tx } from "../../store/database.ts";
import { findIncident } from "../../store/incidents.ts";
import { pagesById } from "../../store/pages.ts";
import { findRuns } from "../../store/runs.ts";
import type { Ctx } from "../ctx.ts";

/** Why a message is no longer to be sent; undefined where it is. */
export const whyOver = async (ctx: Ctx, tx: Tx, delivery: Delivery): Promise<string | undefined> => {
  const { incident: id, person, run: runId, page: pageId } = delivery;
  if (id === undefined) return undefined;
  const reader = person === undefined ? ctx.actor : ({ kind: "person", id: person, role: "standard" } as const);
  const incident = await findIncident(tx, ctx.workspace, reader, { id });
  if (incident === null) return "The incident is gone, or they may no longer see it.";
  if (person !== undefined && (delivery.isPage || delivery.about === "reminder") && hasAnswered(incident, person)) {
    return delivery.isPage ? "They have acknowledged it." : undefined;
  }
  const [run] = runId === undefined ? [] : await findRuns(tx, ctx.workspace, [runId]);
  if (runId !== undefined && run?.epoch !== delivery.epoch) return "It was answered, or its condition had ended.";
  if (delivery.isPage && isCalm(calledBy(delivery, run?.state), incident)) return "It was answered before.";
  if (pageId !== undefined) {
    const [page] = await pagesById(tx, ctx.workspace, [pageId]);
    if (page?.state === "declined") return "They said they can't.";
  }
  return undefined;
};

const hasAnswered = (incident: Incident, person: PersonId): boolean =>
  incident.acknowledgements.some((one) => one.person === person);
