import { readerOf } from "../../domain/actor.ts";
import type { DeliveryId, PersonId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident/incident.ts";
import { isActive } from "../../domain/incident/status.ts";
import { calledBy, isCalm } from "../../domain/notify/calm.ts";
import { goesOn } from "../../domain/notify/condition.ts";
import type { Delivery } from "../../domain/notify/delivery.ts";
import type { Tx } from "../../store/database.ts";
import { findIncidents } from "../../store/incidents.ts";
import { type Page, pagesById } from "../../store/pages.ts";
import { findRuns, type StoredRun } from "../../store/runs.ts";
import type { Ctx } from "../ctx.ts";

/** Why a message is no longer to be sent; undefined where it is. */
export const whyOver = async (ctx: Ctx, tx: Tx, delivery: Delivery): Promise<string | undefined> =>
  (await whyEachOver(ctx, tx, delivery.person, [delivery])).get(delivery.id);

/** Why messages to one reader are no longer to be sent; one that is has no entry. */
export const whyEachOver = async (
  ctx: Ctx,
  tx: Tx,
  person: PersonId | undefined,
  deliveries: readonly Delivery[],
): Promise<ReadonlyMap<DeliveryId, string>> => {
  const reader = isHeld(person, deliveries) ? ctx.actor : readerOf(person);
  const [incidents, runs, pages] = await Promise.all([
    findIncidents(tx, ctx.workspace, reader, named(deliveries, "incident")),
    findRuns(tx, ctx.workspace, named(deliveries, "run")),
    pagesById(tx, ctx.workspace, named(deliveries, "page")),
  ]);
  const known: Known = { incidents: byId(incidents), runs: byId(runs), pages: byId(pages) };
  return new Map(
    deliveries.flatMap((delivery) => {
      const why = reason(delivery, known);
      return why === undefined ? [] : [[delivery.id, why]];
    }),
  );
};

/** What waits for a schedule's next slot has no reader yet. */
const isHeld = (person: PersonId | undefined, deliveries: readonly Delivery[]): boolean =>
  person === undefined && deliveries.every(({ contact }) => contact === undefined);

/** What the messages are about, by id. */
interface Known {
  readonly incidents: ReadonlyMap<string, Incident>;
  readonly runs: ReadonlyMap<string, StoredRun>;
  readonly pages: ReadonlyMap<string, Page>;
}

const reason = (delivery: Delivery, known: Known): string | undefined => {
  const { incident: id, person, run: runId, page: pageId } = delivery;
  if (id === undefined) return undefined;
  const incident = known.incidents.get(id);
  if (incident === undefined) return "The incident is gone, or they may no longer see it.";
  if (person !== undefined && delivery.isPage && hasAnswered(incident, person)) return "They have acknowledged it.";
  const run = runId && known.runs.get(runId);
  if (runId !== undefined && run?.epoch !== delivery.epoch) return whySilenced(run);
  if (run && delivery.about === "reminder" && !goesOn(run, incident)) return "Its condition had ended.";
  if (delivery.isPage && isCalm(calledBy(delivery, run?.state), incident) && !isNewsOf(delivery, incident)) {
    return "It was answered before.";
  }
  if (pageId !== undefined && known.pages.get(pageId)?.state === "declined") return "They said they can't.";
  return undefined;
};

/** A run that waits is under way: it was made to wait, or has gone on. */
const whySilenced = (run: StoredRun | undefined): string => {
  switch (run?.state) {
    case "waiting":
      return "It was silenced, or has gone on since.";
    case "answered":
      return "It was answered.";
    case "ended":
      return "Its condition had ended.";
    default:
      return "It was answered or silenced, or its condition had ended.";
  }
};

/** Whoever is assigned hears of it once, also when somebody else has acknowledged before it was out (features.md 4.2). */
const isNewsOf = ({ run, rung, causes }: Delivery, { status }: Incident): boolean =>
  run === undefined &&
  rung === 0 &&
  isActive(status) &&
  causes.some((cause) => cause.kind === "told" && cause.reason === "assigned");

const hasAnswered = (incident: Incident, person: PersonId): boolean =>
  incident.acknowledgements.some((one) => one.person === person);

const named = <K extends "incident" | "run" | "page">(
  deliveries: readonly Delivery[],
  what: K,
): NonNullable<Delivery[K]>[] => [...new Set(deliveries.flatMap((one) => one[what] ?? []))];

const byId = <T extends { readonly id: string }>(found: readonly T[]): ReadonlyMap<string, T> =>
  new Map(found.map((one) => [one.id, one]));
