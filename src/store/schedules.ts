import { and, asc, eq, ilike, inArray, or, type SQL, sql } from "drizzle-orm";
import type { ScheduleId, WorkspaceId } from "../domain/ids.ts";
import type { ScheduleRecord } from "../domain/oncall/record.ts";
import type { Tx } from "./database.ts";
import { likeWords } from "./like.ts";
import { schedules } from "./schema/oncall.ts";

/** Adds a schedule; false where its key is taken. */
export const insertSchedule = async (tx: Tx, workspace: WorkspaceId, record: ScheduleRecord): Promise<boolean> => {
  const rows = await tx
    .insert(schedules)
    .values({ workspaceId: workspace, ...record })
    .onConflictDoNothing()
    .returning({ id: schedules.id });
  return rows.length > 0;
};

/** Those of these ids, or all, by key. */
export const findSchedules = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids?: readonly ScheduleId[],
): Promise<readonly ScheduleRecord[]> => {
  if (ids?.length === 0) return [];
  return (await select(tx, workspace, ids === undefined ? undefined : inArray(schedules.id, [...new Set(ids)]))).map(
    toRecord,
  );
};

/** The schedule of that key, else of that name in any case. */
export const scheduleNamed = async (
  tx: Tx,
  workspace: WorkspaceId,
  words: string,
): Promise<ScheduleRecord | undefined> => {
  const sought = words.trim().toLowerCase();
  const rows = await select(
    tx,
    workspace,
    or(eq(schedules.key, sought), sql`lower(${schedules.name}) = ${sought}`),
  ).limit(2);
  const found = rows.find(({ key }) => key === sought) ?? rows[0];
  return found === undefined ? undefined : toRecord(found);
};

/** Schedules whose key or name holds the words, by key. */
export const searchSchedules = async (
  tx: Tx,
  workspace: WorkspaceId,
  words: string,
  limit: number,
): Promise<readonly ScheduleRecord[]> => {
  const sought = likeWords(words);
  const which = words.trim() === "" ? undefined : or(ilike(schedules.key, sought), ilike(schedules.name, sought));
  return (await select(tx, workspace, which).limit(limit)).map(toRecord);
};

/** Locked until the transaction ends, so that what is changed of one is changed one after the other. */
export const lockSchedules = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly ScheduleId[],
): Promise<readonly ScheduleRecord[]> => {
  if (ids.length === 0) return [];
  const rows = await tx
    .select()
    .from(schedules)
    .where(and(eq(schedules.workspaceId, workspace), inArray(schedules.id, [...new Set(ids)])))
    .orderBy(asc(schedules.id))
    .for("update");
  return rows.map(toRecord);
};

export const updateSchedule = async (
  tx: Tx,
  workspace: WorkspaceId,
  id: ScheduleId,
  changed: Partial<Pick<ScheduleRecord, "key" | "name" | "description" | "settings">> &
    Pick<ScheduleRecord, "updatedBy" | "updatedAt">,
): Promise<void> => {
  await tx
    .update(schedules)
    .set(changed)
    .where(and(eq(schedules.workspaceId, workspace), eq(schedules.id, id)));
};

export const deleteSchedules = async (tx: Tx, workspace: WorkspaceId, ids: readonly ScheduleId[]): Promise<void> => {
  await tx.delete(schedules).where(and(eq(schedules.workspaceId, workspace), inArray(schedules.id, [...ids])));
};

const select = (tx: Tx, workspace: WorkspaceId, which: SQL | undefined) =>
  tx
    .select()
    .from(schedules)
    .where(and(eq(schedules.workspaceId, workspace), which))
    .orderBy(asc(schedules.key))
    .$dynamic();

const toRecord = ({ workspaceId: _workspace, ...row }: typeof schedules.$inferSelect): ScheduleRecord => row;
