import { and, asc, count, eq, ilike, or, sql } from "drizzle-orm";
import type { ChannelId, PersonId, WorkspaceId } from "../domain/ids.ts";
import type { ChannelLevel } from "../domain/subscription.ts";
import type { Tx } from "./database.ts";
import { likeWords } from "./like.ts";
import { channelMembers } from "./schema/channel.ts";
import { people } from "./schema/workspace.ts";

/** One person's side of a channel: how much they hear, and whether it is pinned. */
export interface Membership {
  readonly level: ChannelLevel;
  readonly pinned: boolean;
}

/** Everybody is in `all` until they leave it, and in no other until they join. */
export const membershipsOf = async (
  tx: Tx,
  workspace: WorkspaceId,
  person: PersonId,
): Promise<ReadonlyMap<ChannelId, Membership>> => {
  const rows = await tx
    .select({ channel: channelMembers.channelId, level: channelMembers.level, pinned: channelMembers.pinned })
    .from(channelMembers)
    .where(and(eq(channelMembers.workspaceId, workspace), eq(channelMembers.personId, person)));
  return new Map(rows.map(({ channel, level, pinned }) => [channel, { level, pinned }]));
};

/** Sets what is given of a membership; gives what it was before, undefined where there was none. */
export const setMembership = async (
  tx: Tx,
  workspace: WorkspaceId,
  member: { readonly channel: ChannelId; readonly person: PersonId; readonly otherwise: Membership },
  changed: Partial<Membership>,
): Promise<void> => {
  await tx
    .insert(channelMembers)
    .values({
      workspaceId: workspace,
      channelId: member.channel,
      personId: member.person,
      ...member.otherwise,
      ...changed,
    })
    .onConflictDoUpdate({
      target: [channelMembers.workspaceId, channelMembers.channelId, channelMembers.personId],
      set: changed,
    });
};

export interface Member {
  readonly id: PersonId;
  readonly name: string;
  readonly level: ChannelLevel;
}

/** Who hears of a channel, by name; those who left are not in it. */
export const listMembers = async (
  tx: Tx,
  workspace: WorkspaceId,
  channel: { readonly id: ChannelId; readonly builtIn: boolean },
  page: { readonly words: string; readonly limit: number },
): Promise<{ readonly members: readonly Member[]; readonly total: number }> => {
  const level = channel.builtIn ? sql<ChannelLevel>`coalesce(${channelMembers.level}, 'follow')` : channelMembers.level;
  const sought = likeWords(page.words);
  const from = tx
    .select({
      id: people.id,
      name: people.name,
      level: sql<ChannelLevel>`${level}`,
      total: sql<number>`count(*) over ()`,
    })
    .from(people)
    .leftJoin(
      channelMembers,
      and(
        eq(channelMembers.workspaceId, people.workspaceId),
        eq(channelMembers.channelId, channel.id),
        eq(channelMembers.personId, people.id),
      ),
    )
    .where(
      and(
        eq(people.workspaceId, workspace),
        // Without a row there is no level: that is nobody's in a channel that people join.
        sql`${level} <> 'none'`,
        page.words.trim() === "" ? undefined : or(ilike(people.name, sought), ilike(people.email, sought)),
      ),
    )
    .orderBy(asc(sql`lower(${people.name})`), asc(people.id))
    .limit(page.limit);
  const rows = await from;
  return { members: rows.map(({ id, name, level }) => ({ id, name, level })), total: Number(rows[0]?.total ?? 0) };
};

/** How many people have joined each channel. */
export const countMembers = async (tx: Tx, workspace: WorkspaceId): Promise<ReadonlyMap<ChannelId, number>> => {
  const rows = await tx
    .select({ channel: channelMembers.channelId, members: count() })
    .from(channelMembers)
    .where(and(eq(channelMembers.workspaceId, workspace), sql`${channelMembers.level} <> 'none'`))
    .groupBy(channelMembers.channelId);
  return new Map(rows.map(({ channel, members }) => [channel, members]));
};
