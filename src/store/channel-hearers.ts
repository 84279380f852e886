import { and, eq, inArray, isNotNull } from "drizzle-orm";
import type { ChannelId, PersonId, WorkspaceId } from "../domain/ids.ts";
import type { Upgrade } from "../domain/notify/begin.ts";
import type { MemberKey } from "../domain/oncall/member.ts";
import type { ChannelLevel } from "../domain/subscription.ts";
import type { Tx } from "./database.ts";
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
