import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import { DeliveryError } from "../domain/refusal.ts";

export interface CatchingUp<Where> {
  now(): Temporal.Instant;
  /** Where people may have written of incidents since. */
  places(since: Temporal.Instant): Promise<readonly Where[]>;
  /** Hears what was said in one of them since; what was heard before may come again. */
  hear(where: Where, since: Temporal.Instant): Promise<void>;
  readonly log: Pick<Logger, "info" | "warn">;
  /** Seconds until it is asked for again where the platform did not answer. */
  readonly pauseAfterFailure?: number;
}

/** Knows until when everything that was said has been heard, and asks for what was said while nothing came in. */
export interface CatchUp {
  /** Undefined where that is not known: then nothing is asked for. */
  until(): Temporal.Instant | undefined;
  /** Another process had heard everything until then. */
  learn(until: Temporal.Instant | undefined): void;
  /** Something was said that nobody will tell us by itself. */
  missed(): void;
  /** Everything is told us now. */
  hears(): void;
  /** Resolves when nothing is being asked for. */
  idle(): Promise<void>;
  stop(): void;
}

/** What was said longer ago is history. */
const longest = { hours: 24 } as const;
/** A line may be dead for a while before anybody notices. */
const overlap = { minutes: 5 } as const;
const usualPause = 10;

/** From when on what was said in a place is new: what was said before it was an incident's is history. */
export const newFrom = (missed: Temporal.Instant, begun: Temporal.Instant | undefined): Temporal.Instant =>
  begun !== undefined && Temporal.Instant.compare(begun, missed) > 0 ? begun : missed;

export const makeCatchUp = <Where>(catchingUp: CatchingUp<Where>): CatchUp => {
  const { now, places, hear, log, pauseAfterFailure = usualPause } = catchingUp;
  const stopping = new AbortController();
  let until: Temporal.Instant | undefined;
  let gaps = 0;
  let filled = 0;
  let asking: Promise<void> | null = null;

  /** Waits as long as the platform asks. Where it will never say what was said, that is the end of it. */
  const hearIn = async (where: Where, since: Temporal.Instant): Promise<void> => {
    for (;;) {
      try {
        return await hear(where, since);
      } catch (error) {
        if (!(error instanceof DeliveryError)) throw error;
        if (error.permanent) return log.warn({ err: error, where }, "what was said meanwhile cannot be read there");
        if (error.retryAfter === undefined) throw error;
        await pause(error.retryAfter * 1_000, undefined, { signal: stopping.signal, ref: false });
      }
    }
  };

  const ask = async (): Promise<void> => {
    const [gap, at] = [gaps, now()];
    const earliest = at.subtract(longest);
    const from = (until ?? at).subtract(overlap);
    const since = Temporal.Instant.compare(from, earliest) < 0 ? earliest : from;
    try {
      const all = await places(since);
      for (const where of all) await hearIn(where, since);
      log.info({ since: since.toString(), places: all.length }, "what was said meanwhile has been heard");
      filled = gap;
      until = at;
    } catch (error) {
      if (stopping.signal.aborted) return;
      log.warn({ err: error }, "what was said meanwhile has not been heard yet; it is asked for again");
      await pause(pauseAfterFailure * 1_000, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
    }
  };

  return {
    until: () => until,
    learn: (known) => {
      if (known !== undefined && (until === undefined || Temporal.Instant.compare(known, until) > 0)) until = known;
    },
    missed: () => {
      if (until !== undefined) gaps += 1;
    },
    hears: () => {
      if (gaps === filled) until = now();
      else if (!stopping.signal.aborted) {
        asking ??= ask().finally(() => {
          asking = null;
        });
      }
    },
    idle: async () => void (await asking),
    stop: () => stopping.abort(),
  };
};
