import { and, asc, eq, gt, inArray, lte, ne, type SQL, sql } from "drizzle-orm";
import type { DeliveryId, EntryId, IncidentId, PageId, PersonId, RunId, WorkspaceId } from "../domain/ids.ts";
import type { DeliveryState } from "../domain/notify/delivery.ts";
import type { Cause } from "../domain/notify/recipients.ts";
import type { MemberKey } from "../domain/oncall/member.ts";
import type { MessageRef } from "../domain/place.ts";
import { rowsOf, type Tx } from "./database.ts";
import { given } from "./incidents.ts";
import { deliveries } from "./schema/notify.ts";

/** What a message says. */
export const deliveryAbouts = ["page", "entries", "reminder", "summary", "notice"] as const;
export type DeliveryAbout = (typeof deliveryAbouts)[number];

/** One message to one contact. */
export interface Delivery {
  readonly id: DeliveryId;
  readonly key: string;
  readonly about: DeliveryAbout;
  readonly incident?: IncidentId;
  readonly entry?: EntryId;
  readonly run?: RunId;
  readonly page?: PageId;
  readonly epoch?: number;
  readonly member: MemberKey;
  readonly person?: PersonId;
  /** By which contact; absent until one is chosen. */
  readonly contact?: string;
  readonly rung: number;
  readonly isPage: boolean;
  readonly isFirst: boolean;
  readonly causes: readonly Cause[];
  readonly dueAt: Temporal.Instant;
  readonly nextAt: Temporal.Instant;
  readonly triedAt?: Temporal.Instant;
  readonly attempts: number;
  readonly state: DeliveryState;
  readonly why?: string;
  readonly sentAt?: Temporal.Instant;
  readonly message?: MessageRef;
  readonly maybeTwice: boolean;
  readonly createdAt: Temporal.Instant;
}

export type NewDelivery = Omit<
  Delivery,
  "triedAt" | "attempts" | "state" | "sentAt" | "message" | "maybeTwice" | "nextAt"
> & {
  readonly state?: DeliveryState;
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
        nextAt: row.dueAt,
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

/** The same, locked until the transaction ends. */
export const lockDelivery = async (tx: Tx, workspace: WorkspaceId, id: DeliveryId): Promise<Delivery | null> => {
  const [row] = await tx.select().from(deliveries).where(keyed(workspace, id)).for("update");
  return row === undefined ? null : toDelivery(row);
};

/** What became of a message, or when it is tried next. */
export const settleDelivery = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly DeliveryId[],
  to: Partial<
    Pick<Delivery, "state" | "why" | "sentAt" | "message" | "nextAt" | "triedAt" | "attempts" | "maybeTwice">
  > & { readonly bundledInto?: DeliveryId },
): Promise<void> => {
  if (ids.length === 0) return;
  await tx
    .update(deliveries)
    .set(to)
    .where(and(eq(deliveries.workspaceId, workspace), inArray(deliveries.id, [...ids])));
};

/** The messages of a page, by rung. */
export const deliveriesOfPage = async (tx: Tx, workspace: WorkspaceId, page: PageId): Promise<readonly Delivery[]> =>
  (
    await tx
      .select()
      .from(deliveries)
      .where(and(eq(deliveries.workspaceId, workspace), eq(deliveries.pageId, page)))
      .orderBy(asc(deliveries.rung), asc(deliveries.id))
  ).map(toDelivery);

/** The messages of one recipient about one thing, by rung: where one fails the next is tried. */
export const deliveriesLike = async (tx: Tx, workspace: WorkspaceId, prefix: string): Promise<readonly Delivery[]> =>
  (
    await tx
      .select()
      .from(deliveries)
      .where(and(eq(deliveries.workspaceId, workspace), sql`starts_with(${deliveries.key}, ${prefix})`))
      .orderBy(asc(deliveries.rung))
  ).map(toDelivery);

/** How many messages a person was sent after an instant. */
export const sentSince = async (
  tx: Tx,
  workspace: WorkspaceId,
  person: PersonId,
  since: Temporal.Instant,
): Promise<readonly Temporal.Instant[]> =>
  (
    await tx
      .select({ at: deliveries.sentAt })
      .from(deliveries)
      .where(
        and(
          eq(deliveries.workspaceId, workspace),
          eq(deliveries.personId, person),
          gt(deliveries.sentAt, since),
          ne(deliveries.state, "bundled"),
        ),
      )
      .orderBy(asc(deliveries.sentAt))
  ).flatMap(({ at }) => (at === null ? [] : [at]));

/** What waits for a person and is due, pages first, the oldest first. */
export const waitingFor = async (
  tx: Tx,
  workspace: WorkspaceId,
  person: PersonId,
  until: Temporal.Instant,
): Promise<readonly Delivery[]> =>
  (
    await tx
      .select()
      .from(deliveries)
      .where(
        and(
          eq(deliveries.workspaceId, workspace),
          eq(deliveries.personId, person),
          eq(deliveries.state, "waiting"),
          lte(deliveries.dueAt, until),
        ),
      )
      .orderBy(sql`${deliveries.isPage} desc`, asc(deliveries.dueAt), asc(deliveries.id))
  ).map(toDelivery);

/** Messages whose instant is past although nobody has taken them up: their job was lost. In every workspace. */
export const deliveriesLeft = async (
  tx: Tx,
  before: Temporal.Instant,
  limit: number,
): Promise<readonly { readonly id: DeliveryId; readonly nextAt: Temporal.Instant }[]> =>
  tx
    .select({ id: deliveries.id, nextAt: deliveries.nextAt })
    .from(deliveries)
    .where(and(eq(deliveries.state, "waiting"), lte(deliveries.nextAt, before)))
    .orderBy(asc(deliveries.nextAt))
    .limit(limit);

/** Only one at a time decides what a person is sent next. */
export const lockPace = async (tx: Tx, workspace: WorkspaceId, person: PersonId): Promise<void> => {
  rowsOf(await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`pace:${workspace}:${person}`}, 0))`));
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
