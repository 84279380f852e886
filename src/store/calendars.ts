import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { CalendarId, ScheduleId, WorkspaceId } from "../domain/ids.ts";
import type { CalendarContent } from "../domain/oncall/definition.ts";
import type { StoredCalendar } from "../domain/oncall/stored-calendar.ts";
import { rowsOf, type Tx } from "./database.ts";
import { given } from "./incidents.ts";
import { calendars } from "./schema/oncall.ts";

/** What was read from each of these calendars. */
export const calendarContents = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly CalendarId[],
): Promise<ReadonlyMap<CalendarId, CalendarContent>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: calendars.id, content: calendars.content })
    .from(calendars)
    .where(and(eq(calendars.workspaceId, workspace), inArray(calendars.id, [...new Set(ids)])));
  return new Map(rows.map(({ id, content }) => [id, content]));
};

/** Those that are read, by name; what was removed is not among them. */
export const listCalendars = async (tx: Tx, workspace: WorkspaceId): Promise<readonly StoredCalendar[]> => {
  const rows = await tx
    .select()
    .from(calendars)
    .where(and(eq(calendars.workspaceId, workspace), eq(calendars.removed, false)))
    .orderBy(asc(calendars.name), asc(calendars.id));
  return rows.map(toCalendar);
};

/** Locked until the transaction ends; undefined where it is gone or not read any more. */
export const lockCalendar = async (
  tx: Tx,
  workspace: WorkspaceId,
  id: CalendarId,
): Promise<StoredCalendar | undefined> => {
  const [row] = await tx
    .select()
    .from(calendars)
    .where(and(eq(calendars.workspaceId, workspace), eq(calendars.id, id), eq(calendars.removed, false)))
    .for("update");
  return row === undefined ? undefined : toCalendar(row);
};

export const insertCalendar = async (tx: Tx, workspace: WorkspaceId, calendar: StoredCalendar): Promise<void> => {
  const { person, ...rest } = calendar;
  await tx.insert(calendars).values({ ...rest, workspaceId: workspace, personId: person ?? null });
};

/** What came of reading it: what it holds and what to ask with next time, or why it could not be read. */
export const updateCalendar = async (
  tx: Tx,
  workspace: WorkspaceId,
  id: CalendarId,
  changed: Partial<
    Pick<typeof calendars.$inferInsert, "content" | "etag" | "lastModified" | "readAt" | "failedAt" | "failure">
  >,
): Promise<void> => {
  await tx
    .update(calendars)
    .set(changed)
    .where(and(eq(calendars.workspaceId, workspace), eq(calendars.id, id)));
};

/** It is not read again; versions of the past still name it. */
export const removeCalendar = async (
  tx: Tx,
  workspace: WorkspaceId,
  id: CalendarId,
  content: CalendarContent,
): Promise<void> => {
  await tx
    .update(calendars)
    .set({ removed: true, content })
    .where(and(eq(calendars.workspaceId, workspace), eq(calendars.id, id)));
};

/** Calendars with an address that nobody has tried to read since an instant, in all workspaces. */
export const calendarsTriedBefore = async (
  tx: Tx,
  before: Temporal.Instant,
  most: number,
): Promise<readonly CalendarId[]> => {
  const at = before.toString();
  const rows = rowsOf<{ id: CalendarId }>(
    await tx.execute(sql`
      select id from calendars
       where url is not null and not removed
         and coalesce(read_at, created_at) <= ${at}
       order by read_at nulls first limit ${most}`),
  );
  return rows.map(({ id }) => id);
};

/** The schedules of which some version names a calendar. */
export const schedulesNaming = async (
  tx: Tx,
  workspace: WorkspaceId,
  calendar: CalendarId,
): Promise<readonly ScheduleId[]> => {
  const rows = rowsOf<{ id: ScheduleId }>(
    await tx.execute(sql`
      select distinct schedule_id as id from schedule_versions
       where workspace_id = ${workspace} and definition::text like ${`%${calendar}%`}`),
  );
  return rows.map(({ id }) => id);
};

const toCalendar = (row: typeof calendars.$inferSelect): StoredCalendar => ({
  id: row.id,
  purpose: row.purpose,
  name: row.name,
  content: row.content,
  createdBy: row.createdBy,
  createdAt: row.createdAt,
  ...given("url", row.url),
  ...given("person", row.personId),
  ...given("etag", row.etag),
  ...given("lastModified", row.lastModified),
  ...given("readAt", row.readAt),
  ...given("failedAt", row.failedAt),
  ...given("failure", row.failure),
});
