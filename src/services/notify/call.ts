import type { EntryId, PageId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident/incident.ts";
import type { EntryDraft } from "../../domain/incident/timeline.ts";
import type { Job } from "../../domain/job.ts";
import type { Empty } from "../../domain/notify/empty.ts";
import type { Escalating } from "../../domain/notify/plan.ts";
import { type Cause, type Hearing, hearing, type Unpaged } from "../../domain/notify/recipients.ts";
import { type Advance, advanceEscalation } from "../../domain/notify/run.ts";
import type { MemberKey } from "../../domain/oncall/member.ts";
import type { Tx } from "../../store/database.ts";
import { hasReachedAnybody, insertPages, pagedBy } from "../../store/pages.ts";
import { ownersOf } from "../../store/people.ts";
import { fenceOf, moveRun, type StoredRun } from "../../store/runs.ts";
import { type Ctx, freshId } from "../ctx.ts";
import { whyEmpty } from "./empty.ts";
import { runJob } from "./jobs.ts";
import type { Reaching } from "./reaching.ts";

/** What a run has done by going on: who hears of it, what the timeline says, and when it goes on again. */
export interface GoneOn {
  readonly hearings: readonly Hearing[];
  readonly entries: readonly EntryDraft[];
  readonly jobs: readonly Job[];
}

export type Calling = StoredRun & { readonly plan: Escalating };

/** Every target of a plan, to be worked out at once. */
export const targetsIn = ({ steps, lastResort }: Escalating): readonly MemberKey[] => [
  ...steps.flatMap(({ targets }) => targets),
  ...lastResort,
];

/** Calls the next step that reaches anybody; where none does, those who stand in are told why. */
export const callNext = async (
  ctx: Ctx,
  tx: Tx,
  run: Calling,
  { incident, reaching }: { readonly incident: Incident; readonly reaching: Reaching },
): Promise<GoneOn> => {
  const now = ctx.now();
  const acknowledged = incident.acknowledgements.map(({ person }) => person);
  const advance = advanceEscalation(run, reaching.reach, { now, acknowledged });
  const { called, next } = advance;
  if (called === undefined || next === null) return giveUp(ctx, tx, run, advance);
  const { step, cycle, people, others, need } = called;
  const pages = people.map((call) => ({ ...call, id: freshId<PageId>() }));
  const added = await insertPages(
    tx,
    ctx.workspace,
    pages.map(({ id, person }) => ({ id, incident: incident.id, run: run.id, step, cycle, person, at: now })),
  );
  await moveRun(tx, ctx.workspace, run.id, { ...next, need, acks: 0, called: true });
  const cause = {
    kind: "page",
    rule: run.rule,
    name: run.plan.name,
    step,
    cycle,
    run: run.id,
    epoch: run.epoch,
  } as const;
  return {
    hearings: [
      ...pages
        .filter(({ id }) => added.includes(id))
        .map(({ person, via, id }) => hearing(person, { ...cause, via, page: id })),
      ...others.map((member): Hearing => ({ member, cause: { ...cause, via: member } })),
    ],
    entries: [
      {
        id: freshId<EntryId>(),
        kind: "paged",
        data: {
          people: people.map(({ person }) => `person:${person}`),
          ...(others.length === 0 ? {} : { others: others.length }),
          policy: run.plan.name,
          ...(run.rule === "page" ? { step: step + 1 } : {}),
          ...(cycle === 0 ? {} : { round: cycle + 1 }),
          ...emptyData(await emptyIn(ctx, tx, advance)),
        },
      },
    ],
    jobs: [runJob(fenceOf({ ...run, ...next }), next.dueAt)],
  };
};

/** Nothing is left to try. */
const giveUp = async (ctx: Ctx, tx: Tx, run: Calling, advance: Advance): Promise<GoneOn> => {
  await moveRun(tx, ctx.workspace, run.id, { state: "exhausted", dueAt: null, endedAt: ctx.now() });
  const why: Unpaged = !run.called
    ? "nobody-on-call"
    : (await hasReachedAnybody(tx, ctx.workspace, run))
      ? "unanswered"
      : "unreachable";
  const called = why === "unanswered" ? await pagedBy(tx, ctx.workspace, run.id) : [];
  return fallBack(ctx, tx, {
    why,
    name: run.plan.name,
    ...(called.length === 0 ? {} : { called }),
    ...(await emptyIn(ctx, tx, advance)),
  });
};

/** Tells the workspace's owners at once that nobody was paged or answered; the incident's places hear it by the timeline. */
export const fallBack = async (
  ctx: Ctx,
  tx: Tx,
  about: Omit<Extract<Cause, { kind: "fallback" }>, "kind">,
): Promise<GoneOn> => {
  const { why, name, called, ...empty } = about;
  const owners = await ownersOf(tx, ctx.workspace);
  return {
    hearings: owners.map((person) => hearing(person, { kind: "fallback", ...about })),
    entries: [
      {
        id: freshId<EntryId>(),
        kind: "page-failed",
        data: {
          reason: why,
          policy: name,
          ...(called === undefined ? {} : { people: called.map((id) => `person:${id}`) }),
          ...emptyData(empty),
        },
      },
    ],
    jobs: [],
  };
};

/** What the steps that were passed over came to nobody by. */
const emptyIn = (ctx: Ctx, tx: Tx, { skipped }: Advance): Promise<Empty> =>
  whyEmpty(
    tx,
    ctx.workspace,
    skipped.flatMap(({ empty }) => empty),
  );

const emptyData = ({ schedules, ...teams }: Empty): Empty | typeof teams =>
  schedules.length === 0 ? teams : { schedules, ...teams };
