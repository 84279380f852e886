import type { Id, PersonId } from "./ids.ts";

export type SessionId = Id<"session">;

/** A browser that somebody has let in. */
export interface Session {
  readonly id: SessionId;
  readonly person: PersonId;
  /** "Firefox on Linux". */
  readonly browser: string;
  readonly createdAt: Temporal.Instant;
  /** To within a few minutes. */
  readonly usedAt: Temporal.Instant;
}

/** How long a link lets somebody in. */
export const linkLasts = { minutes: 10 } as const;

/** How long a session lasts at most, and without being used. */
export const lasts = { hours: 30 * 24 } as const;
export const idleLasts = { hours: 24 } as const;

/** When a session ends by itself: a day after its last use, and thirty days after it began whatever happens. */
export const endOf = ({ createdAt, usedAt }: Pick<Session, "createdAt" | "usedAt">): Temporal.Instant => {
  const [idle, last] = [usedAt.add(idleLasts), createdAt.add(lasts)];
  return Temporal.Instant.compare(idle, last) < 0 ? idle : last;
};

const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:A|iOS)?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|CriOS|Chromium)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, "an iPhone"],
  [/\biPad\b/, "an iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "a Mac"],
  [/\bLinux\b|\bX11\b/, "Linux"],
];

/** What people call the browser that says this of itself, so that they know their own again. */
export const browserOf = (agent: string): string => {
  const named = (known: readonly (readonly [RegExp, string])[]) => known.find(([sign]) => sign.test(agent))?.[1];
  const [browser = "A browser", system] = [named(browsers), named(systems)];
  return system === undefined ? browser : `${browser} on ${system}`;
};
