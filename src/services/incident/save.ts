import { actorKey } from "../../domain/actor.ts";
import type { By, Change, Decision, IncidentFields } from "../../domain/decision.ts";
import type { IncidentId } from "../../domain/ids.ts";
import { facetMarks, openedFacets } from "../../domain/incident/facets.ts";
import type { Incident } from "../../domain/incident/incident.ts";
import { announceJob, jobsOfEntries } from "../../domain/incident/owed.ts";
import type { EntryDraft } from "../../domain/incident/timeline.ts";
import type { Job } from "../../domain/job.ts";
import { calms } from "../../domain/notify/calm.ts";
import { silencedBy } from "../../domain/notify/condition.ts";
import type { Tx } from "../../store/database.ts";
import { appendEntries } from "../../store/entries.ts";
import { changeParts, deleteIncident, insertIncident, updateIncident } from "../../store/incident-changes.ts";
import { markFacets } from "../../store/incident-facets.ts";
import type { Scope } from "../../store/incident-scope.ts";
import { fenceOf, silenceRuns } from "../../store/runs.ts";
import { type SaltedText, saltText, writeTexts } from "../../store/texts.ts";
import type { Ctx } from "../ctx.ts";
import { calmJob, runJob } from "../notify/jobs.ts";

type Kind<K extends Change["kind"]> = Extract<Change, { kind: K }>;

/** Saves what was decided about one incident whose lock is held: rows, timeline and what is owed, as one. */
export const saveDecision = async (ctx: Ctx, tx: Tx, incident: Incident, decided: Decision, by: By): Promise<void> => {
  if (decided.changes.length === 0 && decided.entries.length === 0) return;
  const { startedAt, occurrence } = incident;
  const scope: Scope = {
    workspace: ctx.workspace,
    id: incident.id,
    by: actorKey(by.actor),
    at: by.at,
    incident,
    startedAt,
    private: incident.private,
    occurrence,
  };
  const fields: IncidentFields = Object.assign({}, ...ofKind(decided, "set").map((change) => change.fields));
  const counted = { entries: decided.entries.length, comments: ofKind(decided, "comment").length };
  const texts = textsOf(decided);
  await writeTexts(tx, ctx.workspace, texts);
  await Promise.all([
    updateIncident(tx, scope, incident, fields, counted),
    append(ctx, tx, scope, by, incident.lastSeq, decided.entries, texts),
    changeParts(tx, scope, decided.changes),
  ]);
  const owed =
    ofKind(decided, "delete").length > 0 ? await removed(tx, scope) : await goingOn(ctx, tx, incident, decided, by);
  await ctx.enqueue(tx, [...decided.jobs, ...owed]);
  const marked = { workspace: ctx.workspace, number: incident.number, startedAt: fields.startedAt ?? startedAt };
  await markFacets(tx, marked, facetMarks(incident, decided.changes, scope.by));
};

/** What is gone owes nothing any more. */
const removed = async (tx: Tx, scope: Scope): Promise<readonly Job[]> => {
  await deleteIncident(tx, scope);
  return [];
};

/** Ends the runs that the decision silences, and wakes those it counts anew. */
const goingOn = async (ctx: Ctx, tx: Tx, incident: Incident, decided: Decision, by: By): Promise<readonly Job[]> => {
  const silence = silencedBy(incident, decided, by.actor);
  const restarted = await silenceRuns(tx, ctx.workspace, incident.id, silence, by.at);
  const woken = restarted.flatMap((run) => (run.dueAt === undefined ? [] : [runJob(fenceOf(run), run.dueAt)]));
  return [...owedFor(incident.id, decided), ...woken, ...(calms(silence) ? [calmJob(incident.id)] : [])];
};

/** Saves an opening. The incident's own row, and so its number, comes last. */
export const saveOpening = async (
  ctx: Ctx,
  tx: Tx,
  opened: Decision & { readonly id: IncidentId },
  by: By,
): Promise<{ readonly id: IncidentId; readonly number: number }> => {
  const row = ofKind(opened, "open")[0]?.incident;
  if (row === undefined) throw new Error("An opening without an incident.");
  const { id, startedAt } = row;
  const scope: Scope = {
    workspace: ctx.workspace,
    id,
    by: actorKey(by.actor),
    at: by.at,
    startedAt,
    private: row.private,
    occurrence: 1,
  };
  const texts = textsOf(opened);
  await Promise.all([
    writeTexts(tx, ctx.workspace, texts),
    changeParts(tx, scope, opened.changes),
    append(ctx, tx, scope, by, 0, opened.entries, texts),
    ctx.enqueue(tx, [...opened.jobs, ...owedFor(id, opened)]),
  ]);
  const number = await insertIncident(tx, scope, row, {
    entries: opened.entries.length,
    facets: openedFacets(opened.changes, scope.by),
  });
  return { id, number };
};

const ofKind = <K extends Change["kind"]>(decided: Decision, kind: K): readonly Kind<K>[] =>
  decided.changes.filter((change): change is Kind<K> => change.kind === kind);

const textsOf = (decided: Decision): readonly SaltedText[] =>
  ofKind(decided, "write").map(({ text, body }) => saltText(text, body));

/** Appends the entries; one that brings a text keeps its digest. */
const append = (
  ctx: Ctx,
  tx: Tx,
  scope: Scope,
  by: By,
  after: number,
  entries: readonly EntryDraft[],
  texts: readonly SaltedText[],
): Promise<void> =>
  appendEntries(
    tx,
    {
      workspace: ctx.workspace,
      subject: { kind: "incident", id: scope.id },
      incident: scope.id,
      actor: by.actor,
      surface: ctx.surface,
      at: by.at,
      after,
    },
    entries.map((entry) => {
      const text = texts.find(({ id }) => id === entry.data.text);
      return text === undefined ? entry : { ...entry, data: { ...entry.data, digest: text.digest } };
    }),
  );

const owedFor = (incident: IncidentId, decided: Decision): readonly Job[] => [
  announceJob(incident),
  ...jobsOfEntries(incident, decided.entries),
  ...decided.changes.flatMap((change): readonly Job[] => {
    const files = change.kind === "comment" ? change.attachments : change.kind === "attach" ? [change.attachment] : [];
    return files.map(({ id }) => ({ data: { kind: "fetch", attachment: id }, key: `fetch:${id}` }));
  }),
];
