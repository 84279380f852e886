import { and, asc, eq, inArray, ne, sql } from "drizzle-orm";
import type { ChannelId, WorkspaceId } from "../domain/ids.ts";
import type { MemberKey } from "../domain/oncall/member.ts";
import type { Tx } from "./database.ts";
import { channels, channelTargets } from "./schema/channel.ts";

/** Adds who is told of everything in a channel, or changes how; gives those to whom that is new. */
export const addTargets = async (
  tx: Tx,
  workspace: WorkspaceId,
  added: {
    readonly channel: ChannelId;
    readonly members: readonly MemberKey[];
    readonly merges: boolean;
    readonly by: string;
    readonly at: Temporal.Instant;
  },
): Promise<readonly MemberKey[]> => {
  const { channel, members, merges, by, at } = added;
  if (members.length === 0) return [];
  const rows = await tx
    .insert(channelTargets)
    .values(
      members.map((member) => ({
        workspaceId: workspace,
        channelId: channel,
        member,
        merges,
        createdBy: by,
        createdAt: at,
      })),
    )
    .onConflictDoUpdate({
      target: [channelTargets.workspaceId, channelTargets.channelId, channelTargets.member],
      set: { merges },
      setWhere: ne(channelTargets.merges, merges),
    })
    .returning({ member: channelTargets.member });
  return rows.map(({ member }) => member);
};

/** Takes them away; gives those who were there. */
export const removeTargets = async (
  tx: Tx,
  workspace: WorkspaceId,
  channel: ChannelId,
  members: readonly MemberKey[],
): Promise<readonly MemberKey[]> => {
  if (members.length === 0) return [];
  const rows = await tx
    .delete(channelTargets)
    .where(and(ofChannel(workspace, channel), inArray(channelTargets.member, [...members])))
    .returning({ member: channelTargets.member });
  return rows.map(({ member }) => member);
};

/** In the order in which they were added. */
export const listTargets = async (
  tx: Tx,
  workspace: WorkspaceId,
  channel: ChannelId,
): Promise<readonly { readonly member: MemberKey; readonly merges: boolean }[]> =>
  tx
    .select({ member: channelTargets.member, merges: channelTargets.merges })
    .from(channelTargets)
    .where(ofChannel(workspace, channel))
    .orderBy(asc(channelTargets.createdAt), asc(channelTargets.member));

const ofChannel = (workspace: WorkspaceId, channel: ChannelId) =>
  and(eq(channelTargets.workspaceId, workspace), eq(channelTargets.channelId, channel));

/** Whom each channel tells, and whom it tells when nobody takes an incident; channels that tell nobody are left out. */
export const listTold = async (
  tx: Tx,
  workspace: WorkspaceId,
): Promise<readonly { readonly key: string; readonly members: readonly MemberKey[] }[]> => {
  const rows = await tx
    .select({
      key: channels.key,
      upgrade: channels.upgrade,
      members: sql<MemberKey[]>`array(select t.member from channel_targets t
        where t.workspace_id = ${channels.workspaceId} and t.channel_id = ${channels.id} order by 1)`,
    })
    .from(channels)
    .where(eq(channels.workspaceId, workspace))
    .orderBy(asc(channels.key));
  return rows
    .map(({ key, upgrade, members }) => ({ key, members: [...new Set([...members, ...(upgrade?.members ?? [])])] }))
    .filter(({ members }) => members.length > 0);
};
