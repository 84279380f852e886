import { and, asc, eq, getTableColumns, gt, inArray, isNotNull, isNull, lte, ne, or, type SQL, sql } from "drizzle-orm";
import type { DeliveryId, IncidentId, PersonId, WorkspaceId } from "../domain/ids.ts";
import type { Delivery, DeliveryAbout, DeliveryState } from "../domain/notify/delivery.ts";
import { owed } from "./boss.ts";
import type { Tx } from "./database.ts";
import { given } from "./incidents.ts";
import { deliveries } from "./schema/notify.ts";

export type NewDelivery = Omit<
  Delivery,
  "triedAt" | "attempts" | "state" | "sentAt" | "message" | "maybeTwice" | "nextAt"
> & {
  readonly state?: DeliveryState;
  /** When it is tried first; when it is due, unless it waits for others to go with it. */
  readonly nextAt?: Temporal.Instant;
};

/** Writes messages down before they are sent; one with a known key is left as it is. Gives those that are new. */
export const insertDeliveries = async (
  tx: Tx,
  workspace: WorkspaceId,
  planned: readonly NewDelivery[],
): Promise<readonly Delivery[]> => {
  if (planned.length === 0) return [];
  const rows = await tx
    .insert(deliveries)
    .values(
      planned.map(({ incident, entry, run, page, person, ...row }) => ({
        ...row,
        workspaceId: workspace,
        incidentId: incident ?? null,
        entryId: entry ?? null,
        runId: run ?? null,
        pageId: page ?? null,
        personId: person ?? null,
        nextAt: row.nextAt ?? row.dueAt,
      })),
    )
    .onConflictDoNothing()
    .returning();
  return rows.map(toDelivery);
};

export const findDelivery = async (tx: Tx, workspace: WorkspaceId, id: DeliveryId): Promise<Delivery | null> => {
  const [row] = await tx.select().from(deliveries).where(keyed(workspace, id));
  return row === undefined ? null : toDelivery(row);
};

/**
 * The same, locked until the transaction ends. Only one at a time decides what its reader is sent next: that lock comes
 * first, because whoever holds it changes other messages of the same reader.
 */
export const lockDelivery = async (tx: Tx, workspace: WorkspaceId, id: DeliveryId): Promise<Delivery | null> => {
  const whose = sql`'pace:' || ${deliveries.workspaceId} || ':' || coalesce(${deliveries.personId}::text, ${deliveries.contact})`;
  const reader = tx.$with("reader").as(
    tx
      .select({ locked: sql`pg_advisory_xact_lock(hashtextextended(${whose}, 0))`.as("locked") })
      .from(deliveries)
      .where(and(keyed(workspace, id), eq(deliveries.isFirst, false), isNotNull(deliveries.contact))),
  );
  const [row] = await tx
    .with(reader)
    .select(getTableColumns(deliveries))
    .from(deliveries)
    .leftJoin(reader, sql`true`)
    .where(keyed(workspace, id))
    .for("update", { of: deliveries });
  return row === undefined ? null : toDelivery(row);
};

/** What became of a message, or when it is tried next. */
export const settleDelivery = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly DeliveryId[],
  to: Partial<Pick<Delivery, "state" | "sentAt" | "message" | "nextAt" | "triedAt" | "attempts" | "maybeTwice">> & {
    readonly bundledInto?: DeliveryId;
    readonly why?: string | null;
  },
): Promise<void> => {
  if (ids.length === 0) return;
  await tx
    .update(deliveries)
    .set(to)
    .where(and(eq(deliveries.workspaceId, workspace), inArray(deliveries.id, [...ids])));
};

/** The next contact of the same message that has it or waits for it. `base` is its key without the rung. */
export const nextRung = async (
  tx: Tx,
  workspace: WorkspaceId,
  base: string,
  after: number,
): Promise<Delivery | undefined> =>
  (await rungsOf(tx, workspace, base)).find(
    ({ rung, state }) => rung > after && (state === "waiting" || state === "sent" || state === "bundled"),
  );

/** By which contacts a message has been tried or is to be, and whether any of them may still arrive or has. */
export const contactsTried = async (
  tx: Tx,
  workspace: WorkspaceId,
  base: string,
): Promise<{ readonly contacts: readonly string[]; readonly open: boolean }> => {
  const rungs = await rungsOf(tx, workspace, base);
  return {
    contacts: rungs.flatMap(({ contact }) => contact ?? []),
    open: rungs.some(({ state }) => state !== "failed"),
  };
};

const rungsOf = async (tx: Tx, workspace: WorkspaceId, base: string): Promise<readonly Delivery[]> =>
  (
    await tx
      .select()
      .from(deliveries)
      .where(
        and(
          eq(deliveries.workspaceId, workspace),
          // A person has few contacts: as keys they are found by the unique index.
          inArray(
            deliveries.key,
            Array.from({ length: mostRungs }, (_, rung) => `${base}:${rung}`),
          ),
        ),
      )
      .orderBy(asc(deliveries.rung))
  ).map(toDelivery);

const mostRungs = 32;

/** What was sent along with a message. */
export const bundledIn = async (tx: Tx, workspace: WorkspaceId, id: DeliveryId): Promise<readonly Delivery[]> =>
  (
    await tx
      .select()
      .from(deliveries)
      .where(
        and(eq(deliveries.workspaceId, workspace), eq(deliveries.bundledInto, id), eq(deliveries.state, "bundled")),
      )
  ).map(toDelivery);

/** Who has been sent a page about an incident, or is about to be. */
export const peoplePagedFor = async (
  tx: Tx,
  workspace: WorkspaceId,
  incident: IncidentId,
): Promise<ReadonlySet<PersonId>> => {
  const rows = await tx
    .selectDistinct({ person: deliveries.personId })
    .from(deliveries)
    .where(
      and(eq(deliveries.workspaceId, workspace), eq(deliveries.incidentId, incident), eq(deliveries.isPage, true)),
    );
  return new Set(rows.flatMap(({ person }) => (person === null ? [] : [person])));
};

/** Whose messages share a pace: a person's, or those of one place or address that is nobody's. */
export type Reader = { readonly person: PersonId } | { readonly contact: string };

const ofReader = (workspace: WorkspaceId, reader: Reader): SQL | undefined =>
  and(
    eq(deliveries.workspaceId, workspace),
    "person" in reader
      ? eq(deliveries.personId, reader.person)
      : and(isNull(deliveries.personId), eq(deliveries.contact, reader.contact)),
  );

/** When a reader was sent something after an instant, the oldest first; what is on its way counts, a first page not. */
export const sentSince = async (
  tx: Tx,
  workspace: WorkspaceId,
  reader: Reader,
  since: { readonly at: Temporal.Instant; readonly besides: DeliveryId },
): Promise<readonly Temporal.Instant[]> => {
  // One statement: what is sent between two would be in neither.
  const rows = await tx
    .select({ sentAt: deliveries.sentAt, triedAt: deliveries.triedAt })
    .from(deliveries)
    .where(
      and(
        ofReader(workspace, reader),
        eq(deliveries.isFirst, false),
        or(
          and(gt(deliveries.sentAt, since.at), ne(deliveries.state, "bundled")),
          and(eq(deliveries.state, "waiting"), gt(deliveries.triedAt, since.at), ne(deliveries.id, since.besides)),
        ),
      ),
    );
  return rows.flatMap(({ sentAt, triedAt }) => sentAt ?? triedAt ?? []).toSorted(Temporal.Instant.compare);
};

/** What one message can list. */
const mostBundled = 100;

/** What waits for a reader and is due, pages first, the oldest first. */
export const waitingFor = async (
  tx: Tx,
  workspace: WorkspaceId,
  reader: Reader,
  until: Temporal.Instant,
): Promise<readonly Delivery[]> =>
  (
    await tx
      .select()
      .from(deliveries)
      .where(and(ofReader(workspace, reader), eq(deliveries.state, "waiting"), lte(deliveries.dueAt, until)))
      .orderBy(sql`${deliveries.isPage} desc`, asc(deliveries.dueAt), asc(deliveries.id))
      .limit(mostBundled)
  ).map(toDelivery);

/**
 * Messages whose instant is past although nobody has taken them up: their job was lost. Not those that a job is at work
 * on. In every workspace.
 */
export const deliveriesLeft = async (
  tx: Tx,
  before: Temporal.Instant,
  limit: number,
): Promise<readonly Pick<Delivery, "id" | "nextAt" | "isPage">[]> => {
  const underWay = sql`
    select j.data ->> 'delivery' from pgboss.job j
     where j.name = ${owed} and j.state = 'active' and j.data ->> 'kind' = 'deliver'`;
  return tx
    .select({ id: deliveries.id, nextAt: deliveries.nextAt, isPage: deliveries.isPage })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.state, "waiting"),
        lte(deliveries.nextAt, before),
        sql`${deliveries.id}::text <> all (array(${underWay}))`,
      ),
    )
    .orderBy(asc(deliveries.nextAt))
    .limit(limit);
};

const keyed = (workspace: WorkspaceId, id: DeliveryId): SQL | undefined =>
  and(eq(deliveries.workspaceId, workspace), eq(deliveries.id, id));

export const toDelivery = (row: typeof deliveries.$inferSelect): Delivery => ({
  id: row.id,
  key: row.key,
  about: row.about as DeliveryAbout,
  member: row.member,
  rung: row.rung,
  isPage: row.isPage,
  isFirst: row.isFirst,
  causes: row.causes,
  dueAt: row.dueAt,
  nextAt: row.nextAt,
  attempts: row.attempts,
  state: row.state,
  maybeTwice: row.maybeTwice,
  createdAt: row.createdAt,
  ...given("incident", row.incidentId),
  ...given("entry", row.entryId),
  ...given("run", row.runId),
  ...given("page", row.pageId),
  ...given("epoch", row.epoch),
  ...given("person", row.personId),
  ...given("contact", row.contact),
  ...given("triedAt", row.triedAt),
  ...given("why", row.why),
  ...given("sentAt", row.sentAt),
  ...given("message", row.message),
});
