import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";
import type { ChannelId, PersonId, WorkspaceId } from "../domain/ids.ts";
import type { Upgrade } from "../domain/notify/begin.ts";
import type { MemberKey } from "../domain/oncall/member.ts";
import type { ChannelLevel } from "../domain/subscription.ts";
import { rowsOf, type Tx } from "./database.ts";
import { channelMembers, channels, channelTargets } from "./schema/channel.ts";

/** The channel that holds every incident. */
export const builtInChannel = async (tx: Tx, workspace: WorkspaceId): Promise<ChannelId | undefined> => {
  const [row] = await tx
    .select({ id: channels.id })
    .from(channels)
    .where(and(eq(channels.workspaceId, workspace), eq(channels.builtIn, true)))
    .limit(1);
  return row?.id;
};

/** Whom these channels tell when nobody has taken a new incident. */
export const upgradesOf = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly ChannelId[],
): Promise<readonly Upgrade[]> => {
  const rows = await tx
    .select({ channel: channels.id, name: channels.name, upgrade: channels.upgrade })
    .from(channels)
    .where(and(eq(channels.workspaceId, workspace), inArray(channels.id, [...ids]), isNotNull(channels.upgrade)));
  return rows.flatMap(({ channel, name, upgrade }) =>
    upgrade === null ? [] : [{ channel, name, after: upgrade.after, targets: upgrade.members }],
  );
};

/** Who is told of what these channels get, whether they are in them or not (features.md G34). */
export const channelTargetsOf = (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly ChannelId[],
): Promise<readonly { readonly channel: ChannelId; readonly member: MemberKey }[]> =>
  tx
    .select({ channel: channelTargets.channelId, member: channelTargets.member })
    .from(channelTargets)
    .where(and(eq(channelTargets.workspaceId, workspace), inArray(channelTargets.channelId, [...ids])));

/** Who has chosen how much they hear of these channels. */
export const subscribersOf = (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly ChannelId[],
): Promise<readonly { readonly person: PersonId; readonly channel: ChannelId; readonly level: ChannelLevel }[]> =>
  tx
    .select({ person: channelMembers.personId, channel: channelMembers.channelId, level: channelMembers.level })
    .from(channelMembers)
    .where(and(eq(channelMembers.workspaceId, workspace), inArray(channelMembers.channelId, [...ids])));

/** The channels whose targets or policies want a daily summary, with the workspace's zone. In every workspace. */
export const summaryChannels = async (
  tx: Tx,
): Promise<readonly { readonly channel: ChannelId; readonly zone: string }[]> =>
  rowsOf(
    await tx.execute(sql`
      select c.id as channel, w.zone from channels c join workspaces w on w.id = c.workspace_id
       where exists (select 1 from channel_targets t where t.workspace_id = c.workspace_id and t.channel_id = c.id)
          or exists (select 1 from policy_channels pc join policies p on p.id = pc.policy_id
                      where pc.workspace_id = c.workspace_id and pc.channel_id = c.id and 'dailySummary' = any(p.types))`),
  );

/** What a person hears of each channel; everybody follows `all` until they leave it. */
export const summaryChannelsOf = async (
  tx: Tx,
  workspace: WorkspaceId,
  person: PersonId,
): Promise<readonly { readonly channel: ChannelId; readonly builtIn: boolean; readonly level: ChannelLevel }[]> =>
  rowsOf(
    await tx.execute(sql`
      select c.id as channel, c.built_in as "builtIn", coalesce(m.level, 'follow') as level
        from channels c
        left join channel_members m on m.workspace_id = c.workspace_id and m.channel_id = c.id and m.person_id = ${person}
       where c.workspace_id = ${workspace} and (m.level is not null or c.built_in)`),
  );
