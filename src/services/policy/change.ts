import { actorKey } from "../../domain/actor.ts";
import type { PolicyId } from "../../domain/ids.ts";
import { checkPolicyName } from "../../domain/notify/named.ts";
import type { Policy } from "../../domain/notify/policy.ts";
import type { PolicyView } from "../../domain/notify/policy-view.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Tx } from "../../store/database.ts";
import {
  deletePolicy as deleteRow,
  insertPolicy,
  listPolicies,
  type StoredPolicy,
  updatePolicy,
} from "../../store/policies.ts";
import { audit } from "../audit.ts";
import { type Ctx, freshId } from "../ctx.ts";
import { viewPolicies } from "./list.ts";

/** What somebody asks of a notification policy; what is left out stays. */
export type PolicyWanted = Partial<Pick<Policy, "name" | "types" | "rules" | "schedules" | "channels" | "hold">>;

/** Makes a notification policy: which kinds of entry, and which conditions, reach whoever is on call on which schedules. */
export const createPolicy = (ctx: Ctx, wanted: PolicyWanted & Pick<Policy, "name">): Promise<PolicyView> => {
  permit(ctx.actor, "policy.manage");
  const named = checkPolicyName(wanted.name);
  return ctx.transact(async (tx) => {
    const by = actorKey(ctx.actor);
    const row: StoredPolicy = refuseEmpty({
      types: [],
      rules: [],
      schedules: [],
      channels: [],
      hold: false,
      ...wanted,
      ...named,
      id: freshId<PolicyId>(),
      createdBy: by,
      createdAt: ctx.now(),
      updatedBy: by,
      updatedAt: ctx.now(),
    });
    if (!(await insertPolicy(tx, ctx.workspace, row))) {
      throw new Refusal(
        "policy-taken",
        `There is a policy ${row.key} already. Change it with \`/tocsin policy edit ${row.key}\`.`,
      );
    }
    await audit(ctx, tx, { kind: "policy", id: row.id }, { kind: "created", data: auditOf(row) });
    return firstView(ctx, tx, row.id);
  });
};

export const editPolicy = (ctx: Ctx, id: PolicyId, wanted: PolicyWanted): Promise<PolicyView> => {
  permit(ctx.actor, "policy.manage");
  return ctx.transact(async (tx) => {
    const before = await found(ctx, tx, id);
    const row: StoredPolicy = refuseEmpty({
      ...before,
      ...wanted,
      ...(wanted.name === undefined ? {} : checkPolicyName(wanted.name)),
      updatedBy: actorKey(ctx.actor),
      updatedAt: ctx.now(),
    });
    await updatePolicy(tx, ctx.workspace, row);
    await audit(
      ctx,
      tx,
      { kind: "policy", id },
      { kind: "changed", data: { before: auditOf(before), after: auditOf(row) } },
    );
    return firstView(ctx, tx, id);
  });
};

/** Deletes a policy; what it has begun for incidents under way goes on with the copy it began with. */
export const deletePolicy = (ctx: Ctx, id: PolicyId): Promise<{ readonly name: string }> => {
  permit(ctx.actor, "policy.manage");
  return ctx.transact(async (tx) => {
    const before = await found(ctx, tx, id);
    await deleteRow(tx, ctx.workspace, id);
    await audit(ctx, tx, { kind: "policy", id }, { kind: "removed", data: auditOf(before) });
    return { name: before.name };
  });
};

const refuseEmpty = (row: StoredPolicy): StoredPolicy => {
  if (row.types.length === 0 && row.rules.length === 0) {
    throw new Refusal(
      "policy-empty",
      'A policy needs at least one type or rule. Such as `types:new,comments` or `rules:"no-assignee 30m"`.',
    );
  }
  if (row.schedules.length === 0) {
    throw new Refusal("policy-nobody", "A policy tells whoever is on call. Name a schedule, such as `schedules:web`.");
  }
  return row;
};

const found = async (ctx: Ctx, tx: Tx, id: PolicyId): Promise<StoredPolicy> => {
  const [row] = await listPolicies(tx, ctx.workspace, { ids: [id] });
  if (row === undefined) throw new Refusal("no-such-policy", "That policy is gone. See `/tocsin policy list`.");
  return row;
};

const firstView = async (ctx: Ctx, tx: Tx, id: PolicyId): Promise<PolicyView> => {
  const [view] = await viewPolicies(ctx, tx, await listPolicies(tx, ctx.workspace, { ids: [id] }));
  if (view === undefined) throw new Error("A policy that was just written is gone.");
  return view;
};

const auditOf = ({ key, name, types, rules, schedules, channels, hold }: StoredPolicy) => ({
  key,
  name,
  types,
  rules: rules.map(({ events, ...rule }) => ({ ...rule, ...(events === undefined ? {} : { events: { ...events } }) })),
  schedules,
  channels,
  hold,
});
