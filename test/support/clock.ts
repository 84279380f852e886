import type { Clock } from "../../src/ports.ts";

/** Something that owes work at instants of its own: jobs, the heartbeat, a simulated platform. */
export interface Follower {
  /** The next instant at which something falls due, or null. */
  due(): Promise<Temporal.Instant | null>;
  /** Does everything that is due by now, until nothing is. */
  settle(): Promise<void>;
}

export interface HeldClock extends Clock {
  /** Moves on by "5m", "1h30m", "90s" or "2d", stopping at every instant at which a follower has something due. */
  advance(duration: string): Promise<void>;
  follow(follower: Follower): void;
  /** Does what is due now. */
  settle(): Promise<void>;
}

const units = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

const secondsOf = (duration: string): number => {
  const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)([smhd])/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== duration)
    throw new Error(`${duration} is not a duration`);
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units], 0);
};

/** A clock that moves only when it is told to. It begins on Monday, 5 January 2026, at 09:00 UTC. */
export const heldClock = (start = "2026-01-05T09:00:00Z"): HeldClock => {
  let now = Temporal.Instant.from(start);
  const followers: Follower[] = [];

  const settle = async () => {
    for (const follower of followers) await follower.settle();
  };
  const nextDue = async (): Promise<Temporal.Instant | null> => {
    const all = (await Promise.all(followers.map((follower) => follower.due()))).filter((at) => at !== null);
    return all.sort(Temporal.Instant.compare)[0] ?? null;
  };

  return {
    now: () => now,
    follow: (follower) => {
      followers.push(follower);
    },
    settle,
    async advance(duration) {
      const end = now.add({ milliseconds: Math.round(secondsOf(duration) * 1000) });
      await settle();
      for (let due = await nextDue(); due && Temporal.Instant.compare(due, end) <= 0; due = await nextDue()) {
        if (Temporal.Instant.compare(due, now) > 0) now = due;
        await settle();
      }
      now = end;
      await settle();
    },
  };
};
