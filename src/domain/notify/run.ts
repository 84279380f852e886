import type { IncidentId, PersonId, RunId } from "../ids.ts";
import type { MemberKey } from "../oncall/member.ts";
import type { Escalating, Plan, Reminding, Rule, Step } from "./plan.ts";

/** What a job of a run must find unchanged: whatever ends or moves the run has raised its epoch. */
export interface Fence {
  readonly run: RunId;
  readonly epoch: number;
  readonly step: number;
  readonly cycle: number;
}

/** An escalation or a timed rule under way for one incident. */
export interface Run {
  readonly id: RunId;
  readonly incident: IncidentId;
  readonly rule: Rule;
  /** The policy, channel or entry it comes from. */
  readonly source: string;
  /** Which spell of its condition: one run each. */
  readonly spell: string;
  readonly epoch: number;
  /** The step to come. */
  readonly step: number;
  /** Rounds gone through, or reminders sent. */
  readonly cycle: number;
  /** When it goes on; absent = when something makes it. */
  readonly dueAt?: Temporal.Instant;
  readonly state: "waiting" | "answered" | "ended" | "exhausted";
  readonly plan: Plan;
  readonly startedAt: Temporal.Instant;
}

/** Somebody to be called, and the target that stands for them. */
export interface Call {
  readonly person: PersonId;
  readonly via: MemberKey;
}

/** Whom a step's targets come to at an instant. */
export interface Reach {
  readonly people: readonly Call[];
  /** Places, groups, addresses and webhooks. */
  readonly others: readonly MemberKey[];
  /** Schedules on which nobody is. */
  readonly empty: readonly MemberKey[];
}

/** What a run does next. */
export interface Advance {
  /** The step that calls, by number; the last resort comes after all others. Undefined where nobody is left to call. */
  readonly called?: {
    readonly step: number;
    readonly cycle: number;
    readonly need: number;
    readonly people: readonly Call[];
    readonly others: readonly MemberKey[];
  };
  /** The steps passed over because they reach nobody. */
  readonly skipped: readonly { readonly step: number; readonly empty: readonly MemberKey[] }[];
  readonly next: { readonly step: number; readonly cycle: number; readonly dueAt: Temporal.Instant } | null;
}

/** The wait after the last resort before it is said that nobody answered, in seconds. */
const lastWait = 300;

/**
 * Goes on from the step that is due. One that reaches nobody is passed over at once; who has acknowledged is not called
 * again. `next` is null when nothing is left to try.
 */
export const advanceEscalation = (
  run: Pick<Run, "step" | "cycle"> & { readonly plan: Escalating },
  reach: (targets: readonly MemberKey[]) => Reach,
  { now, acknowledged }: { readonly now: Temporal.Instant; readonly acknowledged: readonly PersonId[] },
): Advance => {
  const { plan } = run;
  const skipped: { step: number; empty: readonly MemberKey[] }[] = [];
  for (const at of positionsFrom(plan, run)) {
    const step = stepOf(plan, at.step);
    if (step === undefined) continue;
    const { people, others, empty } = reach(step.targets);
    const called = people.filter(({ person }) => !acknowledged.includes(person));
    if (called.length === 0 && others.length === 0) {
      skipped.push({ step: at.step, empty });
      continue;
    }
    return {
      called: { step: at.step, cycle: at.cycle, need: step.need, people: called, others },
      skipped,
      next: { step: at.step + 1, cycle: at.cycle, dueAt: now.add({ seconds: step.wait }) },
    };
  }
  return { skipped, next: null };
};

export const stepOf = (plan: Escalating, step: number): Step | undefined =>
  plan.steps[step] ??
  (step === plan.steps.length && plan.lastResort.length > 0
    ? { targets: plan.lastResort, wait: lastWait, need: 1 }
    : undefined);

/** The steps still to come, each at most once, with whom they call. */
export const stepsToCome = (
  plan: Escalating,
  at: Pick<Run, "step" | "cycle">,
): readonly { readonly step: number; readonly targets: readonly MemberKey[] }[] =>
  positionsFrom(plan, at).flatMap(({ step }) => {
    const targets = stepOf(plan, step)?.targets;
    return targets === undefined ? [] : [{ step, targets }];
  });

/** Every step still to come, each at most once: a round that reaches nobody is not gone through again. */
const positionsFrom = (
  plan: Escalating,
  { step, cycle }: Pick<Run, "step" | "cycle">,
): readonly { readonly step: number; readonly cycle: number }[] => {
  const { steps, repeats } = plan;
  const last = { step: steps.length, cycle: Math.max(cycle, repeats) };
  if (step > steps.length) return [];
  const rest = steps.slice(step).map((_, i) => ({ step: step + i, cycle }));
  const again = cycle < repeats ? steps.map((_, i) => ({ step: i, cycle: cycle + 1 })) : [];
  return [...rest, ...again, last];
};

/** When a reminder comes again, and as which; null after the last one. */
export const nextReminder = (
  { plan, cycle }: { readonly plan: Reminding; readonly cycle: number },
  now: Temporal.Instant,
): { readonly step: number; readonly cycle: number; readonly dueAt: Temporal.Instant } | null =>
  plan.every === undefined || cycle + 1 >= plan.times
    ? null
    : { step: 0, cycle: cycle + 1, dueAt: now.add({ seconds: plan.every }) };
