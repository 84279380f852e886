import type { Incident } from "../../domain/incident/incident.ts";
import { refuseOver } from "../../domain/notify/by-hand.ts";
import { emptyWords } from "../../domain/notify/empty.ts";
import type { MemberKey } from "../../domain/oncall/member.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { IncidentRef } from "../../store/incidents.ts";
import { peopleNames } from "../../store/names.ts";
import type { Ctx } from "../ctx.ts";
import { lockedIncident } from "../incident/load.ts";
import { beginByHand } from "./by-hand.ts";
import { whyEmpty } from "./empty.ts";
import { letGoOn } from "./go-on.ts";
import { loadReaching } from "./reaching.ts";

/** More people at once than this are paged only when that is said twice. */
export const mostAtOnce = 10;

export type Paged =
  | { readonly kind: "paged"; readonly incident: Incident; readonly people: readonly string[]; readonly others: number }
  | { readonly kind: "many"; readonly incident: Incident; readonly count: number };

/** Pages people, teams or whoever is on call, by hand. Refused where nobody comes of it. */
export const pageByHand = (
  ctx: Ctx,
  ref: IncidentRef,
  { targets, confirmed }: { readonly targets: readonly MemberKey[]; readonly confirmed: boolean },
): Promise<Paged> => {
  permit(ctx.actor, "incident.change");
  return ctx.transact(async (tx): Promise<Paged> => {
    const incident = await lockedIncident(ctx, tx, ref);
    refuseOver(incident);
    const reaching = await loadReaching(tx, ctx.workspace, targets, ctx.now());
    const { people, others, empty } = reaching.reach(targets);
    const answered = new Set(incident.acknowledgements.map(({ person }) => person));
    const called = people.filter(({ person }) => !answered.has(person));
    if (called.length === 0 && others.length === 0) {
      if (people.length > 0) {
        throw new Refusal("answered", "They have acknowledged it already. Write to them in the thread.");
      }
      const why = emptyWords(await whyEmpty(tx, ctx.workspace, empty.slice(0, 1)));
      throw new Refusal(
        "nobody-on-call",
        why === undefined
          ? "Nobody would be paged. Name a person or a schedule."
          : `Nobody would be paged, because ${why}. Page a person instead.`,
      );
    }
    if (called.length > mostAtOnce && !confirmed) return { kind: "many", incident, count: called.length };
    const [run] = await beginByHand(ctx, tx, incident, targets);
    if (run !== undefined) await letGoOn(ctx, tx, incident, run);
    const names = await peopleNames(
      tx,
      ctx.workspace,
      called.map(({ person }) => person),
    );
    return {
      kind: "paged",
      incident,
      people: called.map(({ person }) => names.get(person) ?? "somebody"),
      others: others.length,
    };
  });
};
