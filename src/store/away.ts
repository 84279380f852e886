import { and, asc, eq, gt, inArray, lt, sql } from "drizzle-orm";
import type { AwayId, CalendarId, PersonId, WorkspaceId } from "../domain/ids.ts";
import type { Away } from "../domain/oncall/away.ts";
import { personKey } from "../domain/oncall/member.ts";
import type { Tx } from "./database.ts";
import { given } from "./incidents.ts";
import { away } from "./schema/oncall.ts";

/** An absence as it is kept: `person` is its member key. */
export interface KeptAway extends Away {
  readonly id: AwayId;
  readonly of: PersonId;
  readonly plannedEnd: number;
  readonly note: string;
  readonly calendar?: CalendarId;
  readonly createdBy: string;
  readonly createdAt: Temporal.Instant;
}

/** Absences that touch [from, to), of these people or of everybody, by their beginning. */
export const awayIn = async (
  tx: Tx,
  workspace: WorkspaceId,
  {
    from,
    to,
    of,
  }: { readonly from: Temporal.Instant; readonly to?: Temporal.Instant; readonly of?: readonly PersonId[] },
): Promise<readonly KeptAway[]> => {
  if (of?.length === 0) return [];
  const rows = await tx
    .select()
    .from(away)
    .where(
      and(
        eq(away.workspaceId, workspace),
        gt(away.endsAt, from),
        to === undefined ? undefined : lt(away.startsAt, to),
        lt(away.startsAt, away.endsAt),
        of === undefined ? undefined : inArray(away.personId, [...of]),
      ),
    )
    .orderBy(asc(away.startsAt), asc(away.id));
  return rows.map(toAway);
};

export const findAway = async (tx: Tx, workspace: WorkspaceId, id: AwayId): Promise<KeptAway | undefined> => {
  const [row] = await tx
    .select()
    .from(away)
    .where(and(eq(away.workspaceId, workspace), eq(away.id, id)));
  return row === undefined ? undefined : toAway(row);
};

export const insertAway = async (
  tx: Tx,
  workspace: WorkspaceId,
  added: readonly Omit<KeptAway, "person">[],
): Promise<void> => {
  if (added.length === 0) return;
  await tx.insert(away).values(
    added.map(({ of, start, end, plannedEnd, calendar, ...one }) => ({
      ...one,
      workspaceId: workspace,
      personId: of,
      startsAt: Temporal.Instant.fromEpochMilliseconds(start),
      endsAt: Temporal.Instant.fromEpochMilliseconds(end),
      plannedEnd: Temporal.Instant.fromEpochMilliseconds(plannedEnd),
      calendarId: calendar ?? null,
    })),
  );
};

/** Takes absences back from now on: what has passed of them stays. Gives those that had not ended by then. */
export const endAway = async (
  tx: Tx,
  workspace: WorkspaceId,
  which: { readonly ids: readonly AwayId[] } | { readonly calendar: CalendarId },
  now: Temporal.Instant,
): Promise<readonly KeptAway[]> => {
  const chosen = "ids" in which ? inArray(away.id, [...which.ids]) : eq(away.calendarId, which.calendar);
  if ("ids" in which && which.ids.length === 0) return [];
  const rows = await tx
    .update(away)
    .set({ endsAt: sql`greatest(${away.startsAt}, ${now.toString()}::timestamptz)` })
    .where(and(eq(away.workspaceId, workspace), chosen, gt(away.endsAt, now), lt(away.startsAt, away.endsAt)))
    .returning();
  return rows.map(toAway);
};

const toAway = (row: typeof away.$inferSelect): KeptAway => ({
  id: row.id,
  of: row.personId,
  person: personKey(row.personId),
  start: row.startsAt.epochMilliseconds,
  end: row.endsAt.epochMilliseconds,
  plannedEnd: row.plannedEnd.epochMilliseconds,
  note: row.note,
  createdBy: row.createdBy,
  createdAt: row.createdAt,
  ...given("calendar", row.calendarId),
});
