import type { ConnectionId } from "../../domain/ids.ts";
import type { MessageRef } from "../../domain/place.ts";

/** Whose bot this is in one guild. */
export interface Who {
  readonly connection: ConnectionId;
  readonly guild: string;
  /** The bot's own account. */
  readonly bot: string;
  readonly application: string;
}

/** The address of a message: Discord's own scheme, so that it need not be asked for. */
export const permalinkOf = (guild: string, channel: string, message: string): string =>
  `https://discord.com/channels/${guild}/${channel}/${message}`;

/** The chat channel that Discord keeps a message in: a thread is one. */
export const channelOf = ({ place }: Pick<MessageRef, "place">): string => place.thread ?? place.chat;

const epoch = 1_420_070_400_000n;

/** A snowflake is its own time. */
export const instantOf = (id: string): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(Number((BigInt(id) >> 22n) + epoch));

/** The least snowflake of an instant: what was made later is greater. */
export const snowflakeAt = (at: Temporal.Instant): string => {
  const since = BigInt(at.epochMilliseconds) - epoch;
  return String((since < 0n ? 0n : since) << 22n);
};
