import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";
import { DeliveryError } from "../../domain/refusal.ts";

/** Discord's numbers for what may well succeed later. Every other refusal will be repeated for ever. */
const passing = new Set([20_016, 20_022, 20_028, 20_029, 30_046, 130_000]);

/** Discord's numbers that are acted upon. */
export const codes = {
  unknownChannel: 10_003,
  unknownGuild: 10_004,
  unknownMember: 10_007,
  unknownMessage: 10_008,
  unknownUser: 10_013,
  unknownWebhook: 10_015,
  unknownInteraction: 10_062,
  alreadyAnswered: 40_060,
  missingAccess: 50_001,
  notInDirect: 50_003,
  cannotWriteTo: 50_007,
  missingPermissions: 50_013,
  badToken: 50_027,
  archived: 50_083,
  threadExists: 160_004,
} as const;

/** The number Discord gave its refusal, if it answered with one. */
export const discordCode = (error: unknown): number | undefined =>
  error instanceof DiscordAPIError ? Number(error.code) : undefined;

/** A failed call as what the queue understands. Where nothing came back, the fate of the call is unknown. */
export const deliveryError = (error: unknown): DeliveryError => {
  if (error instanceof DeliveryError) return error;
  if (error instanceof RateLimitError) {
    const retryAfter = Math.max(0.001, error.retryAfter / 1000);
    return new DeliveryError("discord", "Discord asked for a pause.", { retryAfter });
  }
  if (error instanceof DiscordAPIError) {
    const message = `Discord refused: ${error.message.split("\n")[0]} (${error.code})`;
    const mayPass = passing.has(Number(error.code)) || [401, 408, 429].includes(error.status) || error.status >= 500;
    return new DeliveryError("discord", message, { permanent: !mayPass });
  }
  if (error instanceof HTTPError) {
    return new DeliveryError("discord", `Discord answered ${error.status}.`, {
      permanent: error.status >= 400 && error.status < 500 && error.status !== 408,
    });
  }
  return new DeliveryError("discord", "Discord could not be reached.");
};

/** Calls Discord; whatever goes wrong is a DeliveryError. */
export const calling = async <T>(call: () => Promise<unknown>): Promise<T> => {
  try {
    return (await call()) as T;
  } catch (error) {
    throw deliveryError(error);
  }
};

/** The same, where some refusals mean that it is so already. */
export const settled = async (call: () => Promise<unknown>, already: readonly number[]): Promise<void> => {
  try {
    await call();
  } catch (error) {
    if (!already.includes(discordCode(error) ?? 0)) throw deliveryError(error);
  }
};
