import { type SQL, sql } from "drizzle-orm";
import type { WorkspaceId } from "../domain/ids.ts";
import type { JobData } from "../domain/job.ts";
import { rowsOf, type Tx } from "./database.ts";

/** Whose job it is, by what it names; null where that is gone, and then there is nothing to do. */
export const workspaceOfJob = async (tx: Tx, data: JobData): Promise<WorkspaceId | null> => {
  const named = namedBy(data);
  if (named === null) return null;
  const [row] = rowsOf<{ workspace: WorkspaceId }>(await tx.execute(named));
  return row?.workspace ?? null;
};

const namedBy = (data: JobData): SQL | null => {
  switch (data.kind) {
    case "announce":
    case "card":
    case "tell":
    case "say":
    case "withdraw":
    case "room":
    case "inform":
    case "calm":
      return sql`select workspace_id as workspace from incidents where id = ${data.incident}`;
    case "unpost":
      return ofConnection(data.message.place.connection);
    case "banner":
    case "archive":
    case "lost":
      return ofConnection(data.place.connection);
    case "home":
    case "left":
      return ofConnection(data.connection);
    case "run":
      return sql`select workspace_id as workspace from runs where id = ${data.run}`;
    case "summary":
      return "person" in data
        ? sql`select workspace_id as workspace from people where id = ${data.person}`
        : sql`select workspace_id as workspace from channels where id = ${data.channel}`;
    case "deliver":
      return sql`select workspace_id as workspace from deliveries where id = ${data.delivery}`;
    case "duty":
    case "swap":
    case "test":
    case "warn":
      return sql`select workspace_id as workspace from people where id = ${data.person}`;
    case "swaps":
      return sql`select workspace_id as workspace from schedules where id = ${data.schedule}`;
    case "calendar":
      return sql`select workspace_id as workspace from calendars where id = ${data.calendar}`;
    case "fetch":
      return sql`select workspace_id as workspace from attachments where id = ${data.attachment}`;
    case "follow":
      return sql`select workspace_id as workspace from teams where id = ${data.team}`;
    case "target-notice":
      return sql`select workspace_id as workspace from targets where id = ${data.target}`;
    case "plan":
      return "ping" in data.of
        ? sql`select workspace_id as workspace from pings where id = ${data.of.ping}`
        : sql`select workspace_id as workspace from schedules where id = ${data.of.schedule}`;
    case "ping":
      return sql`select workspace_id as workspace from due_pings where id = ${data.due}`;
    case "group":
      return sql`select workspace_id as workspace from schedules where id = ${data.schedule}`;
    case "purge":
    case "receipts":
      return null;
  }
};

const ofConnection = (id: string): SQL => sql`select workspace_id as workspace from connections where id = ${id}`;
