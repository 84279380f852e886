import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from "@slack/web-api";
import { DeliveryError } from "../../domain/refusal.ts";

/** Slack's own troubles: the same call may well succeed later. Every other refusal will be repeated for ever. */
const passing = new Set([
  "accesslimited",
  "fatal_error",
  "internal_error",
  "ratelimited",
  "rate_limited",
  "request_timeout",
  "service_unavailable",
  "team_added_to_org",
  "message_limit_exceeded",
]);

/** The error Slack named, if it answered at all. */
export const slackCode = (error: unknown): string | undefined =>
  error instanceof WebAPIPlatformError ? error.data.error : undefined;

const refusedTokens = new Set(["account_inactive", "invalid_auth", "token_expired", "token_revoked"]);

/** Does Slack no longer take the token? */
export const isTokenRefused = (error: unknown): boolean => refusedTokens.has(slackCode(error) ?? "");

/** A failed call as what the queue understands. Where nothing came back, the fate of the call is unknown. */
export const deliveryError = (error: unknown): DeliveryError => {
  if (error instanceof DeliveryError) return error;
  if (error instanceof WebAPIRateLimitedError) {
    return new DeliveryError("slack", "Slack asked for a pause.", { retryAfter: error.retryAfter });
  }
  if (error instanceof WebAPIPlatformError) {
    const needed = "needed" in error.data ? ` (${String(error.data.needed)})` : "";
    const message = `Slack refused: ${error.data.error}${needed}`;
    return new DeliveryError("slack", message, { permanent: !passing.has(error.data.error) });
  }
  if (error instanceof WebAPIHTTPError) {
    return new DeliveryError("slack", `Slack answered ${error.statusCode}.`, {
      permanent: error.statusCode >= 400 && error.statusCode < 500 && error.statusCode !== 408,
    });
  }
  return new DeliveryError("slack", "Slack could not be reached.");
};

/** Calls Slack; whatever goes wrong is a DeliveryError. */
export const calling = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    throw deliveryError(error);
  }
};

/** The same, where some refusals mean that it is so already. */
export const settled = async (call: () => Promise<unknown>, already: readonly string[]): Promise<void> => {
  try {
    await call();
  } catch (error) {
    if (!already.includes(slackCode(error) ?? "")) throw deliveryError(error);
  }
};
