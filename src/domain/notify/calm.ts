import type { PersonId } from "../ids.ts";
import type { Incident } from "../incident/incident.ts";
import { isActive } from "../incident/status.ts";
import type { Silence } from "./condition.ts";
import type { Delivery } from "./delivery.ts";
import type { Run } from "./run.ts";

/** Somebody or something called, and why they were. */
export interface Called {
  readonly person?: PersonId;
  /** When it was called. */
  readonly at: Temporal.Instant;
  /** How the run that called stands; absent where none did: somebody was assigned, or stands in. */
  readonly run?: Run["state"];
}

/**
 * Does a page ask its reader for nothing any more? It is over with its incident, with their own acknowledgement, and
 * when as many have acknowledged as its step asked for; when its escalation has nobody left to call, anybody's since it
 * called. One that nobody answered goes on asking.
 */
export const isCalm = (
  { person, run, at }: Called,
  { status, acknowledgements }: Pick<Incident, "status" | "acknowledgements">,
): boolean => {
  if (!isActive(status)) return true;
  if (acknowledgements.some((one) => one.person === person)) return true;
  if (run === "answered" || run === "ended") return true;
  return run !== "waiting" && acknowledgements.some((one) => Temporal.Instant.compare(one.at, at) >= 0);
};

/** Does it end a page of its incident, or might it? */
export const calms = ({ ends, acknowledged }: Silence): boolean => acknowledged !== undefined || ends.includes("page");

/** A page as what it is: whom it called, and how the run stands that did. */
export const calledBy = (
  { person, createdAt: at }: Pick<Delivery, "person" | "createdAt">,
  run?: Run["state"],
): Called => ({
  at,
  ...(person === undefined ? {} : { person }),
  ...(run === undefined ? {} : { run }),
});
