import type { RunId } from "../../domain/ids.ts";
import type { Severity } from "../../domain/incident/severity.ts";
import { severityLabel } from "../../domain/incident/severity.ts";
import { emptyWords } from "../../domain/notify/empty.ts";
import { ladderOf } from "../../domain/notify/ladder.ts";
import type { EscalationPolicy, Policy } from "../../domain/notify/policy.ts";
import { contactCalled, type Reach as PersonalReach } from "../../domain/notify/reach.ts";
import { inBrief, type Means } from "../../domain/notify/readiness.ts";
import type { Cause } from "../../domain/notify/recipients.ts";
import type { Rehearsal, Rehearsed } from "../../domain/notify/rehearsal.ts";
import { advanceEscalation, type Reach } from "../../domain/notify/run.ts";
import { type MemberKey, memberKey } from "../../domain/oncall/member.ts";
import { permit } from "../../domain/permission.ts";
import type { Tx } from "../../store/database.ts";
import { loadReach } from "../../store/reach.ts";
import { type Ctx, freshId } from "../ctx.ts";
import { targetsIn } from "../notify/call.ts";
import { whyEmpty } from "../notify/empty.ts";
import { loadReaching, type Reaching } from "../notify/reaching.ts";
import { memberNames } from "../oncall/members.ts";

interface Asked {
  readonly severity?: Severity;
  readonly at: Temporal.Instant;
  readonly means: Means;
}

/** Who would be called by an escalation policy, step by step, if nobody answered. Nobody is told of it. */
export const tryEscalation = (
  ctx: Ctx,
  { name, plan, leastRank }: EscalationPolicy & { readonly leastRank?: number },
  { severity, at, means }: Asked,
): Promise<Rehearsal> => {
  permit(ctx.actor, "policy.view");
  return ctx.read(async (tx) => {
    const lines: Rehearsed[] = [];
    let now = at;
    let place: { readonly step: number; readonly cycle: number } | null = { step: 0, cycle: 0 };
    // Who is on call may change between two steps: each is asked at its own time. A plan has few steps and rounds.
    while (place !== null) {
      const reaching = await loadReaching(tx, ctx.workspace, targetsIn(plan), now);
      const { called, skipped, next } = advanceEscalation({ ...place, plan }, reaching.reach, {
        now,
        acknowledged: [],
      });
      for (const { step, empty } of skipped) {
        lines.push(passedOver(now, step, emptyWords(await whyEmpty(tx, ctx.workspace, empty))));
      }
      if (called !== undefined) {
        const { step, cycle } = called;
        const cause = { kind: "page", rule: "page", name, step, cycle, run: freshId<RunId>(), epoch: 0 } as const;
        lines.push({
          at: now,
          what: `Step ${step + 1}${cycle === 0 ? "" : `, round ${cycle + 1}`}`,
          told: await toldOf(ctx, tx, called, {
            at: now,
            severity,
            means,
            causeOf: (via) => ({ ...cause, via }),
            isPage: true,
          }),
        });
      }
      place = next;
      now = next?.dueAt ?? now;
    }
    return {
      name,
      from: at,
      lines: [
        ...lines,
        {
          at: now,
          what: "Then",
          told: [],
          nobody: "nobody is left to call: the workspace's owners and the incident's places are told",
        },
      ],
      applies: leastRank === undefined || (severity !== undefined && severity.rank <= leastRank),
      ...(severity === undefined ? {} : { severity: severityLabel(severity) }),
    };
  });
};

/** Who would be told and reminded by a notification policy, if nothing were done. Nobody is told of it. */
export const tryPolicy = (ctx: Ctx, policy: Policy, { severity, at, means }: Asked): Promise<Rehearsal> => {
  permit(ctx.actor, "policy.view");
  return ctx.read(async (tx) => {
    const targets = policy.schedules.map((id) => memberKey({ kind: "schedule", id }));
    const lines: Rehearsed[] = [];
    for (const { when, what } of happenings(policy, at)) {
      const reaching = await loadReaching(tx, ctx.workspace, targets, when);
      const reach = reaching.reach(targets);
      const told = await toldOf(ctx, tx, reach, {
        at: when,
        severity,
        means,
        causeOf: (via) => ({
          kind: "policy",
          policy: policy.id,
          name: policy.name,
          type: "issue.add",
          via,
          hold: policy.hold,
        }),
        isPage: false,
      });
      lines.push({
        at: when,
        what,
        told,
        ...(told.length > 0 ? {} : { nobody: nobodyWords(policy, reaching, targets) }),
      });
    }
    return {
      name: policy.name,
      from: at,
      lines,
      applies: true,
      ...(severity === undefined ? {} : { severity: severityLabel(severity) }),
    };
  });
};

const nobodyWords = (policy: Policy, reaching: Reaching, targets: readonly MemberKey[]): string =>
  `nobody is on call in ${targets.map(reaching.scheduleName).join(" or ")}: ${policy.hold ? "it waits for the next slot" : "it is dropped"}`;

/** The opening, and every reminder of each rule. */
const happenings = (
  policy: Policy,
  at: Temporal.Instant,
): readonly { readonly when: Temporal.Instant; readonly what: string }[] =>
  [
    ...(policy.types.includes("issue.add") ? [{ when: at, what: "Opened" }] : []),
    ...policy.rules
      .filter(({ rule }) => rule !== "event-storm")
      .flatMap(({ rule, after, every = 0, times }) =>
        Array.from({ length: times }, (_, i) => ({ when: at.add({ seconds: after + i * every }), what: rule })),
      ),
  ].toSorted((a, b) => Temporal.Instant.compare(a.when, b.when));

interface Telling {
  readonly at: Temporal.Instant;
  readonly severity: Severity | undefined;
  readonly means: Means;
  readonly causeOf: (via: MemberKey) => Cause;
  readonly isPage: boolean;
}

const toldOf = async (
  ctx: Ctx,
  tx: Tx,
  { people, others }: Pick<Reach, "people" | "others">,
  { at, severity, means, causeOf, isPage }: Telling,
): Promise<Rehearsed["told"]> => {
  const reach = await loadReach(
    tx,
    ctx.workspace,
    people.map(({ person }) => person),
  );
  const names = await memberNames(tx, ctx.workspace, others);
  return [
    ...people.flatMap(({ person, via }) => {
      const known = reach.get(person);
      return known === undefined
        ? []
        : [{ name: known.name, by: ways(known, { at, severity, means, cause: causeOf(via), isPage }) }];
    }),
    ...others.map((key) => ({ name: names.get(key) ?? key, by: [] })),
  ];
};

/** By which contacts, and when; what cannot be sent to from here says so. */
const ways = (
  reach: PersonalReach,
  { at, severity, means, cause, isPage }: Omit<Telling, "causeOf"> & { readonly cause: Cause },
) =>
  ladderOf({ isPage, causes: [cause] }, reach, { severity: severity ?? null, at }).map(({ contact = "", dueAt }) => {
    const known = contactCalled(reach.contacts, contact);
    const why = known === undefined ? null : means(known);
    return {
      contact: known?.name ?? contact,
      at: dueAt,
      ...(why === null ? {} : { lacks: inBrief(why) }),
    };
  });

const passedOver = (at: Temporal.Instant, step: number, why = "it reaches nobody"): Rehearsed => ({
  at,
  what: `Step ${step + 1}`,
  told: [],
  nobody: why,
});
