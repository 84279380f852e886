import type { EntryId, PolicyId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident/incident.ts";
import { asks, type Reminding, type Rule } from "../../domain/notify/plan.ts";
import { timedRules } from "../../domain/notify/policy.ts";
import { type Hearing, hearing } from "../../domain/notify/recipients.ts";
import { nextReminder } from "../../domain/notify/run.ts";
import { type MemberKey, memberKey, personKey } from "../../domain/oncall/member.ts";
import type { Tx } from "../../store/database.ts";
import { fenceOf, moveRun, type StoredRun } from "../../store/runs.ts";
import { type Ctx, freshId } from "../ctx.ts";
import type { GoneOn } from "./call.ts";
import { runJob } from "./jobs.ts";
import type { Reaching } from "./reaching.ts";

export type Recalling = StoredRun & { readonly plan: Reminding };

/**
 * Whom a reminder is for: of work that is not finished the assignees first (features.md 4.10), of a task whoever has it
 * now, of an acknowledgement with no word since the people who have it still, else whoever acknowledged.
 */
export const remindedBy = (
  run: Recalling,
  incident: Pick<Incident, "assignees" | "tasks" | "acknowledgements">,
): readonly MemberKey[] => {
  const { targets } = run.plan;
  const assignees = incident.assignees.map(memberKey);
  switch (run.rule) {
    case "task-overdue":
      return [
        ...incident.tasks
          .filter(({ number }) => String(number) === run.source)
          .flatMap(({ assignee }) => (assignee === undefined ? [] : [personKey(assignee)])),
        ...targets,
      ];
    case "process-timeout":
    case "stale":
      return [...assignees, ...targets];
    case "forgotten": {
      const people = incident.assignees.filter(({ kind }) => kind === "person").map(memberKey);
      const answered = incident.acknowledgements.map(({ person }) => personKey(person));
      const both = people.filter((one) => answered.includes(one));
      return [both, people].find((some) => some.length > 0) ?? targets;
    }
    default:
      return targets;
  }
};

const isPolicyRule = (rule: Rule): boolean => timedRules.some((one) => one === rule);

/** Since when it has gone on, whatever it is. */
const sinceOf = (run: Recalling, { tasks, updatedAt }: Incident): Temporal.Instant => {
  if (run.rule === "stale") return updatedAt;
  if (run.rule !== "task-overdue") return run.startedAt;
  return tasks.find(({ number }) => String(number) === run.source)?.dueAt ?? run.startedAt;
};

/** Reminds whoever there is, and goes on as the rule says; where nobody is on call it says so, or holds it. */
export const remind = async (
  ctx: Ctx,
  tx: Tx,
  run: Recalling,
  { incident, reaching }: { readonly incident: Incident; readonly reaching: Reaching },
): Promise<GoneOn> => {
  const now = ctx.now();
  const next = nextReminder(run, now);
  await moveRun(
    tx,
    ctx.workspace,
    run.id,
    next === null
      ? // A storm may come again.
        run.rule === "event-storm"
        ? { cycle: run.cycle + 1, dueAt: null, called: true }
        : { state: "exhausted", cycle: run.cycle + 1, dueAt: null, endedAt: now, called: true }
      : { ...next, called: true },
  );
  const { people, others, empty } = reaching.reach(remindedBy(run, incident));
  const seconds = Math.round(sinceOf(run, incident).until(now).total("seconds"));
  const cause = {
    kind: "reminder",
    rule: run.rule,
    name: run.plan.name,
    seconds,
    run: run.id,
    epoch: run.epoch,
    hold: run.plan.hold,
    ...(isPolicyRule(run.rule) ? { policy: run.source as PolicyId } : {}),
  } as const;
  return {
    hearings: [
      ...people.map(({ person, via }) => hearing(person, { ...cause, via })),
      ...[...others, ...empty].map((member): Hearing => ({ member, cause: { ...cause, via: member } })),
    ],
    entries: [
      {
        id: freshId<EntryId>(),
        kind: "reminded",
        data: {
          rule: run.rule,
          seconds,
          ...(asks.includes(run.rule)
            ? { source: run.source, incident: incident.number, occurrence: incident.occurrence }
            : {}),
          people: people.map(({ person }) => `person:${person}`),
          ...(others.length === 0 ? {} : { others: others.length }),
          ...(run.plan.name === "" ? {} : { policy: run.plan.name }),
          ...(empty.length === 0 ? {} : { schedules: empty.map(reaching.scheduleName) }),
        },
      },
    ],
    jobs: next === null ? [] : [runJob(fenceOf({ ...run, ...next }), next.dueAt)],
  };
};
