import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Actor } from "../domain/actor.ts";
import type { WorkspaceId } from "../domain/ids.ts";
import type { Status } from "../domain/incident/status.ts";
import type { Tx } from "./database.ts";
import { incidents } from "./schema/incident.ts";
import { visibleTo } from "./visibility.ts";

export interface SuggestedIncident {
  readonly number: number;
  readonly title: string;
  readonly status: Status;
}

/** The newest visible incidents whose number or words begin with what was typed. */
export const suggestIncidentsLike = (
  tx: Tx,
  workspace: WorkspaceId,
  actor: Actor,
  typed: string,
  limit: number,
): Promise<readonly SuggestedIncident[]> =>
  tx
    .select({ number: incidents.number, title: incidents.title, status: incidents.status })
    .from(incidents)
    .where(and(eq(incidents.workspaceId, workspace), matching(typed), visibleTo(actor)))
    .orderBy(desc(incidents.startedAt), desc(incidents.id))
    .limit(limit);

const matching = (typed: string): SQL | undefined => {
  const number = /^(?:inc-|#)?(\d{1,9})$/i.exec(typed.trim())?.[1];
  if (number !== undefined) return eq(incidents.number, Number(number));
  const words = typed.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0 || words.join("") === "inc") return undefined;
  return sql`${incidents.document} @@ to_tsquery('simple', ${words.map((word) => `${word}:*`).join(" & ")})`;
};
