import type { Severity } from "../incident/severity.ts";

/** When something is asked for, how often, and how far apart, in seconds. */
export interface Nag {
  readonly after: number;
  readonly every?: number;
  readonly times: number;
}

/** What an incident's people are asked for while it lasts; null = never. */
export interface Nags {
  readonly commander: Nag | null;
  readonly severity: Nag | null;
  readonly update: Nag | null;
  /** "Are you still on it?", after an acknowledgement with no word since. */
  readonly forgotten: Nag | null;
}

/** The kinds of nag, as people switch them. */
export const nagKinds = ["commander", "severity", "update", "forgotten"] as const;
export type NagKind = (typeof nagKinds)[number];

const minute = 60;
const hour = 3600;

const shipped: Readonly<Record<"grave" | "other", Nags>> = {
  grave: {
    commander: { after: 5 * minute, every: 10 * minute, times: 3 },
    severity: { after: 10 * minute, every: 30 * minute, times: 3 },
    update: { after: hour, every: hour, times: 6 },
    forgotten: { after: hour, every: hour, times: 3 },
  },
  other: {
    commander: null,
    severity: { after: 10 * minute, every: 30 * minute, times: 3 },
    update: null,
    forgotten: { after: hour, every: hour, times: 3 },
  },
};

/** How a workspace has changed a nag: another wait in seconds, or never. */
export type NagSettings = { readonly [K in NagKind]?: number | "off" };

/** What is asked for at a severity: a commander and updates where it raises a banner, unless the workspace says otherwise. */
export const nagsFor = (severity: Pick<Severity, "banner"> | null, settings: NagSettings = {}): Nags => {
  const base = severity?.banner === true ? shipped.grave : shipped.other;
  const set = (kind: NagKind): Nag | null => {
    const setting = settings[kind];
    if (setting === "off") return null;
    const nag = base[kind];
    return setting === undefined || nag === null ? nag : { ...nag, after: setting, every: setting };
  };
  return { commander: set("commander"), severity: set("severity"), update: set("update"), forgotten: set("forgotten") };
};
