/** How much a member of a channel hears (features.md G31); "none" is somebody who has left. */
export const channelLevels = ["responsible", "participate", "follow", "none"] as const;
export type ChannelLevel = (typeof channelLevels)[number];

/** What whoever joins hears unless they say otherwise: new incidents. */
export const joiningLevel: ChannelLevel = "participate";

/** What happens in a channel, as far as its members may hear of it. */
export type Heard = "declared" | "comment" | "summary";

const heard: Readonly<Record<ChannelLevel, readonly Heard[]>> = {
  responsible: ["declared", "comment", "summary"],
  participate: ["declared"],
  follow: ["summary"],
  none: [],
};

/** Does a member of that level hear of it? */
export const hears = (level: ChannelLevel, what: Heard): boolean => heard[level].includes(what);
