import { lt, type SQL, sql } from "drizzle-orm";
import type { WorkspaceId } from "../domain/ids.ts";
import type { Place } from "../domain/place.ts";
import { readInstant } from "./columns.ts";
import { rowsOf, type Tx } from "./database.ts";
import { chatWaits } from "./schema/channel.ts";

/** Somebody who wants to send in a chat. */
export interface Asking {
  readonly place: Pick<Place, "connection" | "chat">;
  readonly at: Temporal.Instant;
  /** Seconds from one message there to the next; 0 where the platform itself says when it is too much. */
  readonly pace: number;
  /**
   * Pages wait for pages only; a change of what stands there already for the message just sent, once. What goes on with
   * a message that has begun waits for nobody, and those behind it longer.
   */
  readonly line: "pages" | "others" | "changes" | "begun";
  /** The turn it was given before. */
  readonly turn?: Temporal.Instant | undefined;
}

/** Nothing is said in the chat: it waits for nobody, and nobody for it. */
export const silent = { pace: 0, line: "begun" } as const satisfies Pick<Asking, "pace" | "line">;

/** Those who wait in a line are called one after another, so many seconds apart. */
const apart = 1;

/** Where the end of a line is kept, behind whom it is, and for whom whoever is called from it still waits. */
const lines = {
  pages: { tail: sql`pages_until`, ahead: sql`c.until, c.pages_until`, called: sql`c.until` },
  others: {
    tail: sql`others_until`,
    ahead: sql`c.until, c.pages_until, c.others_until`,
    called: sql`c.until, c.pages_until`,
  },
  changes: { tail: undefined, ahead: sql`c.until`, called: sql`c.until` },
  begun: { tail: undefined, ahead: sql`c.until`, called: sql`c.until` },
} as const;

/** When it may be sent: at once, or at its turn, which is kept for it. Settled in one statement, for all replicas. */
export const takeTurn = async (tx: Tx, workspace: WorkspaceId, asking: Asking): Promise<Temporal.Instant> => {
  const [row] = rowsOf<{ turn: string }>(await tx.execute(turnFor(workspace, asking, sql`true`)));
  return row === undefined ? asking.at : readInstant(row.turn);
};

/**
 * The statement that gives a turn, if at all `where` this holds. Who is called and comes in time counts as having come
 * on time, so that turns do not drift; a turn that was missed is gone once somebody else has it.
 */
export const turnFor = (workspace: WorkspaceId, asking: Asking, where: SQL): SQL => {
  const { place, at, pace, line, turn } = asking;
  const now = stamp(at);
  const isInTime =
    turn !== undefined &&
    Temporal.Instant.compare(turn, at) <= 0 &&
    Temporal.Instant.compare(at, turn.add({ seconds: apart })) < 0;
  const from = stamp(isInTime ? turn : at);
  const { tail, ahead, called } = lines[line];
  const isFree = sql.raw(line === "begun" || (line === "changes" && turn !== undefined) ? "true" : "false");
  const isTheirs = sql`(${isFree} or greatest(${turn === undefined ? ahead : called}) <= ${now})`;
  const next = sql`greatest(${now}, ${ahead})`;
  const seconds = (many: number) => sql`make_interval(secs => ${many})`;
  return sql`
    insert into chat_waits as c (workspace_id, connection_id, chat, until, pages_until, others_until, turn)
    select ${workspace}::uuid, ${place.connection}::uuid, ${place.chat}, ${now} + ${seconds(pace)}, ${now}, ${now}, ${now}
     where ${where}
        on conflict (workspace_id, connection_id, chat) do update
       set until = case when ${isTheirs} then greatest(c.until, ${from}) + ${seconds(pace)} else c.until end,
           ${tail === undefined ? sql`` : sql`${tail} = case when ${isTheirs} then c.${tail} else ${next} + ${seconds(apart)} end,`}
           turn = case when ${isTheirs} then ${now} else ${next} end
    returning turn`;
};

/** As the database keeps it, and never later. */
export const stamp = (at: Temporal.Instant): SQL => sql`${at.toString({ smallestUnit: "microsecond" })}::timestamptz`;

/** The platform has asked to wait with a chat: nobody sends there until then, in whatever process. */
export const pauseChat = async (
  tx: Tx,
  workspace: WorkspaceId,
  { connection, chat }: Asking["place"],
  until: Temporal.Instant,
): Promise<void> => {
  await tx
    .insert(chatWaits)
    .values({
      workspaceId: workspace,
      connectionId: connection,
      chat,
      until,
      pagesUntil: until,
      othersUntil: until,
      turn: until,
    })
    .onConflictDoUpdate({
      target: [chatWaits.workspaceId, chatWaits.connectionId, chatWaits.chat],
      set: { until },
      setWhere: lt(chatWaits.until, until),
    });
};
