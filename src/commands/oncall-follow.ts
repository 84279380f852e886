import { groupFollows, groupLetGo } from "../presentation/oncall-group.ts";
import { followSchedule, unfollowSchedule } from "../services/oncall/ping/follow.ts";
import { group } from "./arguments/group.ts";
import { flag } from "./arguments/plain.ts";
import { theSchedule } from "./arguments/schedule.ts";
import { type Command, command, optional } from "./command.ts";

/** User groups and roles that hold whoever is on call. */
export const followCommands: readonly Command[] = [
  command({
    path: "oncall schedule follow",
    summary: "Let a user group or role hold whoever is on call",
    permission: "schedule.manage",
    answer: "private",
    args: {
      empty: flag("Empty it in gaps"),
      schedule: theSchedule("Which schedule"),
      group: group("The group, mentioned"),
    },
    examples: ["oncall schedule follow web @platform-team"],
    run: async (ctx, { empty, schedule: of, group: which }) => {
      const followed = await followSchedule(ctx, ctx.messengers, {
        schedule: of.id,
        group: { ...which, emptyInGap: empty },
      });
      return groupFollows(followed, which.name, empty);
    },
  }),
  command({
    path: "oncall schedule unfollow",
    summary: "Change its groups by hand again",
    permission: "schedule.manage",
    answer: "private",
    args: { schedule: theSchedule("Which schedule"), group: optional(group("All unless named")) },
    run: async (ctx, { schedule: of, group: which }) =>
      groupLetGo(await unfollowSchedule(ctx, of.id, which), which?.name),
  }),
];
