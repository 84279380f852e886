import type { Logger } from "pino";
import type { ReceiptId } from "../domain/ids.ts";
import type { JobKind } from "../domain/job.ts";
import type { Messengers } from "../ports.ts";
import type { Storage } from "../services/attachment/storage.ts";
import type { Ctx } from "../services/ctx.ts";
import type { Ground } from "../services/ground.ts";
import type { Outside } from "../services/outside.ts";
import { ctxOfJob } from "../services/system.ts";
import type { DataOf } from "./worker.ts";

/** What job handlers are given. */
export interface Deps {
  readonly ground: Ground;
  readonly messengers: Messengers;
  readonly outside: Outside;
  readonly storage: Storage;
  readonly log: Pick<Logger, "info" | "warn">;
  /** Takes up an inbound that nobody finished. */
  readonly takeUp: (receipt: ReceiptId) => Promise<void>;
}

/** Does a job as Tocsin itself in the workspace it is about; where that is gone there is nothing to do. */
export const inWorkspace =
  <Kind extends JobKind>(work: (data: DataOf<Kind>, deps: Deps, ctx: Ctx) => Promise<void>) =>
  async (data: DataOf<Kind>, deps: Deps): Promise<void> => {
    const ctx = await ctxOfJob(deps.ground, data);
    if (ctx !== null) await work(data, deps, ctx);
  };
