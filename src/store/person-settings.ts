import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { PersonId, WorkspaceId } from "../domain/ids.ts";
import type { Quiet } from "../domain/notify/quiet-hours.ts";
import type { ContactTest } from "../domain/notify/reach.ts";
import type { Tx } from "./database.ts";
import { given } from "./incidents.ts";
import { contactTests, personSettings, type StoredRules } from "./schema/person.ts";

/** Sets what is given; what is not given stays. `null` is what everybody has. */
export const setPersonal = async (
  tx: Tx,
  workspace: WorkspaceId,
  person: PersonId,
  changed: {
    readonly rules?: StoredRules;
    readonly quiet?: Quiet | null;
    readonly summaryAt?: number | null;
    readonly summaryMuted?: boolean;
    readonly perMinute?: number | null;
  },
): Promise<void> => {
  await tx
    .insert(personSettings)
    .values({ workspaceId: workspace, personId: person, ...changed })
    .onConflictDoUpdate({ target: [personSettings.workspaceId, personSettings.personId], set: changed });
};

export const testsOf = async (
  tx: Tx,
  workspace: WorkspaceId,
  people: readonly PersonId[],
): Promise<readonly ContactTest[]> => {
  if (people.length === 0) return [];
  const rows = await tx
    .select()
    .from(contactTests)
    .where(and(eq(contactTests.workspaceId, workspace), inArray(contactTests.personId, [...new Set(people)])));
  return rows.map(({ personId: person, contact, askedAt, settledAt, failure }) => ({
    person,
    contact,
    askedAt,
    ...given("settledAt", settledAt),
    ...given("failure", failure),
  }));
};

/** Begins a test of each contact; what an earlier one came to is forgotten. */
export const beginTests = async (
  tx: Tx,
  workspace: WorkspaceId,
  person: PersonId,
  asked: { readonly contacts: readonly string[]; readonly at: Temporal.Instant },
): Promise<void> => {
  if (asked.contacts.length === 0) return;
  await tx
    .insert(contactTests)
    .values(asked.contacts.map((contact) => ({ workspaceId: workspace, personId: person, contact, askedAt: asked.at })))
    .onConflictDoUpdate({
      target: [contactTests.workspaceId, contactTests.personId, contactTests.contact],
      set: { askedAt: asked.at, settledAt: null, failure: null },
    });
};

/** Notes how a test ended; one that was asked for anew since then is not touched. */
export const settleTest = async (
  tx: Tx,
  workspace: WorkspaceId,
  test: Pick<ContactTest, "person" | "contact" | "askedAt">,
  ended: { readonly at: Temporal.Instant; readonly failure?: string },
): Promise<void> => {
  await tx
    .update(contactTests)
    .set({ settledAt: ended.at, failure: ended.failure ?? null })
    .where(
      and(
        testOf(workspace, test),
        isNull(contactTests.settledAt),
        eq(contactTests.askedAt, sql`${test.askedAt.toString()}`),
      ),
    );
};

const testOf = (workspace: WorkspaceId, { person, contact }: Pick<ContactTest, "person" | "contact">) =>
  and(eq(contactTests.workspaceId, workspace), eq(contactTests.personId, person), eq(contactTests.contact, contact));
