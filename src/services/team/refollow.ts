import { teamsFollowedBefore } from "../../store/teams.ts";
import type { Owed } from "../beat/tick.ts";

/** A platform says when a group changes; this finds what was said while nobody listened. */
const every = { hours: 1 } as const;

/** The teams that follow a group on a platform. */
export const teamsDue: Owed = {
  kind: "teams",
  async due(tx, { to }) {
    const teams = await teamsFollowedBefore(tx, to.subtract(every));
    return teams.map((team) => ({ data: { kind: "follow", team }, key: `follow:${team}`, priority: -10 }));
  },
};
