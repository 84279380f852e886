import { and, desc, eq, gt, isNull, lt, lte, ne, sql } from "drizzle-orm";
import type { Role } from "../domain/actor.ts";
import type { PersonId, WorkspaceId } from "../domain/ids.ts";
import { endOf, type Session, type SessionId } from "../domain/session.ts";
import type { Tx } from "./database.ts";
import { sessions } from "./schema/session.ts";
import { people, workspaces } from "./schema/workspace.ts";

/** Whose browser it is. */
export interface Guest {
  readonly workspace: WorkspaceId;
  readonly workspaceName: string;
  readonly person: PersonId;
  readonly name: string;
  readonly role: Role;
  /** Their own zone, else the workspace's. */
  readonly zone: string;
}

const guest = {
  workspace: people.workspaceId,
  workspaceName: workspaces.name,
  person: people.id,
  name: people.name,
  role: people.role,
  zone: sql<string>`coalesce(${people.zone}, ${workspaces.zone})`,
};

/** Somebody who is still here under this very id. */
export const findGuest = async (tx: Tx, workspace: WorkspaceId, person: PersonId): Promise<Guest | undefined> => {
  const [row] = await tx
    .select(guest)
    .from(people)
    .innerJoin(workspaces, eq(workspaces.id, people.workspaceId))
    .where(and(eq(people.workspaceId, workspace), eq(people.id, person), isNull(people.linkedTo)));
  return row;
};

export const insertSession = async (
  tx: Tx,
  workspace: WorkspaceId,
  session: Session & { readonly digest: string },
): Promise<void> => {
  const { id, person, digest, browser, createdAt, usedAt } = session;
  await tx.insert(sessions).values({
    id,
    workspaceId: workspace,
    personId: person,
    digest,
    browser,
    createdAt,
    usedAt,
    endsAt: endOf(session),
  });
};

/** The session a browser carries, of whatever workspace it is, and who has it. */
export const findSession = async (
  tx: Tx,
  digest: string,
  now: Temporal.Instant,
): Promise<{ readonly session: Session; readonly guest: Guest } | undefined> => {
  const [row] = await tx
    .select({ session: sessions, guest })
    .from(sessions)
    .innerJoin(people, and(eq(people.workspaceId, sessions.workspaceId), eq(people.id, sessions.personId)))
    .innerJoin(workspaces, eq(workspaces.id, sessions.workspaceId))
    .where(and(eq(sessions.digest, digest), gt(sessions.endsAt, now), isNull(people.linkedTo)));
  return row && { session: toSession(row.session), guest: row.guest };
};

/** Notes that a session was used, unless that was noted since an instant. */
export const touchSession = async (
  tx: Tx,
  { id, createdAt }: Session,
  { now, since }: { readonly now: Temporal.Instant; readonly since: Temporal.Instant },
): Promise<void> => {
  await tx
    .update(sessions)
    .set({ usedAt: now, endsAt: endOf({ createdAt, usedAt: now }) })
    .where(and(eq(sessions.id, id), lt(sessions.usedAt, since)));
};

/** The sessions of a person that have not ended, the last used first. */
export const sessionsOf = async (
  tx: Tx,
  workspace: WorkspaceId,
  person: PersonId,
  now: Temporal.Instant,
): Promise<readonly Session[]> => {
  const rows = await tx
    .select()
    .from(sessions)
    .where(and(eq(sessions.workspaceId, workspace), eq(sessions.personId, person), gt(sessions.endsAt, now)))
    .orderBy(desc(sessions.usedAt), desc(sessions.id))
    .limit(mostListed);
  return rows.map(toSession);
};

const mostListed = 50;

/** Ends one session of a person, all of them, or all but one; says which these were. */
export const deleteSessions = async (
  tx: Tx,
  workspace: WorkspaceId,
  person: PersonId,
  which: "all" | { readonly only: SessionId } | { readonly except: SessionId },
): Promise<readonly Session[]> => {
  const rows = await tx
    .delete(sessions)
    .where(
      and(
        eq(sessions.workspaceId, workspace),
        eq(sessions.personId, person),
        which === "all" ? undefined : "only" in which ? eq(sessions.id, which.only) : ne(sessions.id, which.except),
      ),
    )
    .returning();
  return rows.map(toSession);
};

export const forgetSessions = async (tx: Tx, now: Temporal.Instant): Promise<void> => {
  await tx.delete(sessions).where(lte(sessions.endsAt, now));
};

const toSession = (row: typeof sessions.$inferSelect): Session => ({
  id: row.id,
  person: row.personId,
  browser: row.browser,
  createdAt: row.createdAt,
  usedAt: row.usedAt,
});
