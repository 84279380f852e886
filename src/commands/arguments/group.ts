import type { FollowedGroup } from "../../domain/team.ts";
import { type Argument, argument } from "../command.ts";

const shapes = [
  /^\[(?<name>[^\]]+)\]\(group:(?<id>[^)\s]+)\)$/,
  /^<!subteam\^(?<id>[A-Z0-9]+)(?:\|(?<name>[^>]+))?>$/,
  /^<@&(?<id>\d+)>$/,
  /^(?<id>S[A-Z0-9]{7,}|\d{15,})$/,
];

/** A platform that says only the id of a group leaves its mention without a name. */
const nameOf = (label = "@group"): string => (label === "@group" ? "the group" : label);

/** A user group or role of the platform one is on: a mention of it, or its id. */
export const group = (description: string): Argument<FollowedGroup> =>
  argument(
    {
      name: "group",
      expects: "a group, mentioned as in `@platform-team`",
      read: ({ connection }, text) => {
        for (const shape of shapes) {
          const found = shape.exec(text.trim())?.groups;
          if (found?.["id"] !== undefined && connection !== undefined) {
            return { connection, group: found["id"], name: nameOf(found["name"]) };
          }
        }
        return undefined;
      },
    },
    description,
  );
