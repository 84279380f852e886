import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { PersonId, WorkspaceId } from "../domain/ids.ts";
import { readContact } from "../domain/notify/contact.ts";
import { type PersonalRules, urgencies } from "../domain/notify/personal-rules.ts";
import { contactsFrom, type Reach, usualLimit, usualSummary } from "../domain/notify/reach.ts";
import { accountsReaching } from "./contacts.ts";
import type { Tx } from "./database.ts";
import { personSettings, type StoredRules } from "./schema/person.ts";
import { targets } from "./schema/target.ts";
import { people, workspaces } from "./schema/workspace.ts";

/**
 * How people are reached, by the ids that were asked for; whoever turned out to be somebody else is reached as that one,
 * and who is not known is not in it. Three queries, however many they are.
 */
export const loadReach = async (
  tx: Tx,
  workspace: WorkspaceId,
  asked: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, Reach>> => {
  if (asked.length === 0) return new Map();
  const named = alias(people, "named");
  const rows = await tx
    .select({
      asked: named.id,
      person: people.id,
      name: people.name,
      email: people.email,
      zone: sql<string>`coalesce(${people.zone}, ${workspaces.zone})`,
      settings: personSettings,
    })
    .from(named)
    .innerJoin(people, sql`${people.id} = coalesce(${named.linkedTo}, ${named.id})`)
    .innerJoin(workspaces, eq(workspaces.id, named.workspaceId))
    .leftJoin(
      personSettings,
      and(eq(personSettings.workspaceId, people.workspaceId), eq(personSettings.personId, people.id)),
    )
    .where(and(eq(named.workspaceId, workspace), inArray(named.id, [...new Set(asked)])));
  const ids = [...new Set(rows.map(({ person }) => person))];
  const [accounts, own] = await Promise.all([accountsReaching(tx, workspace, ids), ownTargets(tx, workspace, ids)]);
  return new Map(
    rows.map(({ asked: id, person, name, email, zone, settings }): [PersonId, Reach] => {
      const contacts = contactsFrom({
        accounts: accounts.filter((one) => one.person === person),
        ...(email === null ? {} : { email }),
        targets: own.filter(({ owner }) => owner === person),
      });
      return [id, { person, name, zone, contacts, ...chosenIn(settings, zone) }];
    }),
  );
};

/** What people have that is no chat account, the oldest first; what is switched off, or leads through what is, is none. */
const ownTargets = (tx: Tx, workspace: WorkspaceId, owners: readonly PersonId[]) => {
  if (owners.length === 0) return [];
  const via = alias(targets, "via");
  return tx
    .select({ owner: targets.ownerId, target: targets.id, key: targets.key, name: targets.name })
    .from(targets)
    .leftJoin(via, eq(via.id, targets.viaId))
    .where(
      and(
        eq(targets.workspaceId, workspace),
        inArray(targets.ownerId, [...owners]),
        isNull(targets.disabledAt),
        isNull(via.disabledAt),
      ),
    )
    .orderBy(asc(targets.createdAt), asc(targets.id));
};

/** How many messages a minute somebody takes singly. */
export const limitOf = async (tx: Tx, workspace: WorkspaceId, person: PersonId): Promise<number> => {
  const [row] = await tx
    .select({ limit: personSettings.perMinute })
    .from(people)
    .innerJoin(
      personSettings,
      and(
        eq(personSettings.workspaceId, people.workspaceId),
        sql`${personSettings.personId} = coalesce(${people.linkedTo}, ${people.id})`,
      ),
    )
    .where(and(eq(people.workspaceId, workspace), eq(people.id, person)));
  return row?.limit ?? usualLimit;
};

type Chosen = Pick<Reach, "rules" | "quiet" | "limit" | "summary">;

const chosenIn = (settings: typeof personSettings.$inferSelect | null, zone: string): Chosen => ({
  rules: readRules(settings?.rules ?? {}),
  limit: settings?.perMinute ?? usualLimit,
  summary: { at: settings?.summaryAt ?? usualSummary.at, muted: settings?.summaryMuted ?? usualSummary.muted },
  ...(settings?.quiet == null ? {} : { quiet: { ...settings.quiet, zone } }),
});

/** A contact of a kind that is no longer known is passed over. */
const readRules = (stored: StoredRules): PersonalRules =>
  Object.fromEntries(
    urgencies.flatMap((urgency) => {
      const rungs = stored[urgency]?.flatMap(({ contact, after }) => {
        const ref = readContact(contact);
        return ref === undefined ? [] : [{ contact: ref, after }];
      });
      return rungs === undefined ? [] : [[urgency, rungs]];
    }),
  );
