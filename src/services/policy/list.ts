import type { PersonId } from "../../domain/ids.ts";
import type { PolicyView } from "../../domain/notify/policy-view.ts";
import { memberKey } from "../../domain/oncall/member.ts";
import { permit } from "../../domain/permission.ts";
import type { Tx } from "../../store/database.ts";
import { channelNames, peopleNames } from "../../store/names.ts";
import { listPolicies, type StoredPolicy } from "../../store/policies.ts";
import type { Ctx } from "../ctx.ts";
import { namedBy } from "../incident/view.ts";
import { memberNames } from "../oncall/members.ts";

/** A page of a list (features.md G71: 1 to 100). */
const mostListed = 50;

/** Notification policies whose key or name holds the words, by key. */
export const listedPolicies = (ctx: Ctx, words: string): Promise<readonly PolicyView[]> => {
  permit(ctx.actor, "policy.view");
  return ctx.read(async (tx) =>
    viewPolicies(ctx, tx, await listPolicies(tx, ctx.workspace, { words, limit: mostListed })),
  );
};

/** The policy of exactly that key or name. */
export const policyCalled = async (ctx: Ctx, words: string): Promise<PolicyView | undefined> => {
  permit(ctx.actor, "policy.view");
  const sought = words.trim().toLowerCase();
  return (await listedPolicies(ctx, words.trim())).find(
    ({ policy: { key, name } }) => key === sought || name.toLowerCase() === sought,
  );
};

/** With the names that ids stand for; a constant number of queries. */
export const viewPolicies = async (
  ctx: Pick<Ctx, "workspace">,
  tx: Tx,
  rows: readonly StoredPolicy[],
): Promise<readonly PolicyView[]> => {
  if (rows.length === 0) return [];
  const [schedules, channels, people] = await Promise.all([
    memberNames(
      tx,
      ctx.workspace,
      rows.flatMap((row) => row.schedules.map((id) => memberKey({ kind: "schedule", id }))),
    ),
    channelNames(
      tx,
      ctx.workspace,
      rows.flatMap((row) => row.channels),
    ),
    peopleNames(
      tx,
      ctx.workspace,
      rows.flatMap(({ updatedBy }) =>
        updatedBy.startsWith("person:") ? [updatedBy.slice("person:".length) as PersonId] : [],
      ),
    ),
  ]);
  return rows.map(({ updatedBy, updatedAt, createdAt: _at, createdBy: _by, ...policy }) => ({
    policy,
    schedules: policy.schedules.map((id) => schedules.get(memberKey({ kind: "schedule", id })) ?? "a deleted schedule"),
    channels: policy.channels.flatMap((id) => channels.get(id)?.key ?? []),
    updatedBy: namedBy(updatedBy, people).name,
    updatedAt,
  }));
};
