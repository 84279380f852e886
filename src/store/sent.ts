import { and, asc, eq, inArray, isNotNull, isNull, lte, notLike, type SQL, sql } from "drizzle-orm";
import type { IncidentId, WorkspaceId } from "../domain/ids.ts";
import type { MessageRef, Place } from "../domain/place.ts";
import { readInstant } from "./columns.ts";
import { rowsOf, type Tx } from "./database.ts";
import { given } from "./incidents.ts";
import { sent } from "./schema/channel.ts";
import { type Asking, stamp, takeTurn, turnFor } from "./turns.ts";

/** A send by its key. Without a message its fate is open: it is under way, or its process died. */
export interface Sent {
  readonly key: string;
  readonly place: Place;
  readonly message?: string;
  /** When it was first tried. */
  readonly at: Temporal.Instant;
  /** While it is under way nobody else tries. */
  readonly leasedUntil?: Temporal.Instant;
  readonly data: Readonly<Record<string, string>>;
}

export interface Sending extends Asking {
  readonly key: string;
  readonly incident?: IncidentId;
  readonly place: Place;
  /** The send it is a part of: it is about the same incident. */
  readonly partOf?: string;
}

/**
 * What an earlier try left: nothing, a message, a try that may still be under way, or one of unknown fate; or that it is
 * not its turn in its chat yet.
 */
export type Claim =
  | { readonly kind: "first" }
  | { readonly kind: "sent"; readonly ref: MessageRef }
  | { readonly kind: "busy"; readonly until: Temporal.Instant }
  | { readonly kind: "waits"; readonly until: Temporal.Instant }
  | { readonly kind: "open"; readonly place: Place; readonly since: Temporal.Instant };

/** A try whose process died is taken over after this long; no request to a platform lasts longer. */
const patience = { seconds: 30 } as const;

/**
 * Writes a send down before it is tried, and takes over one whose fate is open. Of two at once one gets it; none before
 * its turn in its chat.
 */
export const claimSend = async (tx: Tx, workspace: WorkspaceId, sending: Sending): Promise<Claim> => {
  const { key, incident, place, at, partOf } = sending;
  const whole = partOf === undefined ? null : sql`(select s.incident_id from sent s where ${ofKey(workspace, partOf)})`;
  const isNew = sql`not exists (select 1 from sent s where ${ofKey(workspace, key)})`;
  const claimed = await tx.execute(sql`
    with given as (${turnFor(workspace, sending, isNew)}),
    claimed as (
      insert into sent (workspace_id, key, incident_id, connection_id, chat, thread, at, leased_until)
      select ${workspace}::uuid, ${key}, ${incident ?? whole}::uuid, ${place.connection}::uuid, ${place.chat},
             ${place.thread ?? null}, ${stamp(at)}, ${stamp(at.add(patience))}
        from given where given.turn <= ${stamp(at)}
          on conflict do nothing returning key
    )
    select (select turn from given) as turn, exists (select 1 from claimed) as first`);
  const [row] = rowsOf<{ turn: string | null; first: boolean }>(claimed);
  if (row?.first === true) return { kind: "first" };
  if (row?.turn != null && isAfter(readInstant(row.turn), at)) return { kind: "waits", until: readInstant(row.turn) };
  return takeOver(tx, workspace, sending);
};

const takeOver = async (tx: Tx, workspace: WorkspaceId, sending: Sending): Promise<Claim> => {
  const { key, at } = sending;
  const found = await findSent(tx, workspace, key);
  if (found?.message !== undefined) return { kind: "sent", ref: { place: found.place, message: found.message } };
  // It was given back between the two statements: the next try finds it free.
  if (found === undefined) return { kind: "busy", until: at };
  const { leasedUntil } = found;
  if (leasedUntil !== undefined && isAfter(leasedUntil, at)) return { kind: "busy", until: leasedUntil };
  const turn = await takeTurn(tx, workspace, sending);
  if (isAfter(turn, at)) return { kind: "waits", until: turn };
  const taken = await tx
    .update(sent)
    .set({ leasedUntil: at.add(patience) })
    .where(and(keyed(workspace, key), isNull(sent.message), lte(sent.leasedUntil, at)))
    .returning({ key: sent.key });
  if (taken.length === 0) return { kind: "busy", until: at.add(patience) };
  return { kind: "open", place: found.place, since: found.at };
};

const isAfter = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) > 0;

/** This try is over, and nobody knows whether it arrived: the next one may begin at once. */
export const leaveOpen = async (tx: Tx, workspace: WorkspaceId, key: string, at: Temporal.Instant): Promise<void> => {
  await tx
    .update(sent)
    .set({ leasedUntil: at })
    .where(and(keyed(workspace, key), isNull(sent.message)));
};

/** It arrived, and as what. */
export const rememberSend = async (tx: Tx, workspace: WorkspaceId, key: string, ref: MessageRef): Promise<void> => {
  const { place, message } = ref;
  await tx
    .update(sent)
    .set({ connectionId: place.connection, chat: place.chat, thread: place.thread ?? null, message })
    .where(keyed(workspace, key));
};

export const findSent = async (tx: Tx, workspace: WorkspaceId, key: string): Promise<Sent | undefined> => {
  const [row] = await tx.select().from(sent).where(keyed(workspace, key));
  return row === undefined ? undefined : toSent(row);
};

/** What is known of a send besides: where it can be seen, what was done to it. Adds to what there is. */
export const noteSend = async (
  tx: Tx,
  workspace: WorkspaceId,
  key: string,
  data: Readonly<Record<string, string>>,
): Promise<void> => {
  await tx
    .update(sent)
    .set({ data: sql`coalesce(${sent.data}, '{}'::jsonb) || ${JSON.stringify(data)}::jsonb` })
    .where(keyed(workspace, key));
};

export const forgetSend = (tx: Tx, workspace: WorkspaceId, key: string): Promise<void> =>
  forgetSends(tx, workspace, [key]);

export const forgetSends = async (tx: Tx, workspace: WorkspaceId, keys: readonly string[]): Promise<void> => {
  if (keys.length === 0) return;
  await tx.delete(sent).where(and(eq(sent.workspaceId, workspace), inArray(sent.key, [...keys])));
};

/** What of ours a message was, forgotten: it is taken away. */
export const forgetMessage = async (tx: Tx, workspace: WorkspaceId, ref: MessageRef): Promise<void> => {
  await tx
    .delete(sent)
    .where(
      and(
        eq(sent.workspaceId, workspace),
        eq(sent.connectionId, ref.place.connection),
        eq(sent.chat, ref.place.chat),
        eq(sent.message, ref.message),
      ),
    );
};

/** The sends of an incident whose key begins so, in the order they were tried; their parts are left out. */
export const sentBeginning = async (
  tx: Tx,
  workspace: WorkspaceId,
  incident: IncidentId,
  prefix: string,
): Promise<readonly Sent[]> => {
  const rows = await tx
    .select()
    .from(sent)
    .where(and(ofIncident(workspace, incident), sql`starts_with(${sent.key}, ${prefix})`, notLike(sent.key, "%#%")))
    .orderBy(asc(sent.at), asc(sent.key));
  return rows.map(toSent);
};

/** Every message there is of an incident; its own chat channel, which is a place and no message, is left out. */
export const messagesOf = async (
  tx: Tx,
  workspace: WorkspaceId,
  incident: IncidentId,
): Promise<readonly MessageRef[]> =>
  (await sendsOf(tx, workspace, incident)).flatMap(({ place, message }) =>
    message === undefined ? [] : [{ place, message }],
  );

/** The same with their keys. */
export const sendsOf = async (tx: Tx, workspace: WorkspaceId, incident: IncidentId): Promise<readonly Sent[]> => {
  const rows = await tx
    .select()
    .from(sent)
    .where(and(ofIncident(workspace, incident), isNotNull(sent.message), notLike(sent.key, "room:%")))
    .orderBy(asc(sent.at), asc(sent.key));
  return rows.map(toSent);
};

/** The sends of an incident whose fate is open. It may be gone, so that only they still know whose it was. */
export const openSends = async (
  tx: Tx,
  incident: IncidentId,
): Promise<readonly (Sent & { readonly workspace: WorkspaceId })[]> => {
  const rows = await tx
    .select()
    .from(sent)
    .where(
      and(
        sql`${sent.workspaceId} in (select id from workspaces)`,
        eq(sent.incidentId, incident),
        isNull(sent.message),
        notLike(sent.key, "room:%"),
      ),
    );
  return rows.map((row) => ({ ...toSent(row), workspace: row.workspaceId }));
};

const ofKey = (workspace: WorkspaceId, key: string): SQL => sql`s.workspace_id = ${workspace} and s.key = ${key}`;

const keyed = (workspace: WorkspaceId, key: string): SQL | undefined =>
  and(eq(sent.workspaceId, workspace), eq(sent.key, key));

const ofIncident = (workspace: WorkspaceId, incident: IncidentId): SQL | undefined =>
  and(eq(sent.workspaceId, workspace), eq(sent.incidentId, incident));

const toSent = (row: typeof sent.$inferSelect): Sent => ({
  key: row.key,
  place: { connection: row.connectionId, chat: row.chat, ...given("thread", row.thread) },
  at: row.at,
  data: row.data ?? {},
  ...given("message", row.message),
  ...given("leasedUntil", row.leasedUntil),
});
