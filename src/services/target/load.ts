import { personOf } from "../../domain/actor.ts";
import type { TargetId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import { partyKey, type Target } from "../../domain/target/target.ts";
import type { Tx } from "../../store/database.ts";
import { lockTarget, readTargets, type SealedTarget } from "../../store/targets.ts";
import { teamsOf } from "../../store/teams.ts";
import type { Ctx } from "../ctx.ts";

/** The target, locked, of somebody who may change it: its maker, those it is entrusted to, the workspace's owners. */
export const lockedTarget = async (ctx: Ctx, tx: Tx, id: TargetId): Promise<SealedTarget> =>
  keptBy(ctx, tx, await lockTarget(tx, ctx.workspace, id));

/** The same, only to look at it. */
export const keptTarget = async (ctx: Ctx, tx: Tx, id: TargetId): Promise<SealedTarget> =>
  keptBy(ctx, tx, (await readTargets(tx, ctx.workspace, [id]))[0]);

const keptBy = async (ctx: Ctx, tx: Tx, found: SealedTarget | undefined): Promise<SealedTarget> => {
  if (found === undefined) throw gone();
  const { target } = found;
  const entrusted = await isEntrusted(ctx, tx, target);
  permit(ctx.actor, "target.keep", { owned: true, owner: ownerKey(target), entrusted });
  return found;
};

/** What is one's own is nobody else's, whoever typed it. */
const ownerKey = ({ owner, createdBy }: Target): string => (owner === undefined ? createdBy : `person:${owner}`);

const isEntrusted = async (ctx: Ctx, tx: Tx, { managers }: Target): Promise<boolean> => {
  const person = personOf(ctx.actor);
  if (person === undefined || managers.length === 0) return false;
  const keys = managers.map(partyKey);
  if (keys.includes(`person:${person}`)) return true;
  if (!managers.some(({ kind }) => kind === "team")) return false;
  return (await teamsOf(tx, ctx.workspace, person)).some((team) => keys.includes(`team:${team.id}`));
};

export const gone = (): Refusal =>
  new Refusal("no-such-target", "That target is gone. See what there is with `/tocsin target list`.");

export const taken = (key: string): Refusal =>
  new Refusal("target-taken", `There is a target ${key} already. See it with \`/tocsin target list\`.`, "name");
