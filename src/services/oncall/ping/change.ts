import type { PingId } from "../../../domain/ids.ts";
import type { Ping, PingShown } from "../../../domain/oncall/ping.ts";
import { permit } from "../../../domain/permission.ts";
import { Refusal } from "../../../domain/refusal.ts";
import type { Tx } from "../../../store/database.ts";
import { forgetComing } from "../../../store/dues.ts";
import { deletePing as deleteRow, findPings, pausePing as pauseRow } from "../../../store/pings.ts";
import { audit } from "../../audit.ts";
import type { Ctx } from "../../ctx.ts";
import { afterNow, showPing, showPings } from "./add.ts";
import { planJob } from "./jobs.ts";

/** Every ping with its next times, the oldest first. */
export const listPings = (ctx: Ctx): Promise<readonly PingShown[]> => {
  permit(ctx.actor, "schedule.view");
  return ctx.read(async (tx) => showPings(ctx, tx, await findPings(tx, ctx.workspace)));
};

/** The ping that somebody means by the end of its id; undefined where it could be none or several. */
export const pingCalled = async (ctx: Ctx, typed: string): Promise<PingShown | undefined> => {
  permit(ctx.actor, "schedule.view");
  const digits = typed.trim().toLowerCase().replaceAll("-", "");
  if (!/^[0-9a-f]{4,32}$/.test(digits)) return undefined;
  const found = (await listPings(ctx)).filter(({ ping }) => ping.id.replaceAll("-", "").endsWith(digits));
  return found.length === 1 ? found[0] : undefined;
};

/** Says nothing by it until it goes on. */
export const pausePing = (ctx: Ctx, id: PingId): Promise<PingShown> => {
  permit(ctx.actor, "schedule.manage");
  return ctx.transact(async (tx) => {
    const ping = await pingOf(ctx, tx, id);
    if (!(await pauseRow(tx, ctx.workspace, id, ctx.now()))) throw new Refusal("ping-paused", "It is paused already.");
    await forgetComing(tx, ctx.workspace, id, ctx.now());
    await note(ctx, tx, ping, "paused ping");
    return showPing(ctx, tx, { ...ping, pausedAt: ctx.now() });
  });
};

/** What was not said in the meantime is not made up for. */
export const resumePing = (ctx: Ctx, id: PingId): Promise<PingShown> => {
  permit(ctx.actor, "schedule.manage");
  return ctx.transact(async (tx) => {
    const { pausedAt: _pausedAt, ...ping } = await pingOf(ctx, tx, id);
    if (!(await pauseRow(tx, ctx.workspace, id, null))) throw new Refusal("ping-runs", "It is not paused.");
    await ctx.enqueue(tx, [planJob({ ping: id }, afterNow(ctx))]);
    await note(ctx, tx, ping, "resumed ping");
    return showPing(ctx, tx, ping);
  });
};

export const deletePing = (ctx: Ctx, id: PingId): Promise<Ping> => {
  permit(ctx.actor, "schedule.manage");
  return ctx.transact(async (tx) => {
    const ping = await pingOf(ctx, tx, id);
    await deleteRow(tx, ctx.workspace, id);
    await note(ctx, tx, ping, "deleted ping");
    return ping;
  });
};

const pingOf = async (ctx: Ctx, tx: Tx, id: PingId): Promise<Ping> => {
  const [ping] = await findPings(tx, ctx.workspace, { ids: [id] });
  if (ping !== undefined) return ping;
  throw new Refusal("no-such-ping", "That ping is gone. See what there is with `/oncall ping list`.");
};

const note = (ctx: Ctx, tx: Tx, { id, schedule, message }: Ping, change: string): Promise<void> =>
  audit(ctx, tx, { kind: "schedule", id: schedule ?? id }, { kind: "changed", data: { change, message } });
