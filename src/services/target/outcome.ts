import { asId, type PersonId, type TargetId } from "../../domain/ids.ts";
import type { Job } from "../../domain/job.ts";
import { permit } from "../../domain/permission.ts";
import { DeliveryError } from "../../domain/refusal.ts";
import { type Attempted, afterAttempt, judge, judgedNext } from "../../domain/target/health.ts";
import type { Health, Target } from "../../domain/target/target.ts";
import type { Tx } from "../../store/database.ts";
import { ownersOf } from "../../store/people.ts";
import { lockTarget, setHealth } from "../../store/targets.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";

/** How an attempt ended, from what was thrown; undefined where our own way out was broken, which says nothing. */
export const attemptedBy = (error: unknown): Attempted | undefined => {
  if (!(error instanceof DeliveryError)) return { ok: false, why: "Something broke on our side." };
  return error.ours ? undefined : { ok: false, why: error.message };
};

/**
 * Notes how an attempt to send to a target ended. One that goes on failing is judged after a day and after two: the
 * jobs for that are owed with the same transaction (features.md G76).
 */
export const noteOutcome = async (ctx: Ctx, tx: Tx, id: TargetId, attempted: Attempted): Promise<void> => {
  const found = await lockTarget(tx, ctx.workspace, id);
  if (found === undefined) return;
  const { health: before } = found.target;
  if (attempted.ok && before.failingSince === undefined) return;
  const health = afterAttempt(before, attempted, ctx.now());
  await setHealth(tx, ctx.workspace, id, health);
  await ctx.enqueue(tx, owedFor(id, health));
};

const owedFor = (id: TargetId, health: Health): readonly Job[] => {
  const at = judgedNext(health);
  return at === null ? [] : [{ data: { kind: "target-notice", target: id }, key: `target-notice:${id}`, at }];
};

/** What somebody is to be told of a target, and who: its owner, else whoever made it; the workspace's owners failing them. */
export interface TargetNotice {
  readonly verdict: "failing" | "off";
  readonly target: Target;
  /** Of this spell of failures: a repeat has the same. */
  readonly since: Temporal.Instant;
  readonly tell?: PersonId;
  readonly owners: readonly PersonId[];
}

/** Judges a target that fails, switches it off after two days, and says what is to be told; null where nothing is. */
export const judgeTarget = (ctx: Ctx, id: TargetId): Promise<TargetNotice | null> => {
  permit(ctx.actor, "target.keep");
  return ctx.transact(async (tx) => {
    const found = await lockTarget(tx, ctx.workspace, id);
    if (found === undefined) return null;
    const { target } = found;
    const now = ctx.now();
    const verdict = judge(target.health, now);
    const health: Health =
      verdict === null
        ? target.health
        : { ...target.health, warnedAt: now, ...(verdict === "off" ? { off: { at: now, why: "failing" } } : {}) };
    if (verdict !== null) {
      await setHealth(tx, ctx.workspace, id, health);
      await ctx.enqueue(tx, owedFor(id, health));
    }
    if (verdict === "off") {
      const { key } = target;
      await audit(
        ctx,
        tx,
        { kind: "target", id },
        { kind: "changed", data: { key, field: "on", before: true, after: false } },
      );
    }
    return noticeOf({ ...target, health }, await ownersOf(tx, ctx.workspace));
  });
};

/** By what stands in the row, not by what was changed just now: a job that died in between tells it all the same. */
const noticeOf = (target: Target, owners: readonly PersonId[]): TargetNotice | null => {
  const { failingSince: since, warnedAt, off } = target.health;
  if (since === undefined || warnedAt === undefined || off?.why === "by hand") return null;
  const tell = target.owner ?? makerOf(target);
  return {
    verdict: off === undefined ? "failing" : "off",
    target,
    since,
    owners,
    ...(tell === undefined ? {} : { tell }),
  };
};

const makerOf = ({ createdBy }: Target): PersonId | undefined =>
  createdBy.startsWith("person:") ? asId<PersonId>(createdBy.slice("person:".length)) : undefined;
