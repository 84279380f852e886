import { Worker } from "node:worker_threads";
import type { CalendarView } from "../presentation/oncall-calendar.ts";
import type { Picture } from "./painting.ts";

/** Draws one picture after another, in a thread of its own that is there only while there is something to draw. */
export interface Painter {
  /** Rejects where it takes too long, or goes wrong. */
  paint(view: CalendarView): Promise<Picture>;
  stop(): Promise<void>;
}

export interface Patience {
  /** In milliseconds: for one picture, and without any until the thread ends. */
  readonly deadline?: number;
  readonly rest?: number;
}

export const startPainter = ({ deadline = 10_000, rest = 60_000 }: Patience = {}): Painter => {
  let worker: Worker | undefined;
  let resting: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const dismiss = async (): Promise<void> => {
    const gone = worker;
    worker = undefined;
    await gone?.terminate();
  };
  const hire = (): Worker => {
    const hired = newThread();
    // A thread that nobody waits for may end as well; whoever does wait hears of it too.
    const forget = () => {
      if (worker === hired) worker = undefined;
    };
    return hired.on("error", forget).on("exit", forget);
  };
  const paint = async (view: CalendarView): Promise<Picture> => {
    clearTimeout(resting);
    const thread = worker ?? hire();
    worker = thread;
    try {
      return await ask(thread, view, deadline);
    } catch (error) {
      await dismiss();
      throw error;
    } finally {
      thread.unref();
      resting = setTimeout(dismiss, rest).unref();
    }
  };
  return {
    paint: (view) => {
      const painted = last.then(() => paint(view));
      last = painted.catch(() => undefined);
      return painted;
    },
    stop: async () => {
      await last;
      clearTimeout(resting);
      await dismiss();
    },
  };
};

/** Its heap is bounded, because what it draws others have written. */
const newThread = (): Worker =>
  new Worker(new URL("./painting.ts", import.meta.url), {
    env: { TZ: "UTC" },
    resourceLimits: { maxOldGenerationSizeMb: 128 },
  });

const ask = async (worker: Worker, view: CalendarView, deadline: number): Promise<Picture> => {
  const { promise, resolve, reject } = Promise.withResolvers<Picture>();
  const timer = setTimeout(() => reject(new Error(`A picture was not drawn within ${deadline} ms.`)), deadline);
  const ended = () => reject(new Error("The thread that draws pictures has ended."));
  worker.ref();
  worker.on("message", resolve).on("error", reject).on("exit", ended);
  try {
    worker.postMessage(view);
    return await promise;
  } finally {
    clearTimeout(timer);
    worker.off("message", resolve).off("error", reject).off("exit", ended);
  }
};
