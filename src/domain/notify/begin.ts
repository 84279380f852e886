import type { ChannelId, EntryId } from "../ids.ts";
import type { Incident } from "../incident/incident.ts";
import { isActive } from "../incident/status.ts";
import type { Entry } from "../incident/timeline.ts";
import { type MemberKey, memberKey } from "../oncall/member.ts";
import type { Nags } from "./nags.ts";
import type { Plan, Rule } from "./plan.ts";
import type { EscalationPolicy, Policy } from "./policy.ts";

/** What is set up for the channels an incident is in. */
export interface Setup {
  readonly escalations: readonly (EscalationPolicy & { readonly leastRank?: number })[];
  readonly policies: readonly Policy[];
  readonly upgrades: readonly Upgrade[];
  readonly nags: Nags;
}

/** Whom a channel tells when nobody has taken a new incident for so many seconds (features.md G36). */
export interface Upgrade {
  readonly channel: ChannelId;
  readonly name: string;
  readonly after: number;
  readonly targets: readonly MemberKey[];
}

/** A run that begins: when it is due first, and what it does. */
export interface Beginning {
  readonly rule: Rule;
  readonly source: string;
  readonly spell: string;
  readonly plan: Plan;
  readonly dueAt?: Temporal.Instant;
}

type Facts = Pick<
  Incident,
  "status" | "severity" | "assignees" | "roles" | "acknowledgements" | "occurrence" | "nextUpdateAt" | "tasks"
>;

/**
 * What begins with these entries. A spell of being active begins with opening and reopening; one of being open also
 * with every return to open; one without assignee also when the last is taken off. Word by channel and severity that
 * comes later joins the spell under way (features.md G64, section 4.10).
 */
export const beginningsOf = (
  entries: readonly Pick<Entry, "id" | "kind" | "data" | "at">[],
  incident: Facts,
  setup: Setup,
): readonly Beginning[] => {
  if (!isActive(incident.status)) return [];
  const spells = spellsIn(entries, incident);
  return [
    ...pagesBegun(spells, incident, setup),
    ...setup.policies.flatMap((policy) => rulesBegun(spells, policy)),
    ...upgradesBegun(spells, setup),
    ...nagsBegun(spells, incident, setup.nags),
    ...updatesBegun(entries, incident, setup.nags),
    ...tasksBegun(entries, incident, setup.nags),
  ];
};

interface Spell {
  readonly key: string;
  readonly at: Temporal.Instant;
}

interface Spells {
  readonly active?: Spell;
  readonly open?: Spell;
  readonly unassigned?: Spell;
  readonly declared?: Spell;
  readonly acknowledged?: Spell & { readonly person: string };
}

const spellsIn = (entries: Parameters<typeof beginningsOf>[0], incident: Facts): Spells => {
  const last = (...wanted: readonly ((one: (typeof entries)[number]) => boolean)[]) =>
    entries.findLast((one) => wanted.some((is) => is(one)));
  const ofKind =
    (...kinds: readonly string[]) =>
    ({ kind }: { readonly kind: string }): boolean =>
      kinds.includes(kind);
  const joins = ofKind("delivered", "severity-changed");
  const begins = ofKind("declared", "reopened");
  const active = last(begins) ?? last(joins);
  const open = last(begins, ({ kind, data }) => kind === "status-changed" && data.after === "open") ?? last(joins);
  const unassigned = last(begins, ofKind("unassigned")) ?? last(joins);
  const declared = last(ofKind("declared"));
  const acknowledged = last(({ kind, data }) => kind === "acknowledged" && data.first === true);
  const spell = (entry: { readonly id: EntryId; readonly at: Temporal.Instant }): Spell => ({
    key: entry.id,
    at: entry.at,
  });
  return {
    ...(active === undefined ? {} : { active: { key: String(incident.occurrence), at: active.at } }),
    ...(open === undefined || incident.status !== "open" ? {} : { open: spell(open) }),
    ...(unassigned === undefined || incident.assignees.length > 0 ? {} : { unassigned: spell(unassigned) }),
    ...(declared === undefined ? {} : { declared: spell(declared) }),
    ...(acknowledged === undefined
      ? {}
      : { acknowledged: { ...spell(acknowledged), person: incident.acknowledgements[0]?.person ?? "" } }),
  };
};

/** An escalation policy pages while nobody has it: at once, unless pages are silenced. */
const pagesBegun = ({ open, active }: Spells, incident: Facts, setup: Setup): readonly Beginning[] => {
  if (open === undefined || active === undefined || incident.acknowledgements.length > 0) return [];
  const rank = incident.severity?.rank ?? Number.POSITIVE_INFINITY;
  return setup.escalations
    .filter(({ leastRank }) => leastRank === undefined || rank <= leastRank)
    .map(({ id, plan }) => ({
      rule: "page",
      source: id,
      spell: active.key,
      plan,
      dueAt: open.at,
    }));
};

const rulesBegun = ({ active, open, unassigned }: Spells, policy: Policy): readonly Beginning[] =>
  policy.rules.flatMap((rule): readonly Beginning[] => {
    const spell = rule.rule === "no-assignee" ? unassigned : rule.rule === "open-timeout" ? open : active;
    if (spell === undefined) return [];
    const plan: Plan = {
      kind: "reminder",
      name: policy.name,
      after: rule.after,
      times: rule.times,
      targets: policy.schedules.map((id) => memberKey({ kind: "schedule", id })),
      hold: policy.hold,
      ...(rule.every === undefined ? {} : { every: rule.every }),
      ...(rule.events === undefined ? {} : { events: rule.events }),
    };
    return [
      {
        rule: rule.rule,
        source: policy.id,
        spell: spell.key,
        plan,
        // A storm comes with its events.
        ...(rule.rule === "event-storm" ? {} : { dueAt: spell.at.add({ seconds: rule.after }) }),
      },
    ];
  });

const upgradesBegun = ({ declared, unassigned }: Spells, { upgrades }: Setup): readonly Beginning[] =>
  declared === undefined || unassigned === undefined
    ? []
    : upgrades.map(({ channel, name, after, targets }) => ({
        rule: "upgrade",
        source: channel,
        spell: declared.key,
        plan: { kind: "reminder", name, after, times: 1, targets, hold: false },
        dueAt: declared.at.add({ seconds: after }),
      }));

/** What people are asked in the incident's own threads. */
const nagsBegun = ({ active, acknowledged }: Spells, incident: Facts, nags: Nags): readonly Beginning[] => {
  const nag = (rule: Rule, spell: Spell, nag: Nags["commander"], targets: readonly MemberKey[] = []) =>
    nag === null
      ? []
      : [
          {
            rule,
            source: "",
            spell: spell.key,
            plan: { kind: "reminder", name: "", targets, hold: false, ...nag },
            dueAt: spell.at.add({ seconds: nag.after }),
          } as const,
        ];
  return [
    ...(active !== undefined && incident.roles.commander === undefined
      ? nag("no-commander", active, nags.commander)
      : []),
    ...(active !== undefined && incident.severity === null ? nag("no-severity", active, nags.severity) : []),
    ...(active === undefined ? [] : nag("no-update", active, nags.update)),
    ...(active === undefined ? [] : nag("stale", active, nags.stale)),
    ...(acknowledged === undefined
      ? []
      : nag("forgotten", acknowledged, nags.forgotten, [`person:${acknowledged.person}` as MemberKey])),
  ];
};

/**
 * An update was promised for an instant: it is asked for then, whatever the severity. Where none was, the next is asked
 * for as the severity has it, from this one on.
 */
const updatesBegun = (
  entries: Parameters<typeof beginningsOf>[0],
  { nextUpdateAt }: Facts,
  { promised, update }: Nags,
): readonly Beginning[] => {
  const entry = entries.findLast(({ kind }) => kind === "update-posted");
  const nag = nextUpdateAt === undefined ? update : promised;
  if (entry === undefined || nag === null) return [];
  const plan: Plan = { kind: "reminder", name: "", targets: [], hold: false, ...nag };
  const dueAt = nextUpdateAt ?? entry.at.add({ seconds: nag.after });
  return [{ rule: "no-update", source: "", spell: entry.id, plan, dueAt }];
};

/** Whoever has a task is reminded when its time has passed; of one that was late from the start a day later. */
const tasksBegun = (
  entries: Parameters<typeof beginningsOf>[0],
  { tasks }: Facts,
  { task: nag }: Nags,
): readonly Beginning[] => {
  if (nag === null) return [];
  return tasks.flatMap(({ number, dueAt, doneAt }): readonly Beginning[] => {
    const entry = entries.findLast(
      ({ kind, data }) =>
        kind === "reopened" || ((kind === "task-added" || kind === "task-reopened") && data.number === number),
    );
    if (entry === undefined || dueAt === undefined || doneAt !== undefined) return [];
    const isLate = Temporal.Instant.compare(dueAt, entry.at) <= 0;
    const plan: Plan = { kind: "reminder", name: `task ${number}`, targets: [], hold: false, ...nag };
    return [
      {
        rule: "task-overdue",
        source: String(number),
        spell: entry.id,
        plan,
        dueAt: isLate ? entry.at.add({ seconds: nag.every ?? 0 }) : dueAt,
      },
    ];
  });
};
