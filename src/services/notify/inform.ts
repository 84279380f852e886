import type { RunId } from "../../domain/ids.ts";
import { isIncidentEntry } from "../../domain/incident/event.ts";
import type { Incident } from "../../domain/incident/incident.ts";
import { isActive } from "../../domain/incident/status.ts";
import type { Entry, EntryDraft } from "../../domain/incident/timeline.ts";
import type { Job, JobData } from "../../domain/job.ts";
import { beginningsOf, joinsSpells, spellKinds } from "../../domain/notify/begin.ts";
import { asks } from "../../domain/notify/plan.ts";
import { type NoticeType, type Policy, typeOf } from "../../domain/notify/policy.ts";
import { type Hearing, hearing, recipientsOf } from "../../domain/notify/recipients.ts";
import { type MemberKey, memberKey } from "../../domain/oncall/member.ts";
import { permit } from "../../domain/permission.ts";
import { hears } from "../../domain/subscription.ts";
import { channelTargetsOf, subscribersOf } from "../../store/channel-hearers.ts";
import type { Tx } from "../../store/database.ts";
import { entriesOfKinds, readEntries } from "../../store/entries.ts";
import { lockIncident } from "../../store/incidents.ts";
import { fenceOf, insertRuns, type NewRun, type StoredRun, sourcesUnderWay } from "../../store/runs.ts";
import { snoozesOf } from "../../store/snoozes.ts";
import { by, type Ctx, freshId } from "../ctx.ts";
import { saveDecision } from "../incident/save.ts";
import { type Calling, callNext, targetsIn } from "./call.ts";
import { enlist } from "./enlist.ts";
import { startStorms } from "./event-storm.ts";
import { joining } from "./go-on.ts";
import { runJob } from "./jobs.ts";
import { notePagesLost } from "./lost.ts";
import { loadReaching, type Reaching } from "./reaching.ts";
import { type LoadedSetup, loadSetup } from "./setup.ts";

type Informing = Omit<Extract<JobData, { readonly kind: "inform" }>, "kind">;

/**
 * Tells whoever is to hear of what happened to an incident, each once whatever the reasons, and begins the escalations
 * and timed rules that begin with it. Nothing here is sent: it is written down and queued, as one.
 */
export const inform = async (ctx: Ctx, { incident: id, entries: ids, tells }: Informing): Promise<void> => {
  permit(ctx.actor, "incident.view");
  await ctx.transact(async (tx) => {
    const incident = await lockIncident(tx, ctx.workspace, ctx.actor, { id });
    if (incident === null) return;
    const entries = (await readEntries(tx, ctx.workspace, ids)).toSorted((a, b) => a.seq - b.seq);
    const [first] = entries;
    if (first === undefined) return;
    const setup = await loadSetup(ctx, tx, incident);
    const begun = await begin(ctx, tx, { incident, entries, setup });
    await startStorms(ctx, tx, id, begun);
    const due = begun.filter(isDueCall(ctx.now()));
    const types = typesOf(entries);
    const policies = setup.policies.filter((policy) => policy.types.some((type) => types.includes(type)));
    const targets = types.length === 0 ? [] : await channelTargetsOf(tx, ctx.workspace, setup.channels);
    const reaching = await loadReaching(
      tx,
      ctx.workspace,
      [
        ...due.flatMap(({ plan }) => targetsIn(plan)),
        ...policies.flatMap(schedulesOf),
        ...targets.map(({ member }) => member),
      ],
      ctx.now(),
    );
    const called = await callAll(ctx, tx, due, { incident, reaching });
    const hearings: readonly Hearing[] = [
      ...called.hearings,
      ...tells.map(({ person, reason, entry }) => hearing(person, { kind: "told", reason, entry })),
      ...policyHearings(policies, types, reaching),
      ...targets.flatMap(({ channel, member }) => targetHearings(reaching, channel, member)),
      ...(await subscriptions(ctx, tx, setup, types)),
    ];
    const changes = incident.private ? joining(incident, called.hearings) : [];
    await saveDecision(ctx, tx, incident, { changes, entries: called.entries, jobs: [] }, by(ctx));
    const recipients = recipientsOf(hearings, {
      actor: first.actor,
      private: incident.private,
      people: incident.participants,
      unanswered: isActive(incident.status) && incident.acknowledgements.length === 0,
    });
    const unreached = await enlist(
      ctx,
      tx,
      {
        key: `inform:${first.id}`,
        about: "entries",
        incident,
        entry: first.id,
        at: ctx.now(),
        since: first.at,
        reaching,
      },
      recipients,
    );
    await notePagesLost(ctx, tx, recipients, unreached);
    await ctx.enqueue(tx, [...called.jobs, ...wakes(begun, due)]);
  });
};

/** Writes down what begins; what is silenced waits, and keeps when it would have been due. */
const begin = async (
  ctx: Ctx,
  tx: Tx,
  {
    incident,
    entries,
    setup,
  }: { readonly incident: Incident; readonly entries: readonly Entry[]; readonly setup: LoadedSetup },
): Promise<readonly StoredRun[]> => {
  const begun = entries.some(joinsSpells) ? await entriesOfKinds(tx, ctx.workspace, incident.id, spellKinds) : entries;
  const beginnings = beginningsOf({ entries, begun }, incident, setup);
  if (beginnings.length === 0) return [];
  const underWay = await sourcesUnderWay(tx, ctx.workspace, incident.id);
  const silenced = await snoozesOf(tx, ctx.workspace, incident.id, ctx.now());
  return insertRuns(
    tx,
    ctx.workspace,
    beginnings
      .filter(({ rule, source }) => !underWay.has(`${rule}:${source}`))
      .map(({ dueAt, ...one }): NewRun => {
        const snooze = silenced[asks.includes(one.rule) ? "asks" : "pages"];
        const at = dueAt === undefined || snooze === "forever" ? undefined : laterOf(dueAt, snooze);
        return {
          ...one,
          id: freshId<RunId>(),
          incident: incident.id,
          startedAt: entries.at(-1)?.at ?? ctx.now(),
          ...(at === undefined ? {} : { dueAt: at }),
          ...(dueAt === undefined || snooze === null ? {} : { heldAt: dueAt }),
        };
      }),
  );
};

const laterOf = (at: Temporal.Instant, other: Temporal.Instant | null): Temporal.Instant =>
  other !== null && Temporal.Instant.compare(other, at) > 0 ? other : at;

const isDueCall =
  (now: Temporal.Instant) =>
  (run: StoredRun): run is Calling =>
    run.plan.kind === "escalation" && run.dueAt !== undefined && Temporal.Instant.compare(run.dueAt, now) <= 0;

const callAll = async (
  ctx: Ctx,
  tx: Tx,
  due: readonly Calling[],
  about: { readonly incident: Incident; readonly reaching: Reaching },
) => {
  const hearings: Hearing[] = [];
  const entries: EntryDraft[] = [];
  const jobs: Job[] = [];
  for (const run of due) {
    const gone = await callNext(ctx, tx, run, about);
    hearings.push(...gone.hearings);
    entries.push(...gone.entries);
    jobs.push(...gone.jobs);
  }
  return { hearings, entries, jobs };
};

const wakes = (begun: readonly StoredRun[], called: readonly StoredRun[]): readonly Job[] =>
  begun.flatMap((run) => (run.dueAt === undefined || called.includes(run) ? [] : [runJob(fenceOf(run), run.dueAt)]));

/** The notification types of what happened, each once; what follows from opening is opening. */
const typesOf = (entries: readonly Entry[]): readonly NoticeType[] => {
  const types = entries.flatMap(({ kind }) => (isIncidentEntry(kind) ? (typeOf(kind) ?? []) : []));
  return types.includes("issue.add") ? ["issue.add"] : [...new Set(types)];
};

const schedulesOf = ({ schedules }: Policy): readonly MemberKey[] =>
  schedules.map((id) => memberKey({ kind: "schedule", id }));

/** Whoever is on call where a policy says so; where nobody is, the schedule itself: that is logged, or held (G63). */
const policyHearings = (
  policies: readonly Policy[],
  types: readonly NoticeType[],
  reaching: Reaching,
): readonly Hearing[] =>
  policies.flatMap((policy) => {
    const type = policy.types.find((one) => types.includes(one));
    if (type === undefined) return [];
    return schedulesOf(policy).flatMap((via): readonly Hearing[] => {
      const { people, others, empty } = reaching.reach([via]);
      const cause = { kind: "policy", policy: policy.id, name: policy.name, type, hold: policy.hold } as const;
      return [
        ...people.map(({ person }) => hearing(person, { ...cause, via })),
        ...[...others, ...empty].map((member): Hearing => ({ member, cause: { ...cause, via } })),
      ];
    });
  });

const targetHearings = (reaching: Reaching, channel: LoadedSetup["channels"][number], via: MemberKey) => {
  const { people, others } = reaching.reach([via]);
  const cause = { kind: "target", channel, via } as const;
  return [
    ...people.map(({ person }) => hearing(person, cause)),
    ...others.map((member): Hearing => ({ member, cause })),
  ];
};

const subscriptions = async (
  ctx: Ctx,
  tx: Tx,
  { channels }: LoadedSetup,
  types: readonly NoticeType[],
): Promise<readonly Hearing[]> => {
  const what = types.includes("issue.add") ? "declared" : types.includes("issueReply.add") ? "comment" : undefined;
  if (what === undefined) return [];
  const found = await subscribersOf(tx, ctx.workspace, channels);
  return found
    .filter(({ level }) => hears(level, what))
    .map(({ person, channel, level }) => hearing(person, { kind: "subscription", channel, level }));
};
