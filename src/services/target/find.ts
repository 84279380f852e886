import { personOf } from "../../domain/actor.ts";
import { channelKey } from "../../domain/channel.ts";
import { permit } from "../../domain/permission.ts";
import type { TargetKind } from "../../domain/target/kinds.ts";
import type { Target } from "../../domain/target/target.ts";
import { listTargets, targetNamed } from "../../store/targets.ts";
import type { Ctx } from "../ctx.ts";

const mostSearched = 200;

/** The target a word means by its key or its name: one's own before the workspace's. */
export const targetCalled = (ctx: Ctx, words: string): Promise<Target | undefined> => {
  permit(ctx.actor, "target.view");
  return ctx.read((tx) => targetNamed(tx, ctx.workspace, personOf(ctx.actor), channelKey(words)));
};

/** Targets to choose from while somebody types. */
export const suggestTargets = (ctx: Ctx, typed: string, limit = 25): Promise<readonly Target[]> => {
  permit(ctx.actor, "target.view");
  const asker = personOf(ctx.actor);
  const sought = typed.trim().toLowerCase();
  return ctx.read(async (tx) => {
    const all = await listTargets(
      tx,
      ctx.workspace,
      asker === undefined ? "workspace" : { alsoOf: asker },
      mostSearched,
    );
    return all.filter(({ key, name }) => key.includes(sought) || name.toLowerCase().includes(sought)).slice(0, limit);
  });
};

/** The first target of a kind that is offered to everybody. */
export const offeredTarget = (ctx: Ctx, kind: TargetKind): Promise<Target | undefined> => {
  permit(ctx.actor, "target.view");
  return ctx.read(async (tx) => {
    const all = await listTargets(tx, ctx.workspace, "workspace", mostSearched);
    return all.find((one) => one.offered && one.kind === kind && one.health.off === undefined);
  });
};
