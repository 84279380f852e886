import type { Actor } from "../../src/domain/actor.ts";
import type { By, Change, Decision, IncidentFields } from "../../src/domain/decision.ts";
import { asId, type IncidentId, type PersonId, type SeverityId, type WorkspaceId } from "../../src/domain/ids.ts";
import { assigneeKey } from "../../src/domain/incident/assignee.ts";
import type { Incident } from "../../src/domain/incident/incident.ts";
import { type Severity, shippedSeverities } from "../../src/domain/incident/severity.ts";
import { Refusal } from "../../src/domain/refusal.ts";

const id = (n: number): string => `0198a0de-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;

export const ada = asId<PersonId>(id(0xada));
export const grace = asId<PersonId>(id(0x92ace));
export const lin = asId<PersonId>(id(0x11));
export const noon = Temporal.Instant.from("2026-01-05T12:00:00Z");

export const severities: readonly Severity[] = shippedSeverities.map((one, i) => ({
  ...one,
  id: asId<SeverityId>(id(0x500 + i)),
}));

export const severity = (key: string): Severity => {
  const found = severities.find((one) => one.key === key);
  if (found === undefined) throw new Error(`No severity ${key}`);
  return found;
};

/** INC-42 "Checkout down", opened by Ada at noon and untouched since. */
export const incident = (given: Partial<Incident> = {}): Incident => ({
  id: asId<IncidentId>(id(0x42)),
  workspace: asId<WorkspaceId>(id(1)),
  number: 42,
  title: "Checkout down",
  severity: null,
  status: "open",
  occurrence: 1,
  private: false,
  startedAt: noon,
  createdBy: `person:${ada}`,
  createdAt: noon,
  updatedBy: `person:${ada}`,
  updatedAt: noon,
  openedBy: "command",
  comments: 0,
  lastSeq: 1,
  assignees: [],
  roles: {},
  tags: [],
  resources: [],
  links: [],
  channels: [],
  acknowledgements: [],
  tasks: [],
  participants: [ada],
  ...given,
});

let fresh = 0x10000;

/** Somebody decides something, an hour after noon unless said otherwise. */
export const by = (who: PersonId | Actor = ada, at = noon.add({ hours: 1 })): By => ({
  actor: typeof who === "string" ? { kind: "person", id: who, role: "standard" } : who,
  at,
  fresh: <T>(): T => {
    fresh += 1;
    return id(fresh) as T;
  },
});

export const ofKind = <K extends Change["kind"]>(decided: Decision, kind: K) =>
  decided.changes.filter((change): change is Extract<Change, { kind: K }> => change.kind === kind);

/** The columns a decision sets. */
export const fieldsOf = (decided: Decision): IncidentFields =>
  Object.assign({}, ...ofKind(decided, "set").map(({ fields }) => fields));

/** The only entry of a decision, without its id. */
export const entryOf = (decided: Decision) => {
  const [entry, ...more] = decided.entries;
  if (entry === undefined || more.length > 0) throw new Error(`${decided.entries.length} entries instead of one`);
  const { id: _, ...rest } = entry;
  return rest;
};

/** Whom a decision tells, and why: "<person> <reason>". */
export const toldBy = (decided: Decision): readonly string[] =>
  decided.entries.flatMap(({ tells = [] }) => tells.map(({ person, reason }) => `${person} ${reason}`));

/** What somebody reads who is refused. */
export const refusalOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  throw new Error("It was not refused.");
};

/** The incident as the store would give it after a decision: as much as decisions look at. */
export const after = (before: Incident, decided: Decision, at: Temporal.Instant): Incident =>
  decided.changes.reduce((now, change) => applied(now, change, at), before);

const applied = (now: Incident, change: Change, at: Temporal.Instant): Incident => {
  switch (change.kind) {
    case "set":
      return withFields(now, change.fields);
    case "acknowledge":
      return { ...now, acknowledgements: [...now.acknowledgements, { person: change.person, at }] };
    case "assign":
      return { ...now, assignees: [...now.assignees, change.assignee] };
    case "unassign":
      return {
        ...now,
        assignees: now.assignees.filter((one) => assigneeKey(one) !== assigneeKey(change.assignee)),
      };
    case "join":
      return { ...now, participants: [...new Set([...now.participants, change.person])] };
    case "leave":
      return { ...now, participants: now.participants.filter((one) => one !== change.person) };
    default:
      return now;
  }
};

const withFields = (now: Incident, { severity: _, ...fields }: IncidentFields): Incident => {
  const kept = Object.fromEntries(Object.entries({ ...now, ...fields }).filter(([, value]) => value !== null));
  const set = { ...kept, severity: now.severity } as Incident;
  // The store gives the acknowledgements of the present occurrence alone.
  return set.occurrence === now.occurrence ? set : { ...set, acknowledgements: [] };
};

/** Fails when anything in it is changed afterwards. */
export const frozen = <T>(value: T): T => {
  if (value !== null && typeof value === "object" && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
};
