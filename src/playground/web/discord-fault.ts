import { z } from "zod";
import type { Trouble } from "../discord/trouble.ts";

const route = z.string().default("POST /channels/:channel/messages");
const times = z.number().int().min(1).max(100).default(1);

/** The trouble a visitor of the page can make on the Discord side. */
export const faultShape = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("rateLimit"), route, times, retryAfter: z.number().min(0.1).max(600).default(5) }),
  z.object({ kind: z.literal("fail"), route, times, status: z.number().int().min(400).max(599).optional() }),
  z.object({ kind: z.literal("halfOpen"), on: z.boolean().default(true) }),
  z.object({ kind: z.literal("redeliver"), last: z.number().int().min(1).max(100).default(1) }),
  z.object({ kind: z.literal("invalidateSession"), resumable: z.boolean().default(false) }),
  z.object({ kind: z.enum(["down", "up", "dropSockets", "reconnect", "expireInteractions", "clear"]) }),
]);

export type PageFault = z.infer<typeof faultShape>;

export function makeFault(trouble: Trouble, fault: PageFault): void {
  if (fault.kind === "rateLimit") trouble.rateLimit(fault.route, { times: fault.times, retryAfter: fault.retryAfter });
  else if (fault.kind === "fail") {
    const { times, status } = fault;
    trouble.fail(fault.route, { times, ...(status === undefined ? {} : { status }) });
  } else if (fault.kind === "halfOpen") trouble.halfOpen(fault.on);
  else if (fault.kind === "redeliver") trouble.redeliver(fault.last);
  else if (fault.kind === "invalidateSession") trouble.invalidateSession({ resumable: fault.resumable });
  else if (fault.kind === "down") trouble.down();
  else trouble[fault.kind]();
}
