import { actorKey } from "../../domain/actor.ts";
import type { ChannelId, EscalationId } from "../../domain/ids.ts";
import { checkPolicyName } from "../../domain/notify/named.ts";
import type { Escalating, Step } from "../../domain/notify/plan.ts";
import type { EscalationView } from "../../domain/notify/policy-view.ts";
import type { MemberKey } from "../../domain/oncall/member.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Tx } from "../../store/database.ts";
import {
  deleteEscalation as deleteRow,
  insertEscalation,
  listEscalations,
  type StoredEscalation,
  updateEscalation,
} from "../../store/policies.ts";
import { audit } from "../audit.ts";
import { type Ctx, freshId } from "../ctx.ts";
import { viewEscalations } from "./list.ts";

/** What somebody asks of an escalation policy; what is left out stays, or is as usual. */
export interface EscalationWanted {
  readonly name?: string;
  readonly steps?: readonly Step[];
  readonly repeats?: number;
  readonly lastResort?: readonly MemberKey[];
  readonly channels?: readonly ChannelId[];
  /** It pages for incidents of this rank and worse; null = for all. */
  readonly leastRank?: number | null;
}

const mostRepeats = 10;

/** Makes an escalation policy. Runs that are under way keep the copy they began with, here as in every change. */
export const createEscalation = (
  ctx: Ctx,
  wanted: EscalationWanted & Required<Pick<EscalationWanted, "name" | "steps">>,
): Promise<EscalationView> => {
  permit(ctx.actor, "policy.manage");
  const named = checkPolicyName(wanted.name);
  return ctx.transact(async (tx) => {
    const by = actorKey(ctx.actor);
    const at = ctx.now();
    const row: StoredEscalation = {
      id: freshId<EscalationId>(),
      ...named,
      plan: planOf(named.name, wanted),
      channels: wanted.channels ?? [],
      createdBy: by,
      createdAt: at,
      updatedBy: by,
      updatedAt: at,
      ...(wanted.leastRank === undefined || wanted.leastRank === null ? {} : { leastRank: wanted.leastRank }),
    };
    if (!(await insertEscalation(tx, ctx.workspace, row))) {
      throw new Refusal(
        "escalation-taken",
        `There is an escalation policy ${row.key} already. Change it with \`/tocsin escalation edit ${row.key}\`.`,
      );
    }
    await audit(ctx, tx, { kind: "escalation", id: row.id }, { kind: "created", data: auditOf(row) });
    return firstView(ctx, tx, row.id);
  });
};

export const editEscalation = (ctx: Ctx, id: EscalationId, wanted: EscalationWanted): Promise<EscalationView> => {
  permit(ctx.actor, "policy.manage");
  return ctx.transact(async (tx) => {
    const before = await found(ctx, tx, id);
    const named = wanted.name === undefined ? { key: before.key, name: before.name } : checkPolicyName(wanted.name);
    const { leastRank: _, ...kept } = before;
    const rank = wanted.leastRank === undefined ? before.leastRank : (wanted.leastRank ?? undefined);
    const row: StoredEscalation = {
      ...kept,
      ...named,
      plan: planOf(named.name, { ...before.plan, ...defined(wanted) }),
      channels: wanted.channels ?? before.channels,
      updatedBy: actorKey(ctx.actor),
      updatedAt: ctx.now(),
      ...(rank === undefined ? {} : { leastRank: rank }),
    };
    if (JSON.stringify(auditOf(row)) === JSON.stringify(auditOf(before))) {
      throw new Refusal("same-escalation", `${before.name} is set up so already.`);
    }
    await updateEscalation(tx, ctx.workspace, row);
    await audit(
      ctx,
      tx,
      { kind: "escalation", id },
      {
        kind: "changed",
        data: { before: auditOf(before), after: auditOf(row) },
      },
    );
    return firstView(ctx, tx, id);
  });
};

/** Deletes an escalation policy; incidents that it pages for already are paged to the end. */
export const deleteEscalation = (ctx: Ctx, id: EscalationId): Promise<{ readonly name: string }> => {
  permit(ctx.actor, "policy.manage");
  return ctx.transact(async (tx) => {
    const before = await found(ctx, tx, id);
    await deleteRow(tx, ctx.workspace, id);
    await audit(ctx, tx, { kind: "escalation", id }, { kind: "removed", data: auditOf(before) });
    return { name: before.name };
  });
};

const found = async (ctx: Ctx, tx: Tx, id: EscalationId): Promise<StoredEscalation> => {
  const [row] = await listEscalations(tx, ctx.workspace, { ids: [id] });
  if (row === undefined) {
    throw new Refusal("no-such-escalation", "That escalation policy is gone. See `/tocsin escalation list`.");
  }
  return row;
};

const firstView = async (ctx: Ctx, tx: Tx, id: EscalationId): Promise<EscalationView> => {
  const [view] = await viewEscalations(ctx, tx, await listEscalations(tx, ctx.workspace, { ids: [id] }));
  if (view === undefined) throw new Error("An escalation policy that was just written is gone.");
  return view;
};

const defined = <T extends object>(wanted: T): Partial<T> =>
  Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)) as Partial<T>;

const planOf = (name: string, { steps = [], repeats = 0, lastResort = [] }: Partial<EscalationWanted>): Escalating => {
  if (!Number.isInteger(repeats) || repeats < 0 || repeats > mostRepeats) {
    throw new Refusal("repeats", `All steps are gone through again 0 to ${mostRepeats} times. Write \`repeats:2\`.`);
  }
  return { kind: "escalation", name, steps, repeats, lastResort };
};

const auditOf = ({ key, name, plan, channels, leastRank }: StoredEscalation) => ({
  key,
  name,
  steps: plan.steps.map(({ targets, wait, need }) => ({ targets, wait, need })),
  repeats: plan.repeats,
  lastResort: plan.lastResort,
  channels,
  ...(leastRank === undefined ? {} : { leastRank }),
});
