import { copyGroupMembers, groupOf } from "../services/team/follow.ts";
import { inWorkspace } from "./deps.ts";

/** Gives a team the members of the group it follows now. */
export const follow = inWorkspace<"follow">(async ({ team }, { messengers }, ctx) => {
  const group = await groupOf(ctx, team);
  const groups = group && messengers.for(group)?.groups;
  if (group === undefined || groups === undefined) return;
  await copyGroupMembers(ctx, team, await groups.members(group.connection, group.group));
});
