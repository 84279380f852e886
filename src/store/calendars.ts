import { and, eq, inArray } from "drizzle-orm";
import type { CalendarId, WorkspaceId } from "../domain/ids.ts";
import type { CalendarContent } from "../domain/oncall/definition.ts";
import type { Tx } from "./database.ts";
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
