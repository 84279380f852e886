import type { Actor } from "../actor.ts";
import type { Change, Decision, IncidentFields } from "../decision.ts";
import type { PersonId } from "../ids.ts";
import type { Incident } from "../incident/incident.ts";
import { isActive } from "../incident/status.ts";
import { type Plan, type Rule, rules } from "./plan.ts";

type Facts = Pick<Incident, "status" | "severity" | "assignees" | "roles" | "tasks">;

/**
 * Does what a rule is about still go on? Whether enough people have acknowledged is counted with the run. A task is
 * named by its number.
 */
export const goesOn = (
  { rule, source }: { readonly rule: Rule; readonly source: string },
  incident: Facts,
): boolean => {
  if (!isActive(incident.status)) return false;
  switch (rule) {
    case "open-timeout":
      return incident.status === "open";
    case "upgrade":
      return incident.status === "open" && incident.assignees.length === 0;
    case "no-assignee":
      return incident.assignees.length === 0;
    case "no-commander":
      return incident.roles.commander === undefined;
    case "no-severity":
      return incident.severity === null;
    case "task-overdue":
      return incident.tasks.some(({ number, doneAt }) => String(number) === source && doneAt === undefined);
    case "page":
    case "by-hand":
    case "process-timeout":
    case "event-storm":
    case "no-update":
    case "forgotten":
    case "stale":
      return true;
  }
};

/** When a run that is due has to wait longer: an incident is stale only once nothing at all has happened for so long. */
export const notBefore = (
  { rule, plan }: { readonly rule: Rule; readonly plan: Plan },
  { updatedAt }: Pick<Incident, "updatedAt">,
): Temporal.Instant | undefined =>
  rule === "stale" && plan.kind === "reminder" ? updatedAt.add({ seconds: plan.after }) : undefined;

/** What a decision does to the runs of its incident. */
export interface Silence {
  /** These end, and every job they have queued with them. */
  readonly ends: readonly Rule[];
  /** Somebody answered: pages fall silent once as many have as their step asks for. */
  readonly acknowledged?: PersonId;
  /** These are counted anew: from now, or from the instant that was promised. */
  readonly restarts: readonly { readonly rule: Rule; readonly from?: Temporal.Instant }[];
  /** An update came, and none was promised after it: what only kept the last promise ends. */
  readonly fulfils: boolean;
}

/**
 * An acknowledgement ends pages, `no-assignee` and `open-timeout`; working or pending set by a person ends pages; an
 * assignee ends `no-assignee` and `upgrade`; resolving and closing end all (features.md, section 4.2 and 4.10).
 */
export const silencedBy = (before: Facts, { changes }: Pick<Decision, "changes">, actor: Actor): Silence => {
  const fields: IncidentFields = Object.assign({}, ...ofKind(changes, "set").map((one) => one.fields));
  const status = fields.status ?? before.status;
  if (!isActive(status)) return { ends: isActive(before.status) ? rules : [], restarts: [], fulfils: false };
  const acknowledged = ofKind(changes, "acknowledge")[0]?.person;
  const byPerson = actor.kind === "person";
  const calmed = byPerson && status !== "open" && fields.status !== undefined && acknowledged === undefined;
  const assigned = ofKind(changes, "assign").length > 0;
  const commander = ofKind(changes, "set-role").some(({ role, person }) => role === "commander" && person !== null);
  const ends: readonly Rule[] = [
    ...(calmed ? (["page", "by-hand"] as const) : []),
    ...(status === "open" ? [] : (["open-timeout", "upgrade"] as const)),
    ...(acknowledged === undefined ? [] : (["no-assignee", "open-timeout", "upgrade"] as const)),
    ...(assigned ? (["no-assignee", "upgrade"] as const) : []),
    ...(commander ? (["no-commander"] as const) : []),
    ...(fields.severity === undefined || fields.severity === null ? [] : (["no-severity"] as const)),
  ];
  const updated = fields.latestUpdate !== undefined || fields.nextUpdateAt !== undefined;
  const next = fields.nextUpdateAt ?? undefined;
  const answers = acknowledged !== undefined || assigned;
  const heard = updated || answers || fields.status !== undefined || ofKind(changes, "comment").length > 0;
  return {
    ends: [...new Set(ends)],
    restarts: [
      ...(updated ? [{ rule: "no-update" as const, ...(next === undefined ? {} : { from: next }) }] : []),
      ...(heard ? [{ rule: "forgotten" as const }] : []),
    ],
    fulfils: updated && next === undefined,
    ...(acknowledged === undefined ? {} : { acknowledged }),
  };
};

type Kind<K extends Change["kind"]> = Extract<Change, { kind: K }>;

const ofKind = <K extends Change["kind"]>(changes: readonly Change[], kind: K): readonly Kind<K>[] =>
  changes.filter((change): change is Kind<K> => change.kind === kind);
