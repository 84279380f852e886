import type { ChannelId } from "../ids.ts";
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

type Happened = Pick<Entry, "id" | "kind" | "data" | "at">;

/** What has happened to an incident. */
export interface News {
  readonly entries: readonly Happened[];
  /** What has begun spells of it so far, these entries among it, the oldest first. */
  readonly begun: readonly Happened[];
}

/** What may begin a spell. */
export const spellKinds = ["declared", "reopened", "status-changed", "unassigned"] as const;

/** Word by channel and severity that comes later joins the spell under way: one has to know which that is. */
export const joinsSpells = ({ kind }: Pick<Entry, "kind">): boolean =>
  kind === "delivered" || kind === "severity-changed";

/**
 * What begins with these entries. A spell of being active begins with opening and reopening; one of being open also
 * with every return to open; one without assignee also when the last is taken off. What joins it later counts from then,
 * but has the spell's own key: nothing begins twice in one spell (features.md G64, section 4.10).
 */
export const beginningsOf = (news: News, incident: Facts, setup: Setup): readonly Beginning[] => {
  if (!isActive(incident.status)) return [];
  const spells = spellsIn(news, incident);
  const { entries } = news;
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

const spellsIn = ({ entries, begun }: News, incident: Facts): Spells => {
  const ofKind =
    (...kinds: readonly string[]) =>
    ({ kind }: Happened): boolean =>
      kinds.includes(kind);
  const begins = ofKind("declared", "reopened");
  const opens = (one: Happened): boolean => begins(one) || (one.kind === "status-changed" && one.data.after === "open");
  const unassigns = (one: Happened): boolean => begins(one) || one.kind === "unassigned";
  const spell = (is: (one: Happened) => boolean): Spell | undefined => {
    const from = entries.findLast(is) ?? entries.findLast(joinsSpells);
    return from && { key: (begun.findLast(is) ?? from).id, at: from.at };
  };
  const active = spell(begins);
  const open = spell(opens);
  const unassigned = spell(unassigns);
  const declared = entries.findLast(ofKind("declared"));
  const acknowledged = entries.findLast(({ kind, data }) => kind === "acknowledged" && data.first === true);
  return {
    ...(active === undefined ? {} : { active: { ...active, key: String(incident.occurrence) } }),
    ...(open === undefined || incident.status !== "open" ? {} : { open }),
    ...(unassigned === undefined || incident.assignees.length > 0 ? {} : { unassigned }),
    ...(declared === undefined ? {} : { declared: { key: declared.id, at: declared.at } }),
    ...(acknowledged === undefined
      ? {}
      : {
          acknowledged: {
            key: acknowledged.id,
            at: acknowledged.at,
            person: incident.acknowledgements[0]?.person ?? "",
          },
        }),
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
  entries: readonly Happened[],
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
const tasksBegun = (entries: readonly Happened[], { tasks }: Facts, { task: nag }: Nags): readonly Beginning[] => {
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
