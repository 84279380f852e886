import { and, asc, eq, inArray } from "drizzle-orm";
import type { ChannelId, WorkspaceId } from "../domain/ids.ts";
import type { MemberKey } from "../domain/oncall/member.ts";
import type { Tx } from "./database.ts";
import { channelTargets } from "./schema/channel.ts";

/** Adds who is told of everything in a channel; gives those who were not told before. */
export const addTargets = async (
  tx: Tx,
  workspace: WorkspaceId,
  added: {
    readonly channel: ChannelId;
    readonly members: readonly MemberKey[];
    readonly by: string;
    readonly at: Temporal.Instant;
  },
): Promise<readonly MemberKey[]> => {
  const { channel, members, by, at } = added;
  if (members.length === 0) return [];
  const rows = await tx
    .insert(channelTargets)
    .values(
      members.map((member) => ({ workspaceId: workspace, channelId: channel, member, createdBy: by, createdAt: at })),
    )
    .onConflictDoNothing()
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
): Promise<readonly MemberKey[]> => {
  const rows = await tx
    .select({ member: channelTargets.member })
    .from(channelTargets)
    .where(ofChannel(workspace, channel))
    .orderBy(asc(channelTargets.createdAt), asc(channelTargets.member));
  return rows.map(({ member }) => member);
};

const ofChannel = (workspace: WorkspaceId, channel: ChannelId) =>
  and(eq(channelTargets.workspaceId, workspace), eq(channelTargets.channelId, channel));
