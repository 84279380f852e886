import { channelKey, isChannelKey } from "../channel.ts";
import type { PersonId, TargetId, TeamId } from "../ids.ts";
import { Refusal } from "../refusal.ts";
import { type Given, isPersonalKind, settingsOf, type TargetKind, targetKinds } from "./kinds.ts";
import type { Setting } from "./setting.ts";

/** Somebody or a team. */
export type Party = { readonly kind: "person"; readonly id: PersonId } | { readonly kind: "team"; readonly id: TeamId };

/** An address outside chat that notifications go to: the workspace's, or one person's own contact. */
export interface Target {
  readonly id: TargetId;
  /** What people type. */
  readonly key: string;
  readonly name: string;
  readonly kind: TargetKind;
  /** Where it leads, as far as that may be shown: "ops@example.com", "hooks.example.com". */
  readonly shown: string;
  /** Whose contact it is; absent = the workspace's. */
  readonly owner?: PersonId;
  /** What it does not know itself it has from this one. */
  readonly via?: TargetId;
  /** May people reach themselves through it? */
  readonly offered: boolean;
  /** What is not a page is gathered and sent once a minute (features.md G75). */
  readonly merges: boolean;
  /** Named in every webhook body besides those who are mentioned (features.md G77). */
  readonly members: readonly Party[];
  /** Who may change it besides its maker and the workspace's owners (features.md G81). */
  readonly managers: readonly Party[];
  /** "person:<id>" of whoever made it. */
  readonly createdBy: string;
  readonly createdAt: Temporal.Instant;
  readonly health: Health;
}

/** How it has fared lately (features.md G76). */
export interface Health {
  /** The first failure since it last worked. */
  readonly failingSince?: Temporal.Instant;
  readonly failedAt?: Temporal.Instant;
  /** What was wrong the last time. */
  readonly failure?: string;
  readonly warnedAt?: Temporal.Instant;
  readonly off?: { readonly at: Temporal.Instant; readonly why: "failing" | "by hand" };
}

export const partyKey = (party: Party): string => `${party.kind}:${party.id}`;

/** Undefined for what is none. */
export const readParty = (key: string): Party | undefined => {
  const [, kind, id = ""] = /^(person|team):(.+)$/u.exec(key) ?? [];
  return kind === undefined ? undefined : ({ kind, id } as Party);
};

/** Refuses a name that nobody could type. */
export const checkTargetName = (typed: string): { readonly name: string; readonly key: string } => {
  const name = typed.replace(/[\p{Cc}\s]+/gu, " ").trim();
  const key = channelKey(name);
  if (/:\/\/|whsec_/iu.test(name)) {
    throw new Refusal(
      "target-name",
      "That is no name but an address or a secret: leave it out, a form asks for it.",
      "name",
    );
  }
  if (!isChannelKey(key) || [...name].length > 80) {
    throw new Refusal("target-name", "A target needs a name of at most 80 characters, such as `ops-mail`.", "name");
  }
  return { name, key };
};

/** Refuses a person's own contact of a kind that calls whatever address one likes. */
export const checkPersonalKind = (kind: TargetKind): void => {
  if (isPersonalKind(kind)) return;
  const others = targetKinds.filter(isPersonalKind).map((one) => `\`${one}\``);
  throw new Refusal("not-personal", `That is no personal contact. Choose one of ${others.join(", ")}.`, "kind");
};

export interface Wanted {
  readonly kind: TargetKind;
  /** What was given; empty is not given. */
  readonly given: Given;
  /** What is known already: from before, or from the target it goes through. */
  readonly known?: Given;
  /** Offered to others it may lack what is always a contact's own. */
  readonly offered?: boolean;
}

/** The settings of a target, each as it is kept. Refuses what is missing or not understood. */
export const checkSettings = ({ kind, given, known = {}, offered = false }: Wanted): Given => {
  const kept: Record<string, string> = {};
  for (const setting of settingsOf(kind)) {
    const text = given[setting.name]?.trim() ?? "";
    if (text !== "") kept[setting.name] = readSetting(setting, text);
    else if (known[setting.name] === undefined && isNeeded(setting, offered)) refuseMissing(setting);
  }
  return kept;
};

/** Which settings a form still has to ask for. */
export const missingSettings = ({ kind, given, known = {}, offered = false }: Wanted): readonly Setting[] =>
  settingsOf(kind).filter(
    (setting) => isNeeded(setting, offered) && (given[setting.name] ?? "") === "" && known[setting.name] === undefined,
  );

const isNeeded = ({ optional, personal }: Setting, offered: boolean): boolean =>
  optional !== true && !(offered && personal === true);

/** What was given is never said back: it may be a secret. */
const readSetting = ({ name, label, expects, read }: Setting, text: string): string => {
  const value = read(text);
  if (value === undefined) {
    throw new Refusal("setting-not-understood", `${label} is not understood: it must be ${expects}.`, name);
  }
  return value;
};

const refuseMissing = ({ name, label, expects }: Setting): never => {
  throw new Refusal("setting-missing", `${label} is missing: give ${expects}.`, name);
};

const ellipsis = "…";

/** Where a target leads, without what would let anybody send there: a host, a number's end, an e-mail address. */
export const shownOf = (kind: TargetKind, shows: string, settings: Given): string => {
  const value = settings[shows] ?? "";
  switch (shows) {
    case "url":
    case "server":
      return /^https?:\/\/([^/?#]+)/iu.exec(value === "" && kind === "ntfy" ? "https://ntfy.sh" : value)?.[1] ?? "";
    case "to":
      return value === "" ? "" : `${value.slice(0, 3)}${ellipsis}${value.slice(-3)}`;
    default:
      return value;
  }
};
