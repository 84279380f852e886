import { parentPort, workerData } from "node:worker_threads";
import { Refusal } from "../../../domain/refusal.ts";
import { type Asked, occurrencesOf } from "./expand.ts";
import { readEvents } from "./read.ts";

/** What `readCalendar` asks this worker thread for. */
export interface Order extends Asked {
  readonly text: string;
  readonly zone: string;
}

const answer = (order: Order) => {
  try {
    return { busy: occurrencesOf(readEvents(order.text, order.zone), order) };
  } catch (error) {
    if (error instanceof Refusal) return { refused: { code: error.code, message: error.message } };
    throw error;
  }
};

parentPort?.postMessage(answer(workerData as Order));
