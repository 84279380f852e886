import type { Incident } from "../incident/incident.ts";
import { incidentKey, incidentName } from "../incident/incident.ts";
import { isActive } from "../incident/status.ts";
import type { MemberKey } from "../oncall/member.ts";
import { Refusal } from "../refusal.ts";
import type { Escalating } from "./plan.ts";

/** How long somebody paged by hand has before it is said that they have not answered, in seconds. */
const wait = 300;

/** What paging by hand goes by, where a policy's name is. */
export const byHand = "by hand";

/** Calls these at once, and says when nobody has answered. */
export const planByHand = (targets: readonly MemberKey[]): Escalating => ({
  kind: "escalation",
  name: byHand,
  steps: [{ targets, wait, need: 1 }],
  repeats: 0,
  lastResort: [],
});

/** Nobody is paged for what is over. */
export const refuseOver = (incident: Pick<Incident, "number" | "status">): void => {
  if (isActive(incident.status)) return;
  throw new Refusal(
    "not-active",
    `${incidentName(incident)} is ${incident.status}: nobody is paged for it. Reopen it with \`/incident reopen ${incidentKey(incident)}\`.`,
  );
};
