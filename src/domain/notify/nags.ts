import type { Incident } from "../incident/incident.ts";
import type { Severity } from "../incident/severity.ts";
import { Refusal } from "../refusal.ts";
import type { Rule } from "./plan.ts";

/** When something is asked for, how often, and how far apart, in seconds. */
export interface Nag {
  readonly after: number;
  readonly every?: number;
  readonly times: number;
}

/** The kinds of nag, as people switch them. */
export const nagKinds = ["commander", "severity", "update", "forgotten", "task", "stale"] as const;
export type NagKind = (typeof nagKinds)[number];

/** What an incident's people are asked for while it lasts; null = never. */
export type Nags = Readonly<Record<NagKind, Nag | null>> & {
  /** An update that was promised for an instant, at any severity; it alone waits for nothing after its beginning. */
  readonly promised: Nag | null;
};

const minute = 60;
const hour = 3600;
const day = 24 * hour;
const week = 7 * day;

const everywhere = {
  severity: { after: 10 * minute, every: 30 * minute, times: 3 },
  /** "Are you still on it?", after an acknowledgement with no word since. */
  forgotten: { after: hour, every: hour, times: 3 },
  /** When a task's time has passed, and then daily. */
  task: { after: 0, every: day, times: 4 },
  /** After a week in which nothing happened. */
  stale: { after: week, every: week, times: 52 },
} as const;

/** As shipped: by whether the severity raises a banner. */
export const shippedNags: Readonly<Record<"grave" | "other", Readonly<Record<NagKind, Nag | null>>>> = {
  grave: {
    ...everywhere,
    commander: { after: 5 * minute, every: 10 * minute, times: 3 },
    update: { after: hour, every: hour, times: 6 },
  },
  other: { ...everywhere, commander: null, update: null },
};

const promise: Nag = { after: 0, every: hour, times: 3 };

/** How a workspace has changed a nag: another wait in seconds, or never. */
export type NagSettings = { readonly [K in NagKind]?: number | "off" };

/** What is asked for at a severity: a commander and updates where it raises a banner, unless the workspace says otherwise. */
export const nagsFor = (severity: Pick<Severity, "banner"> | null, settings: NagSettings = {}): Nags => {
  const base = severity?.banner === true ? shippedNags.grave : shippedNags.other;
  const set = (kind: NagKind): Nag | null => {
    const setting = settings[kind];
    if (setting === "off") return null;
    const nag = base[kind];
    if (setting === undefined || nag === null) return nag;
    return { ...nag, after: nag.after === 0 ? 0 : setting, every: setting };
  };
  return {
    commander: set("commander"),
    severity: set("severity"),
    update: set("update"),
    forgotten: set("forgotten"),
    task: set("task"),
    stale: set("stale"),
    promised: settings.update === "off" ? null : promise,
  };
};

/**
 * Is it still asked for, as the severity and the workspace have it now? An update that was promised is asked for at any
 * severity; what is no nag is none of theirs.
 */
export const isAsked = (rule: Rule, { nextUpdateAt }: Pick<Incident, "nextUpdateAt">, nags: Nags): boolean => {
  const kind = kindOf(rule);
  if (kind === undefined) return true;
  return (kind === "update" && nextUpdateAt !== undefined ? nags.promised : nags[kind]) !== null;
};

const kindOf = (rule: Rule): NagKind | undefined => {
  switch (rule) {
    case "no-commander":
      return "commander";
    case "no-severity":
      return "severity";
    case "no-update":
      return "update";
    case "forgotten":
      return "forgotten";
    case "task-overdue":
      return "task";
    case "stale":
      return "stale";
    default:
      return undefined;
  }
};

/** A wait in seconds; refused where it would be a nuisance or never come. */
export const checkNag = (seconds: number): number => {
  if (seconds < minute || seconds > 30 * day) {
    throw new Refusal("nag-wait", "Between a minute and 30 days. Write for example `/tocsin nags update 30m`.");
  }
  return Math.round(seconds);
};
