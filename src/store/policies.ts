import { and, asc, eq, ilike, inArray, or, sql } from "drizzle-orm";
import type { ChannelId, EscalationId, PolicyId, ScheduleId, WorkspaceId } from "../domain/ids.ts";
import type { EscalationPolicy, Policy } from "../domain/notify/policy.ts";
import { rowsOf, type Tx } from "./database.ts";
import { given } from "./incidents.ts";
import { likeWords } from "./like.ts";
import { channelEscalations, escalations, policies, policyChannels, policySchedules } from "./schema/notify.ts";

/** Who made and changed it last, and when. */
export interface Made {
  readonly createdBy: string;
  readonly createdAt: Temporal.Instant;
  readonly updatedBy: string;
  readonly updatedAt: Temporal.Instant;
}

export type StoredPolicy = Policy & Made;
export type StoredEscalation = EscalationPolicy &
  Made & { readonly leastRank?: number; readonly channels: readonly ChannelId[] };

/** Notification policies whose key or name holds the words, or those named, by key. */
export const listPolicies = async (
  tx: Tx,
  workspace: WorkspaceId,
  which: { readonly words: string; readonly limit: number } | { readonly ids: readonly PolicyId[] },
): Promise<readonly StoredPolicy[]> => {
  const sought = "ids" in which ? "" : likeWords(which.words);
  const rows = await tx
    .select({
      row: policies,
      schedules: sql<ScheduleId[]>`array(select s.schedule_id from policy_schedules s
        where s.workspace_id = ${policies.workspaceId} and s.policy_id = ${policies.id} order by 1)`,
      channels: sql<ChannelId[]>`array(select c.channel_id from policy_channels c
        where c.workspace_id = ${policies.workspaceId} and c.policy_id = ${policies.id} order by 1)`,
    })
    .from(policies)
    .where(
      and(
        eq(policies.workspaceId, workspace),
        "ids" in which
          ? inArray(policies.id, [...which.ids])
          : which.words.trim() === ""
            ? undefined
            : or(ilike(policies.key, sought), ilike(policies.name, sought)),
      ),
    )
    .orderBy(asc(policies.key))
    .limit("ids" in which ? Math.max(1, which.ids.length) : which.limit);
  return rows.map(({ row, schedules, channels }) => ({
    id: row.id,
    key: row.key,
    name: row.name,
    types: row.types,
    rules: row.rules,
    hold: row.hold,
    schedules,
    channels,
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    updatedBy: row.updatedBy,
    updatedAt: row.updatedAt,
  }));
};

/** The policies that any of these channels uses. */
export const policiesOfChannels = async (
  tx: Tx,
  workspace: WorkspaceId,
  channels: readonly ChannelId[],
): Promise<readonly StoredPolicy[]> => {
  const rows = await tx
    .selectDistinct({ id: policyChannels.policyId })
    .from(policyChannels)
    .where(and(eq(policyChannels.workspaceId, workspace), inArray(policyChannels.channelId, [...channels])));
  return rows.length === 0 ? [] : listPolicies(tx, workspace, { ids: rows.map(({ id }) => id) });
};

export const insertPolicy = async (tx: Tx, workspace: WorkspaceId, policy: StoredPolicy): Promise<boolean> => {
  const { schedules, channels, types, ...row } = policy;
  const added = await tx
    .insert(policies)
    .values({ ...row, types: [...types], workspaceId: workspace })
    .onConflictDoNothing()
    .returning({ id: policies.id });
  if (added.length === 0) return false;
  await setParts(tx, workspace, policy.id, { schedules, channels });
  return true;
};

export const updatePolicy = async (tx: Tx, workspace: WorkspaceId, policy: StoredPolicy): Promise<void> => {
  const { id, schedules, channels, types, createdAt: _at, createdBy: _by, ...row } = policy;
  await tx
    .update(policies)
    .set({ ...row, types: [...types] })
    .where(and(eq(policies.workspaceId, workspace), eq(policies.id, id)));
  await tx
    .delete(policySchedules)
    .where(and(eq(policySchedules.workspaceId, workspace), eq(policySchedules.policyId, id)));
  await tx
    .delete(policyChannels)
    .where(and(eq(policyChannels.workspaceId, workspace), eq(policyChannels.policyId, id)));
  await setParts(tx, workspace, id, { schedules, channels });
};

const setParts = async (
  tx: Tx,
  workspace: WorkspaceId,
  policy: PolicyId,
  { schedules, channels }: Pick<Policy, "schedules" | "channels">,
): Promise<void> => {
  if (schedules.length > 0) {
    await tx
      .insert(policySchedules)
      .values(schedules.map((scheduleId) => ({ workspaceId: workspace, policyId: policy, scheduleId })));
  }
  if (channels.length > 0) {
    await tx
      .insert(policyChannels)
      .values(channels.map((channelId) => ({ workspaceId: workspace, policyId: policy, channelId })));
  }
};

export const deletePolicy = async (tx: Tx, workspace: WorkspaceId, id: PolicyId): Promise<void> => {
  await tx.delete(policies).where(and(eq(policies.workspaceId, workspace), eq(policies.id, id)));
};

/** Escalation policies whose key or name holds the words, or those named, by key. */
export const listEscalations = async (
  tx: Tx,
  workspace: WorkspaceId,
  which: { readonly words: string; readonly limit: number } | { readonly ids: readonly EscalationId[] },
): Promise<readonly StoredEscalation[]> => {
  const sought = "ids" in which ? "" : likeWords(which.words);
  const rows = await tx
    .select({
      row: escalations,
      channels: sql<ChannelId[]>`array(select c.channel_id from channel_escalations c
        where c.workspace_id = ${escalations.workspaceId} and c.escalation_id = ${escalations.id} order by 1)`,
    })
    .from(escalations)
    .where(
      and(
        eq(escalations.workspaceId, workspace),
        "ids" in which
          ? inArray(escalations.id, [...which.ids])
          : which.words.trim() === ""
            ? undefined
            : or(ilike(escalations.key, sought), ilike(escalations.name, sought)),
      ),
    )
    .orderBy(asc(escalations.key))
    .limit("ids" in which ? Math.max(1, which.ids.length) : which.limit);
  return rows.map(({ row, channels }) => ({
    id: row.id,
    key: row.key,
    name: row.name,
    plan: row.plan,
    channels,
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    updatedBy: row.updatedBy,
    updatedAt: row.updatedAt,
    ...given("leastRank", row.leastRank),
  }));
};

/**
 * The escalation policies that page for an incident of these channels: those of its own channels, and where none of
 * them has one, that of `all`.
 */
export const escalationsOfChannels = async (
  tx: Tx,
  workspace: WorkspaceId,
  channels: readonly ChannelId[],
): Promise<readonly StoredEscalation[]> => {
  const found = rowsOf<{ id: EscalationId; all: boolean }>(
    await tx.execute(sql`
      select distinct e.escalation_id as id, c.built_in as all
        from channel_escalations e join channels c on c.id = e.channel_id
       where e.workspace_id = ${workspace} and (c.built_in or c.id in (select jsonb_array_elements_text(${JSON.stringify(channels)}::jsonb)::uuid))`),
  );
  const own = found.filter(({ all }) => !all);
  const ids = (own.length > 0 ? own : found).map(({ id }) => id);
  return ids.length === 0 ? [] : listEscalations(tx, workspace, { ids });
};

export const insertEscalation = async (
  tx: Tx,
  workspace: WorkspaceId,
  { channels, ...escalation }: StoredEscalation,
): Promise<boolean> => {
  const added = await tx
    .insert(escalations)
    .values({ ...escalation, workspaceId: workspace })
    .onConflictDoNothing()
    .returning({ id: escalations.id });
  if (added.length === 0) return false;
  await setChannels(tx, workspace, escalation.id, channels);
  return true;
};

export const updateEscalation = async (
  tx: Tx,
  workspace: WorkspaceId,
  { id, channels, createdAt: _at, createdBy: _by, ...row }: StoredEscalation,
): Promise<void> => {
  await tx
    .update(escalations)
    .set({ ...row, leastRank: row.leastRank ?? null })
    .where(and(eq(escalations.workspaceId, workspace), eq(escalations.id, id)));
  await tx
    .delete(channelEscalations)
    .where(and(eq(channelEscalations.workspaceId, workspace), eq(channelEscalations.escalationId, id)));
  await setChannels(tx, workspace, id, channels);
};

/** A channel has one escalation policy: the last that is named for it. */
const setChannels = async (
  tx: Tx,
  workspace: WorkspaceId,
  escalation: EscalationId,
  channels: readonly ChannelId[],
): Promise<void> => {
  if (channels.length === 0) return;
  await tx
    .insert(channelEscalations)
    .values(channels.map((channelId) => ({ workspaceId: workspace, channelId, escalationId: escalation })))
    .onConflictDoUpdate({
      target: [channelEscalations.workspaceId, channelEscalations.channelId],
      set: { escalationId: escalation },
    });
};

export const deleteEscalation = async (tx: Tx, workspace: WorkspaceId, id: EscalationId): Promise<void> => {
  await tx.delete(escalations).where(and(eq(escalations.workspaceId, workspace), eq(escalations.id, id)));
};
