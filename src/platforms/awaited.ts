import type { Logger } from "pino";
import { ConfigError, DeliveryError } from "../domain/refusal.ts";

/** A platform that is there, or comes as soon as it can be reached. */
export interface Awaited<Platform> {
  readonly current: Platform | undefined;
  /** Why it is not there yet, or null. */
  problem(): string | null;
  /** Waits for it no more. */
  stop(): Promise<void>;
}

/** Seconds between the attempts; the last ever after. */
const pauses = [0.2, 1, 2, 5, 10, 20, 30] as const;

const stoppingTakesAtMost = 2_000;

/**
 * Starts a platform, and where it cannot be reached goes on trying in the background: `begin` is called once it is
 * there after all. What is refused at the first attempt is thrown; refused later it stays the problem.
 */
export const awaitPlatform = async <Platform>(
  start: () => Promise<Platform>,
  begin: (platform: Platform) => Promise<void>,
  log: Pick<Logger, "info" | "warn" | "error">,
): Promise<Awaited<Platform>> => {
  const state: { current: Platform | undefined; problem: string | null; wake: () => void; stopping: boolean } = {
    current: undefined,
    problem: null,
    wake: () => {},
    stopping: false,
  };
  const isThere = async (): Promise<boolean> => {
    try {
      state.current = await start();
      state.problem = null;
      return true;
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      state.problem = error.message;
      log.warn({ err: error }, "A platform could not be reached; it is tried again.");
      return false;
    }
  };
  const pause = (seconds: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, seconds * 1_000);
      state.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const goOn = async (): Promise<void> => {
    for (let failures = 0; ; failures += 1) {
      await pause(pauses[Math.min(failures, pauses.length - 1)] ?? 0);
      if (state.stopping) return;
      if (await isThere()) break;
    }
    if (state.current === undefined || state.stopping) return;
    await begin(state.current);
    log.info("A platform that could not be reached is there.");
  };
  const waiting = (await isThere())
    ? Promise.resolve()
    : goOn().catch((error: unknown) => {
        state.problem = error instanceof ConfigError ? error.problems.join(" ") : String(error);
        log.error({ err: error }, "A platform could not be started.");
      });
  return {
    get current() {
      return state.current;
    },
    problem: () => state.problem,
    stop: async () => {
      state.stopping = true;
      state.wake();
      const late = new Promise<void>((resolve) => setTimeout(resolve, stoppingTakesAtMost).unref());
      await Promise.race([waiting, late]);
    },
  };
};
