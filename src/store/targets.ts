import { and, asc, eq, gt, inArray, isNull, notLike, or, type SQL, sql } from "drizzle-orm";
import { asId, type PersonId, type TargetId, type WorkspaceId } from "../domain/ids.ts";
import { type Health, partyKey, readParty, type Target } from "../domain/target/target.ts";
import type { Tx } from "./database.ts";
import { given } from "./incidents.ts";
import { targets } from "./schema/target.ts";

/** A target with its settings, which only the vault opens. */
export interface SealedTarget {
  readonly target: Target;
  readonly sealed: string;
}

/** Adds a target; false where its owner has one of that key. */
export const insertTarget = async (
  tx: Tx,
  workspace: WorkspaceId,
  { target, sealed }: SealedTarget,
): Promise<boolean> => {
  const { id, key, name, kind, shown, offered, merges, createdBy, createdAt } = target;
  const rows = await tx
    .insert(targets)
    .values({
      id,
      workspaceId: workspace,
      key,
      name,
      kind,
      sealed,
      shown,
      ownerId: target.owner ?? null,
      viaId: target.via ?? null,
      offered,
      merges,
      members: target.members.map(partyKey),
      managers: target.managers.map(partyKey),
      createdBy,
      createdAt,
    })
    .onConflictDoNothing()
    .returning({ id: targets.id });
  return rows.length > 0;
};

/** Locked until the transaction ends; undefined where it is gone. */
export const lockTarget = async (tx: Tx, workspace: WorkspaceId, id: TargetId): Promise<SealedTarget | undefined> => {
  const [row] = await tx.select().from(targets).where(only(workspace, id)).for("update");
  return row === undefined ? undefined : toSealed(row);
};

/** Those there are of these. */
export const readTargets = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly TargetId[],
): Promise<readonly SealedTarget[]> => {
  if (ids.length === 0) return [];
  const rows = await tx
    .select()
    .from(targets)
    .where(and(eq(targets.workspaceId, workspace), inArray(targets.id, [...new Set(ids)])));
  return rows.map(toSealed);
};

export type Seen = "workspace" | { readonly owner: PersonId } | { readonly alsoOf: PersonId };

/** The workspace's targets, somebody's own, or both; by key, the workspace's before one's own. */
export const listTargets = async (
  tx: Tx,
  workspace: WorkspaceId,
  seen: Seen,
  limit: number,
): Promise<readonly Target[]> => {
  const rows = await tx
    .select()
    .from(targets)
    .where(and(eq(targets.workspaceId, workspace), seenBy(seen)))
    .orderBy(asc(targets.key), asc(targets.ownerId))
    .limit(limit);
  return rows.map((row) => toSealed(row).target);
};

/** The target a word means by its key or name: one's own before the workspace's. */
export const targetNamed = async (
  tx: Tx,
  workspace: WorkspaceId,
  asker: PersonId | undefined,
  key: string,
): Promise<Target | undefined> => {
  const rows = await tx
    .select()
    .from(targets)
    .where(
      and(
        eq(targets.workspaceId, workspace),
        seenBy(asker === undefined ? "workspace" : { alsoOf: asker }),
        eq(targets.key, key),
      ),
    );
  const found = rows.map((row) => toSealed(row).target);
  return found.find(({ owner }) => owner !== undefined) ?? found[0];
};

/** What is changed of a target; what is left out stays. */
export interface TargetChange {
  readonly name?: string;
  readonly key?: string;
  readonly sealed?: string;
  readonly shown?: string;
  readonly via?: TargetId | null;
  readonly offered?: boolean;
  readonly merges?: boolean;
  readonly members?: Target["members"];
  readonly managers?: Target["managers"];
}

export const updateTarget = async (
  tx: Tx,
  workspace: WorkspaceId,
  id: TargetId,
  { members, managers, via, ...rest }: TargetChange,
): Promise<void> => {
  await tx
    .update(targets)
    .set({
      ...rest,
      ...(via === undefined ? {} : { viaId: via }),
      ...(members === undefined ? {} : { members: members.map(partyKey) }),
      ...(managers === undefined ? {} : { managers: managers.map(partyKey) }),
    })
    .where(only(workspace, id));
};

/** How it fares, whole: what is left out is forgotten. */
export const setHealth = async (tx: Tx, workspace: WorkspaceId, id: TargetId, health: Health): Promise<void> => {
  await tx
    .update(targets)
    .set({
      failingSince: health.failingSince ?? null,
      failedAt: health.failedAt ?? null,
      failure: health.failure ?? null,
      warnedAt: health.warnedAt ?? null,
      disabledAt: health.off?.at ?? null,
      disabledWhy: health.off?.why ?? null,
    })
    .where(only(workspace, id));
};

export const deleteTarget = async (tx: Tx, workspace: WorkspaceId, id: TargetId): Promise<void> => {
  await tx.delete(targets).where(only(workspace, id));
};

/** How many contacts go through a target. */
export const countThrough = (tx: Tx, workspace: WorkspaceId, id: TargetId): Promise<number> =>
  tx.$count(targets, and(eq(targets.workspaceId, workspace), eq(targets.viaId, id)));

/** Rows of every workspace that were not sealed with the newest key, by id. */
export const sealedBefore = (
  tx: Tx,
  mark: string,
  { limit, after }: { readonly limit: number; readonly after?: string },
) =>
  tx
    .select({ id: targets.id, sealed: targets.sealed })
    .from(targets)
    .where(
      and(notLike(targets.sealed, `${mark}%`), after === undefined ? undefined : gt(targets.id, asId<TargetId>(after))),
    )
    .orderBy(asc(targets.id))
    .limit(limit)
    .for("update");

export const sealAnew = async (
  tx: Tx,
  rows: readonly { readonly id: TargetId; readonly sealed: string }[],
): Promise<void> => {
  if (rows.length === 0) return;
  const values = sql.join(
    rows.map(({ id, sealed }) => sql`(${id}::uuid, ${sealed}::text)`),
    sql`, `,
  );
  await tx.execute(sql`update targets set sealed = anew.sealed from (values ${values}) as anew (id, sealed)
    where targets.id = anew.id`);
};

const only = (workspace: WorkspaceId, id: TargetId): SQL | undefined =>
  and(eq(targets.workspaceId, workspace), eq(targets.id, id));

const seenBy = (seen: Seen): SQL | undefined => {
  if (seen === "workspace") return isNull(targets.ownerId);
  return "owner" in seen
    ? eq(targets.ownerId, seen.owner)
    : or(isNull(targets.ownerId), eq(targets.ownerId, seen.alsoOf));
};

const toSealed = (row: typeof targets.$inferSelect): SealedTarget => ({
  sealed: row.sealed,
  target: {
    id: row.id,
    key: row.key,
    name: row.name,
    kind: row.kind,
    shown: row.shown,
    ...given("owner", row.ownerId),
    ...given("via", row.viaId),
    offered: row.offered,
    merges: row.merges,
    members: row.members.flatMap((key) => readParty(key) ?? []),
    managers: row.managers.flatMap((key) => readParty(key) ?? []),
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    health: {
      ...given("failingSince", row.failingSince),
      ...given("failedAt", row.failedAt),
      ...given("failure", row.failure),
      ...given("warnedAt", row.warnedAt),
      ...(row.disabledAt === null ? {} : { off: { at: row.disabledAt, why: row.disabledWhy ?? "by hand" } }),
    },
  },
});
