import type { ChannelId } from "./ids.ts";
import type { MemberKey } from "./oncall/member.ts";
import { Refusal } from "./refusal.ts";

/** A named stream of incidents that people subscribe to. `all` is built in and holds every incident. */
export interface Channel {
  readonly id: ChannelId;
  /** What people type after "#". */
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly builtIn: boolean;
  readonly createdBy: string;
  /** Incidents at this rank or graver get a chat channel of their own. */
  readonly roomRank?: number;
  readonly upgrade?: Upgrade;
}

/** Who hears of a new incident that nobody has taken after so long (features.md G36). */
export interface Upgrade {
  /** Seconds. */
  readonly after: number;
  readonly members: readonly MemberKey[];
}

const keyPattern = /^[\p{L}\p{N}_-]{1,80}$/u;

/** Can this word name a channel? Digits alone are an issue number, not a channel. */
export const isChannelKey = (word: string): boolean => keyPattern.test(word) && !/^\d+$/.test(word);

/** The key of a name: lower case, spaces as "-", everything else that cannot be typed left out. */
export const channelKey = (name: string): string => {
  const key = name
    .trim()
    .replace(/^#/, "")
    .toLowerCase()
    .replace(/\s+/gu, "-")
    .replace(/[^\p{L}\p{N}_-]/gu, "");
  return [...key].slice(0, 80).join("");
};

/** Refuses a name that nobody could type, or a text over 256 characters (features.md G27). */
export const checkChannel = (
  name: string,
  description: string,
): { readonly name: string; readonly key: string; readonly description: string } => {
  const clean = name
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .replace(/^#/, "");
  const key = channelKey(clean);
  if (!isChannelKey(key)) {
    throw new Refusal("channel-name", "A channel needs a name with at least one letter, such as `payments`.");
  }
  if ([...clean].length > 256)
    throw new Refusal(
      "channel-name",
      "A channel's name has at most 256 characters. Put the rest into its description.",
    );
  if ([...description].length > 256)
    throw new Refusal(
      "channel-description",
      "A channel's description has at most 256 characters. Say it in fewer words.",
    );
  return { name: clean, key, description: description.trim() };
};

/** What a built-in channel refuses. */
export const refuseBuiltIn = (channel: Channel, verb: string): void => {
  if (channel.builtIn)
    throw new Refusal(
      "built-in",
      `#${channel.key} is built in and cannot be ${verb}. You can leave it with \`/tocsin channel leave ${channel.key}\`.`,
    );
};
