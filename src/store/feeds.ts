import { and, asc, count, eq, inArray, isNull, sql } from "drizzle-orm";
import type { PersonId, ScheduleId, WorkspaceId } from "../domain/ids.ts";
import type { Entry } from "../domain/oncall/feed.ts";
import type { FeedId, FeedView } from "../domain/oncall/feed-view.ts";
import type { Tx } from "./database.ts";
import { feedEntries, feeds } from "./schema/feed.ts";
import { schedules } from "./schema/oncall.ts";
import { people } from "./schema/workspace.ts";

export interface NewFeed {
  readonly id: FeedId;
  readonly person: PersonId;
  readonly schedule?: ScheduleId;
  readonly digest: string;
  readonly at: Temporal.Instant;
}

export const insertFeed = async (tx: Tx, workspace: WorkspaceId, feed: NewFeed): Promise<void> => {
  const { id, person, schedule, digest, at } = feed;
  await tx.insert(feeds).values({
    id,
    workspaceId: workspace,
    personId: person,
    scheduleId: schedule ?? null,
    digest,
    changedAt: at,
    createdAt: at,
  });
};

/** Somebody's feeds, the oldest first. */
export const feedsOf = async (tx: Tx, workspace: WorkspaceId, person: PersonId): Promise<readonly FeedView[]> => {
  const rows = await tx
    .select({
      id: feeds.id,
      createdAt: feeds.createdAt,
      readAt: feeds.readAt,
      schedule: { id: schedules.id, key: schedules.key, name: schedules.name },
    })
    .from(feeds)
    .leftJoin(schedules, and(eq(schedules.workspaceId, feeds.workspaceId), eq(schedules.id, feeds.scheduleId)))
    .where(and(eq(feeds.workspaceId, workspace), eq(feeds.personId, person)))
    .orderBy(asc(feeds.createdAt), asc(feeds.id));
  return rows.map(({ schedule, readAt, ...feed }) => ({
    ...feed,
    ...(schedule === null ? {} : { schedule }),
    ...(readAt === null ? {} : { readAt }),
  }));
};

export const countFeeds = async (tx: Tx, workspace: WorkspaceId, person: PersonId): Promise<number> => {
  const [row] = await tx
    .select({ total: count() })
    .from(feeds)
    .where(and(eq(feeds.workspaceId, workspace), eq(feeds.personId, person)));
  return row?.total ?? 0;
};

/** Takes one feed of a person, or all of them; says which these were. */
export const deleteFeeds = async (
  tx: Tx,
  workspace: WorkspaceId,
  person: PersonId,
  which: FeedId | "all",
): Promise<readonly FeedId[]> => {
  const rows = await tx
    .delete(feeds)
    .where(
      and(
        eq(feeds.workspaceId, workspace),
        eq(feeds.personId, person),
        which === "all" ? undefined : eq(feeds.id, which),
      ),
    )
    .returning({ id: feeds.id });
  return rows.map(({ id }) => id);
};

export interface KeptFeed {
  readonly id: FeedId;
  readonly workspace: WorkspaceId;
  readonly person: PersonId;
  readonly role: (typeof people.$inferSelect)["role"];
  readonly schedule: ScheduleId | null;
  readonly etag: string | null;
  readonly changedAt: Temporal.Instant;
  readonly readAt: Temporal.Instant | null;
}

/** The feed of an address, of whatever workspace. Locked: what it has shown is written down by one reader at a time. */
export const lockFeed = async (tx: Tx, digest: string): Promise<KeptFeed | undefined> => {
  const [row] = await tx
    .select({ feed: feeds, role: people.role })
    .from(feeds)
    .innerJoin(people, and(eq(people.workspaceId, feeds.workspaceId), eq(people.id, feeds.personId)))
    .where(and(eq(feeds.digest, digest), isNull(people.linkedTo)))
    .for("update", { of: feeds });
  if (row === undefined) return undefined;
  const { id, workspaceId: workspace, personId: person, scheduleId: schedule, etag, changedAt, readAt } = row.feed;
  return { id, workspace, person, role: row.role, schedule, etag, changedAt, readAt };
};

export const noteRead = async (
  tx: Tx,
  { workspace, id }: Pick<KeptFeed, "workspace" | "id">,
  noted: { readonly etag: string; readonly changedAt: Temporal.Instant; readonly readAt: Temporal.Instant },
): Promise<void> => {
  await tx
    .update(feeds)
    .set(noted)
    .where(and(eq(feeds.workspaceId, workspace), eq(feeds.id, id)));
};

/** What a feed has shown of one schedule. */
export type ShownEntry = Entry & { readonly schedule: ScheduleId };

export const shownEntries = async (tx: Tx, workspace: WorkspaceId, feed: FeedId): Promise<readonly ShownEntry[]> => {
  const rows = await tx
    .select()
    .from(feedEntries)
    .where(and(eq(feedEntries.workspaceId, workspace), eq(feedEntries.feedId, feed)));
  return rows.map(({ uid, scheduleId, startsAt, endsAt, people: named, sequence, cancelled, changedAt }) => ({
    uid,
    schedule: scheduleId,
    start: startsAt.epochMilliseconds,
    end: endsAt.epochMilliseconds,
    people: named,
    sequence,
    cancelled,
    changed: changedAt.epochMilliseconds,
  }));
};

/** Writes down what a feed shows that it did not show before, or otherwise, and forgets what it shows no more. */
export const rememberEntries = async (
  tx: Tx,
  { workspace, id }: Pick<KeptFeed, "workspace" | "id">,
  { changed, gone }: { readonly changed: readonly ShownEntry[]; readonly gone: readonly string[] },
): Promise<void> => {
  if (changed.length > 0) {
    await tx
      .insert(feedEntries)
      .values(
        changed.map((one) => ({
          workspaceId: workspace,
          feedId: id,
          uid: one.uid,
          scheduleId: one.schedule,
          startsAt: instantOf(one.start),
          endsAt: instantOf(one.end),
          people: one.people,
          sequence: one.sequence,
          cancelled: one.cancelled,
          changedAt: instantOf(one.changed),
        })),
      )
      .onConflictDoUpdate({
        target: [feedEntries.workspaceId, feedEntries.feedId, feedEntries.uid],
        set: {
          endsAt: sql`excluded.ends_at`,
          people: sql`excluded.people`,
          sequence: sql`excluded.sequence`,
          cancelled: sql`excluded.cancelled`,
          changedAt: sql`excluded.changed_at`,
        },
      });
  }
  if (gone.length > 0) {
    await tx
      .delete(feedEntries)
      .where(
        and(eq(feedEntries.workspaceId, workspace), eq(feedEntries.feedId, id), inArray(feedEntries.uid, [...gone])),
      );
  }
};

const instantOf = (at: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(at);
