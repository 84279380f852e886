import { channelKey, isChannelKey } from "./channel.ts";
import type { ConnectionId, TeamId } from "./ids.ts";
import { Refusal } from "./refusal.ts";

/** A user group or role on a platform whose members a team copies. */
export interface FollowedGroup {
  readonly connection: ConnectionId;
  readonly group: string;
  readonly name: string;
}

/** A named group of people. */
export interface Team {
  readonly id: TeamId;
  /** What people type. */
  readonly key: string;
  readonly name: string;
  readonly createdBy: string;
  readonly follows?: FollowedGroup;
  readonly followedAt?: Temporal.Instant;
}

/** Refuses a name that nobody could type. */
export const checkTeam = (typed: string): { readonly name: string; readonly key: string } => {
  const name = typed.trim().replace(/^@/, "").replace(/\s+/gu, " ");
  const key = channelKey(name);
  if (!isChannelKey(key) || [...name].length > 256) {
    throw new Refusal("team-name", "A team needs a name of at most 256 characters, such as `platform`.");
  }
  return { name, key };
};

/** The members of a team that follows a group are the group's: they are not changed by hand. */
export const refuseFollowing = (team: Team): void => {
  if (team.follows === undefined) return;
  throw new Refusal(
    "team-follows",
    `${team.name} has the members of ${team.follows.name}. Change them there, or stop with \`/tocsin team unfollow ${team.key}\`.`,
  );
};
