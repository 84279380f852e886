import type { FollowedGroup } from "../../domain/team.ts";
import { type Argument, argument } from "../command.ts";

const shapes = [
  /^\[(?<name>[^\]]+)\]\(group:(?<id>[^)\s]+)\)$/,
  /^<!subteam\^(?<id>[A-Z0-9]+)(?:\|(?<name>[^>]+))?>$/,
  /^<@&(?<id>\d+)>$/,
  /^(?<id>S[A-Z0-9]{7,}|\d{15,})$/,
];

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
            return { connection, group: found["id"], name: found["name"] ?? "the group" };
          }
        }
        return undefined;
      },
    },
    description,
  );
