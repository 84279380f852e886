import { createHash } from "node:crypto";

export interface Rate {
  readonly limit: number;
  /** Seconds. */
  readonly per: number;
}

export interface Spent {
  readonly headers: Readonly<Record<string, string>>;
  /** Seconds to wait, if there is nothing left. */
  readonly wait: number | null;
}

export interface Buckets {
  /** Counts a call against its route and its channel, server or token. */
  readonly spend: (route: string, major: string) => Spent;
  readonly set: (route: string, rate: Rate) => void;
  readonly clear: () => void;
}

/** As good as none, unless a test wants one. */
const generous: Rate = { limit: 10_000, per: 1 };

/** Rate limits as headers tell them. They count by the machine's clock, because the client waits by it. */
export function makeBuckets(): Buckets {
  const rates = new Map<string, Rate>();
  const windows = new Map<string, { left: number; readonly resets: number }>();
  return {
    set: (route, rate) => void rates.set(route, rate),
    clear: () => {
      rates.clear();
      windows.clear();
    },
    spend: (route, major) => {
      const { limit, per } = rates.get(route) ?? rates.get("*") ?? generous;
      const now = Temporal.Now.instant().epochMilliseconds / 1000;
      const key = `${route} ${major}`;
      const known = windows.get(key);
      const current = known === undefined || known.resets <= now ? { left: limit, resets: now + per } : known;
      windows.set(key, current);
      const isOver = current.left === 0;
      if (!isOver) current.left -= 1;
      const after = Math.max(0, current.resets - now);
      const headers = {
        "x-ratelimit-limit": String(limit),
        "x-ratelimit-remaining": String(current.left),
        "x-ratelimit-reset": current.resets.toFixed(3),
        "x-ratelimit-reset-after": after.toFixed(3),
        "x-ratelimit-bucket": createHash("md5").update(route).digest("hex"),
      };
      return { headers, wait: isOver ? after : null };
    },
  };
}
