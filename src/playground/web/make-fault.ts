import { z } from "zod";
import type { Trouble } from "../slack/trouble.ts";

const method = z.string().default("chat.postMessage");
const times = z.number().int().min(1).max(100).default(1);

/** The trouble a visitor of the page can make. */
export const faultShape = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("rateLimit"), method, times, retryAfter: z.number().int().min(1).max(600).default(5) }),
  z.object({
    kind: z.literal("fail"),
    method,
    times,
    status: z.number().int().min(400).max(599).optional(),
    after: z.boolean().optional(),
  }),
  z.object({ kind: z.literal("halfOpen"), on: z.boolean().default(true) }),
  z.object({ kind: z.literal("withholdAcks"), times }),
  z.object({ kind: z.literal("redeliver"), last: z.number().int().min(1).max(100).default(1) }),
  z.object({ kind: z.enum(["down", "up", "dropSockets", "refreshSockets", "expireTriggers", "clear"]) }),
]);

export type PageFault = z.infer<typeof faultShape>;

export async function makeFault(trouble: Trouble, fault: PageFault): Promise<void> {
  switch (fault.kind) {
    case "rateLimit":
      return trouble.rateLimit(fault.method, { times: fault.times, retryAfter: fault.retryAfter });
    case "fail":
      return trouble.fail(fault.method, {
        times: fault.times,
        ...(fault.status === undefined ? {} : { status: fault.status }),
        ...(fault.after === undefined ? {} : { after: fault.after }),
      });
    case "halfOpen":
      return trouble.halfOpen(fault.on);
    case "withholdAcks":
      return trouble.withholdAcks(fault.times);
    case "redeliver":
      return trouble.redeliver(fault.last);
    case "down":
      return trouble.down();
    default:
      return trouble[fault.kind]();
  }
}
