import { Worker } from "node:worker_threads";
import { Refusal } from "../../../domain/refusal.ts";
import type { Busy } from "./expand.ts";
import type { Order } from "./reader.ts";

/** In bytes of UTF-8. */
const largest = 5 * 1024 * 1024;
const deadline = 10_000;

/**
 * The events of somebody's iCalendar file that take up time in [from, to). It is read in a thread of its own, because
 * it may hold anything: what is too large, too long or too slow is refused.
 */
export const readCalendar = async (order: Order, limit: number = deadline): Promise<Busy> => {
  if (Buffer.byteLength(order.text) > largest) {
    throw new Refusal("calendar-too-large", "The calendar is larger than 5 MB. Choose a smaller one.");
  }
  const worker = new Worker(new URL("./reader.ts", import.meta.url), {
    workerData: order,
    env: { TZ: "UTC" },
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  const { promise, resolve, reject } = Promise.withResolvers<Busy>();
  const slow = () =>
    reject(new Refusal("calendar-too-slow", "The calendar takes too long to read. Choose a simpler one."));
  const timer = setTimeout(slow, limit);
  worker.once("error", (error: NodeJS.ErrnoException) =>
    error.code === "ERR_WORKER_OUT_OF_MEMORY" ? slow() : reject(error),
  );
  worker.once("exit", slow);
  worker.once("message", (answer: Answer) => {
    if ("refused" in answer) reject(new Refusal(answer.refused.code, answer.refused.message));
    else resolve(answer.busy);
  });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
};

type Answer = { readonly busy: Busy } | { readonly refused: { readonly code: string; readonly message: string } };
