import { and, eq, inArray } from "drizzle-orm";
import type { WorkspaceId } from "../domain/ids.ts";
import type { MessageRef } from "../domain/place.ts";
import type { Tx } from "./database.ts";
import { given } from "./incidents.ts";
import { sent } from "./schema/channel.ts";

/** More than the longest text ever needs. */
const mostParts = 99;

/** A message that fits no single one is sent in parts, each under a key of its own. */
export const partKey = (key: string, number: number): string => `${key}#${number}`;

/** A message of ours and those in which it goes on, by number; without a key where it was never written down. */
export interface Whole {
  readonly key?: string;
  readonly following: ReadonlyMap<number, MessageRef>;
}

export const wholeOf = async (tx: Tx, workspace: WorkspaceId, { place, message }: MessageRef): Promise<Whole> => {
  const known = await tx
    .select({ key: sent.key })
    .from(sent)
    .where(
      and(
        eq(sent.workspaceId, workspace),
        eq(sent.connectionId, place.connection),
        eq(sent.chat, place.chat),
        eq(sent.message, message),
      ),
    );
  const key = known.map((row) => row.key.replace(/#1$/u, "")).find((one) => !one.includes("#"));
  return key === undefined ? { following: new Map() } : { key, following: await followingOf(tx, workspace, key) };
};

export const followingOf = async (
  tx: Tx,
  workspace: WorkspaceId,
  key: string,
): Promise<ReadonlyMap<number, MessageRef>> => {
  const numbers = new Map(Array.from({ length: mostParts - 1 }, (_, i) => [partKey(key, i + 2), i + 2]));
  const rows = await tx
    .select()
    .from(sent)
    .where(and(eq(sent.workspaceId, workspace), inArray(sent.key, [...numbers.keys()])));
  return new Map(
    rows.flatMap(({ key: one, connectionId, chat, thread, message }): [number, MessageRef][] =>
      message === null
        ? []
        : [[numbers.get(one) ?? 0, { place: { connection: connectionId, chat, ...given("thread", thread) }, message }]],
    ),
  );
};
