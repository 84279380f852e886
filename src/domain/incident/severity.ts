import type { SeverityId } from "../ids.ts";
import { Refusal } from "../refusal.ts";

/** How bad it is. No rule names one: what a severity does is written on it. */
export interface Severity {
  readonly id: SeverityId;
  /** The word people type: "sev1". */
  readonly key: string;
  readonly name: string;
  readonly description: string;
  /** Six hexadecimal digits after "#". */
  readonly colour: string;
  /** 1 is the worst. */
  readonly rank: number;
  readonly aliases: readonly string[];
  /** Pages through quiet hours. */
  readonly urgent: boolean;
  /** Raises the pinned banner. */
  readonly banner: boolean;
  readonly shipped: boolean;
}

export type NewSeverity = Omit<Severity, "id">;

/** What a workspace starts with (features.md, section 4.3). */
export const shippedSeverities: readonly NewSeverity[] = [
  {
    key: "sev1",
    name: "Critical",
    description: "A key function is down and many people are affected.",
    colour: "#E94444",
    rank: 10,
    aliases: ["p0"],
    urgent: true,
    banner: true,
    shipped: true,
  },
  {
    key: "sev2",
    name: "High",
    description: "A key function is down for a few people, or badly degraded for many.",
    colour: "#FF7931",
    rank: 20,
    aliases: ["p1"],
    urgent: true,
    banner: true,
    shipped: true,
  },
  {
    key: "sev3",
    name: "Moderate",
    description: "A lesser function is down; it would hurt if it lasted.",
    colour: "#FFB44A",
    rank: 30,
    aliases: ["p2"],
    urgent: false,
    banner: false,
    shipped: true,
  },
  {
    key: "sev4",
    name: "Low",
    description: "A blemish: it can wait for working hours.",
    colour: "#4A90D9",
    rank: 40,
    aliases: ["p3"],
    urgent: false,
    banner: false,
    shipped: true,
  },
  {
    key: "unknown",
    name: "Unknown",
    description: "Nobody can say yet.",
    colour: "#C9C9C9",
    rank: 90,
    aliases: [],
    urgent: false,
    banner: false,
    shipped: true,
  },
];

/** The colour of an incident that has no severity. */
export const noSeverityColour = "#8A8F98";

/** The most severities a workspace may add (features.md, G21). */
export const mostOwnSeverities = 10;

/** "SEV2 High"; a key that is not shipped speaks for itself. */
export const severityLabel = (severity: Pick<Severity, "key" | "name" | "shipped">): string => {
  const key = severity.key.toUpperCase();
  return severity.name.toUpperCase() === key ? severity.name : `${key} ${severity.name}`;
};

/** What was understood: "SEV2 High (P1)" where an alias was typed. */
export const understood = (severity: Severity, typed: string): string =>
  severity.aliases.includes(typed.trim().toLowerCase())
    ? `${severityLabel(severity)} (${typed.trim().toUpperCase()})`
    : severityLabel(severity);

/** A bare word is a severity only if it is a key or an alias. */
export const severityNamed = (all: readonly Severity[], word: string): Severity | undefined => {
  const sought = word.trim().toLowerCase();
  return all.find((severity) => severity.key === sought || severity.aliases.includes(sought));
};

/** A name counts too where a severity is asked for by that name ("severity:High"). */
export const severityCalled = (all: readonly Severity[], words: string): Severity | undefined =>
  severityNamed(all, words) ??
  all.find((severity) => severity.name.toLowerCase() === words.trim().toLowerCase()) ??
  all.find((severity) => severityLabel(severity).toLowerCase() === words.trim().toLowerCase());

/** The aliases of the shipped severities when P0, or P1, is the worst. */
export const priorityAliases = (worst: "p0" | "p1"): Readonly<Record<string, readonly string[]>> => {
  const first = worst === "p0" ? 0 : 1;
  return Object.fromEntries(["sev1", "sev2", "sev3", "sev4"].map((key, i) => [key, [`p${i + first}`]]));
};

const colour = /^#[0-9a-f]{6}$/i;
const key = /^[\p{L}\p{N}_-]{1,32}$/u;

/** Refuses a severity that could not be typed, seen or told from another. */
export const checkSeverity = (all: readonly Severity[], wanted: NewSeverity, itself?: SeverityId): void => {
  const others = all.filter((other) => other.id !== itself);
  if (wanted.name.trim() === "" || wanted.name.length > 256) {
    throw new Refusal("severity-name", "A severity needs a name of at most 256 characters.");
  }
  const words = [wanted.key, ...wanted.aliases];
  for (const word of words) {
    if (!key.test(word)) {
      throw new Refusal(
        "severity-key",
        `"${word}" cannot be typed as one word. Use letters, digits, _ or -, at most 32.`,
      );
    }
    if (word === "none") {
      throw new Refusal("severity-taken", '"none" means that there is no severity. Choose another word.');
    }
  }
  if (!colour.test(wanted.colour)) {
    throw new Refusal(
      "severity-colour",
      `"${wanted.colour}" is no colour. Write six hexadecimal digits, such as #E94444.`,
    );
  }
  for (const word of words) {
    const taken = severityNamed(others, word);
    if (taken !== undefined) {
      throw new Refusal("severity-taken", `"${word}" already means ${severityLabel(taken)}. Choose another word.`);
    }
  }
};
