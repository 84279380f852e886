import { and, asc, desc, eq, ilike, isNull, or, sql } from "drizzle-orm";
import type { ChannelRow, Member } from "../domain/channel-view.ts";
import type { ChannelId, PersonId, WorkspaceId } from "../domain/ids.ts";
import type { ChannelLevel } from "../domain/subscription.ts";
import { toChannel } from "./channels.ts";
import type { Tx } from "./database.ts";
import { likeWords } from "./like.ts";
import { channelMembers, channels } from "./schema/channel.ts";
import { people } from "./schema/workspace.ts";

/** One person's side of a channel: how much they hear, and whether it is pinned. */
export interface Membership {
  readonly level: ChannelLevel;
  readonly pinned: boolean;
}

/**
 * Channels as a person sees them, the pinned ones first: those whose key or name holds the words, or those named.
 * Everybody is in `all` until they leave it, and in no other until they join.
 */
export const channelsSeenBy = async (
  tx: Tx,
  workspace: WorkspaceId,
  person: PersonId | null,
  which: { readonly words: string; readonly limit: number } | { readonly id: ChannelId },
): Promise<readonly ChannelRow[]> => {
  const sought = "id" in which ? "" : likeWords(which.words);
  const rows = await tx
    .select({ channel: channels, level: channelMembers.level, pinned: channelMembers.pinned })
    .from(channels)
    .leftJoin(
      channelMembers,
      and(
        eq(channelMembers.workspaceId, channels.workspaceId),
        eq(channelMembers.channelId, channels.id),
        person === null ? sql`false` : eq(channelMembers.personId, person),
      ),
    )
    .where(
      and(
        eq(channels.workspaceId, workspace),
        "id" in which
          ? eq(channels.id, which.id)
          : which.words.trim() === ""
            ? undefined
            : or(ilike(channels.key, sought), ilike(channels.name, sought)),
      ),
    )
    .orderBy(sql`coalesce(${channelMembers.pinned}, false) desc`, desc(channels.builtIn), asc(channels.key))
    .limit("id" in which ? 1 : which.limit);
  return rows.map(({ channel, level, pinned }) => ({
    channel: toChannel(channel),
    level: level ?? (channel.builtIn && person !== null ? "follow" : "none"),
    pinned: pinned ?? false,
  }));
};

/** Sets what is given of a membership; what is not given stays, and where there was none it is what `otherwise` says. */
export const setMembership = async (
  tx: Tx,
  workspace: WorkspaceId,
  member: { readonly channel: ChannelId; readonly person: PersonId; readonly otherwise: Membership },
  changed: Partial<Membership>,
): Promise<void> => {
  const { channel, person, otherwise } = member;
  await tx
    .insert(channelMembers)
    .values({ workspaceId: workspace, channelId: channel, personId: person, ...otherwise, ...changed })
    .onConflictDoUpdate({
      target: [channelMembers.workspaceId, channelMembers.channelId, channelMembers.personId],
      set: changed,
    });
};

/** Who hears of a channel, by name; those who left are not in it. */
export const listMembers = async (
  tx: Tx,
  workspace: WorkspaceId,
  channel: { readonly id: ChannelId; readonly builtIn: boolean },
  page: { readonly words: string; readonly limit: number },
): Promise<{ readonly members: readonly Member[]; readonly total: number }> => {
  const level = channel.builtIn ? sql<ChannelLevel>`coalesce(${channelMembers.level}, 'follow')` : channelMembers.level;
  const sought = likeWords(page.words);
  const rows = await tx
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
        isNull(people.linkedTo),
        // Without a row there is no level: that is nobody's in a channel that people join.
        sql`${level} <> 'none'`,
        page.words.trim() === ""
          ? undefined
          : or(
              ilike(people.name, sought),
              ilike(people.email, sought),
              sql`exists (select 1 from identities i where i.workspace_id = ${people.workspaceId}
                and i.person_id = ${people.id} and (i.handle ilike ${sought} or i.name ilike ${sought}))`,
            ),
      ),
    )
    .orderBy(asc(sql`lower(${people.name})`), asc(people.id))
    .limit(page.limit);
  return { members: rows.map(({ id, name, level }) => ({ id, name, level })), total: Number(rows[0]?.total ?? 0) };
};
