import type { Health } from "./target.ts";

/** Failing for so long, its owner is told. */
const warnAfter = { hours: 24 } as const;

/** Failing for so long, also during the last day, it is switched off. */
const offAfter = { hours: 48 } as const;

/** How one attempt ended: it worked, or what was wrong. */
export type Attempted = { readonly ok: true } | { readonly ok: false; readonly why: string };

/** A target's health after an attempt. One that was switched off stays so until somebody switches it on. */
export const afterAttempt = (health: Health, attempted: Attempted, at: Temporal.Instant): Health => {
  const off = health.off === undefined ? {} : { off: health.off };
  if (attempted.ok) return off;
  return {
    ...off,
    failingSince: health.failingSince ?? at,
    failedAt: at,
    failure: attempted.why.slice(0, 300),
    ...(health.warnedAt === undefined ? {} : { warnedAt: health.warnedAt }),
  };
};

export type Verdict = "warn" | "off";

/**
 * Is its owner to be told, or is it to be switched off (features.md G76)? One failure that nothing followed warns after a
 * day but switches nothing off: it has to fail on the second day as well.
 */
export const judge = ({ failingSince, failedAt, warnedAt, off }: Health, now: Temporal.Instant): Verdict | null => {
  if (failingSince === undefined || failedAt === undefined || off !== undefined) return null;
  const failedTwice = isAfter(failedAt, failingSince.add(warnAfter));
  if (failedTwice && isAfter(now, failingSince.add(offAfter))) return "off";
  return warnedAt === undefined && isAfter(now, failingSince.add(warnAfter)) ? "warn" : null;
};

/** When it is to be judged next; null while it works. */
export const judgedNext = ({ failingSince, warnedAt, off }: Health): Temporal.Instant | null => {
  if (failingSince === undefined || off !== undefined) return null;
  return failingSince.add(warnedAt === undefined ? warnAfter : offAfter);
};

const isAfter = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) >= 0;
