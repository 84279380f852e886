import { schedule } from "node-cron";
import type { Logger } from "pino";
import { type Owed, type Ticking, tick } from "../services/beat/tick.ts";

export interface Heartbeat {
  /** Looks once through everything that may be owed. Resolves when the jobs for it are queued. */
  beat(): Promise<void>;
  stop(): Promise<void>;
}

/** One that fails does not keep the others from being looked at. */
export const beatWith =
  (ctx: Ticking, owed: readonly Owed[], log: Pick<Logger, "error">) => async (): Promise<void> => {
    for (const one of owed) {
      try {
        await tick(ctx, one);
      } catch (err) {
        log.error({ err, owed: one.kind }, "A heartbeat failed; its window stays open.");
      }
    }
  };

/** Beats once a minute in UTC: in a zone with clock changes the timer would be silent for an hour a year. */
export const startHeartbeat = (beat: () => Promise<void>): Heartbeat => {
  const zone = Temporal.Now.timeZoneId();
  if (zone !== "UTC") throw new Error(`The process runs in the zone ${zone}, not in UTC.`);
  const task = schedule("* * * * *", beat, { timezone: "Etc/UTC", noOverlap: true, name: "heartbeat" });
  return { beat, stop: async () => void (await task.destroy()) };
};
