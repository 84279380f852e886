import type { IncidentId, PersonId } from "../../domain/ids.ts";
import type { Escalation, WhyPaged } from "../../domain/notify/log.ts";
import { stepsToCome } from "../../domain/notify/run.ts";
import { permit } from "../../domain/permission.ts";
import { builtInChannel } from "../../store/channel-hearers.ts";
import type { Tx } from "../../store/database.ts";
import { listDeliveries } from "../../store/delivery-log.ts";
import { given, type IncidentRef } from "../../store/incidents.ts";
import { peopleNames } from "../../store/names.ts";
import { escalationsOfChannels } from "../../store/policies.ts";
import { runsOf } from "../../store/runs.ts";
import { snoozesOf } from "../../store/snoozes.ts";
import type { Ctx } from "../ctx.ts";
import { foundIncident } from "../incident/load.ts";
import { linesOf } from "./log.ts";
import { loadReaching } from "./reaching.ts";

/** Why a person was paged for an incident, or anybody at all, in the order of the newest first. */
export const whyPaged = (ctx: Ctx, ref: IncidentRef, person?: PersonId): Promise<WhyPaged> => {
  permit(ctx.actor, "incident.view");
  return ctx.read(async (tx) => {
    const incident = await foundIncident(ctx, tx, ref);
    const { id, number, title, status } = incident;
    const deliveries = await listDeliveries(tx, ctx.workspace, ctx.actor, {
      incident: id,
      limit: 40,
      ...(person === undefined ? { pages: true } : { person }),
    });
    const all = await builtInChannel(tx, ctx.workspace);
    const policies = await escalationsOfChannels(tx, ctx.workspace, [
      ...(all === undefined ? [] : [all]),
      ...incident.channels,
    ]);
    const names = person === undefined ? new Map() : await peopleNames(tx, ctx.workspace, [person]);
    return {
      incident: { number, title, status },
      lines: await linesOf(ctx, tx, deliveries),
      policies: policies.map(({ name }) => name),
      escalations: await escalationsOf(ctx, tx, id, person),
      ...(person === undefined ? {} : { person: { id: person, name: names.get(person) ?? "somebody who left" } }),
      ...given("snoozedUntil", (await snoozesOf(tx, ctx.workspace, id, ctx.now())).pages),
    };
  });
};

/** How far the escalation policies of an incident are, and at which of the steps to come a person is called. */
const escalationsOf = async (
  ctx: Ctx,
  tx: Tx,
  incident: IncidentId,
  person: PersonId | undefined,
): Promise<readonly Escalation[]> => {
  const runs = (await runsOf(tx, ctx.workspace, incident, "all")).flatMap(
    ({ plan, rule, state, step, cycle, dueAt }) =>
      rule === "page" && plan.kind === "escalation"
        ? [{ plan, state, dueAt, coming: state === "waiting" ? stepsToCome(plan, { step, cycle }) : [] }]
        : [],
  );
  const targets = runs.flatMap(({ coming }) => coming.flatMap((step) => step.targets));
  const { reach } = await loadReaching(tx, ctx.workspace, targets, ctx.now());
  return runs.map(({ plan, state, dueAt, coming }) => {
    const calls = coming.find((one) => reach(one.targets).people.some((call) => call.person === person));
    return {
      name: plan.name,
      state,
      of: plan.steps.length,
      ...given("next", coming[0] === undefined ? undefined : coming[0].step + 1),
      ...given("dueAt", dueAt),
      ...given("calls", calls === undefined ? undefined : calls.step + 1),
    };
  });
};
