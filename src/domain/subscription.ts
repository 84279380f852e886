/** How much a member of a channel hears (features.md G31); "none" is somebody who has left. */
export const channelLevels = ["responsible", "participate", "follow", "none"] as const;
export type ChannelLevel = (typeof channelLevels)[number];

/** What whoever joins hears unless they say otherwise: new incidents. */
export const joiningLevel: ChannelLevel = "participate";
