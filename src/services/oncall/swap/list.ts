import type { SwapRecord } from "../../../domain/oncall/exchange.ts";
import type { SwapList, SwapView } from "../../../domain/oncall/swap-view.ts";
import { permit } from "../../../domain/permission.ts";
import type { Tx } from "../../../store/database.ts";
import { findSchedules } from "../../../store/schedules.ts";
import { openSwaps } from "../../../store/swaps.ts";
import type { Ctx } from "../../ctx.ts";
import { namesOfSwaps } from "./tell.ts";

const mostListed = 20;

/** Swaps and covers that are asked for or agreed and not over, the newest first. */
export const listSwaps = (ctx: Ctx): Promise<SwapList> => {
  permit(ctx.actor, "schedule.view");
  return ctx.read(async (tx) => {
    const all = await openSwaps(tx, ctx.workspace, { now: ctx.now() });
    const swaps = await withSchedules(ctx, tx, all.slice(0, mostListed));
    return {
      swaps,
      more: all.length - swaps.length,
      names: await namesOfSwaps(
        tx,
        ctx,
        swaps.map(({ swap }) => swap),
      ),
    };
  });
};

/** How few of its last digits name a swap. */
const fewestDigits = 4;

/** The open swap that a text means: its id, or the end of it. */
export const swapCalled = (ctx: Ctx, text: string): Promise<Omit<SwapView, "names"> | undefined> => {
  permit(ctx.actor, "schedule.view");
  const sought = text.trim().toLowerCase();
  if (!new RegExp(`^[0-9a-f-]{${fewestDigits},36}$`).test(sought)) return Promise.resolve(undefined);
  return ctx.read(async (tx) => {
    const all = await openSwaps(tx, ctx.workspace, { now: ctx.now() });
    const found = all.filter(({ id }) => id.endsWith(sought));
    return found.length === 1 ? (await withSchedules(ctx, tx, found))[0] : undefined;
  });
};

const withSchedules = async (ctx: Ctx, tx: Tx, swaps: readonly SwapRecord[]) => {
  const records = await findSchedules(
    tx,
    ctx.workspace,
    swaps.map(({ schedule }) => schedule),
  );
  return swaps.flatMap((swap) => {
    const record = records.find(({ id }) => id === swap.schedule);
    return record === undefined ? [] : [{ record, swap }];
  });
};
