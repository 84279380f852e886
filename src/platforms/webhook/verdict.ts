import { DeliveryError } from "../../domain/refusal.ts";
import { oneLine, shorten } from "../shorten.ts";
import type { Answer } from "./http.ts";

/** Longer than this nobody is kept waiting, whatever a server says. In seconds. */
const longestWait = 3_600;

/** Tried again whatever else it may mean: too early, too slow, too much, or their own trouble. */
const passing = new Set([408, 425, 429]);

/** Throws where an answer says no: for good, or for now (429 and 503 may say for how long). */
export const refuseFailure = (service: string, answer: Answer, now: Temporal.Instant): void => {
  const { status } = answer;
  if (status >= 200 && status < 300) return;
  if (status >= 300 && status < 400) {
    throw new DeliveryError("webhook", `${service} leads elsewhere (${status}), and redirects are not followed.`, {
      permanent: true,
    });
  }
  const said = excerptOf(answer.body);
  const words = `${service} answered ${status}${said === "" ? "" : `: ${said}`}`;
  if (status < 500 && !passing.has(status)) throw new DeliveryError("webhook", words, { permanent: true });
  const retryAfter = waitIn(answer.retryAfter, now);
  throw new DeliveryError("webhook", words, retryAfter === undefined ? {} : { retryAfter });
};

/** A refusal that a service hides in the body of a friendly answer. */
export const refuse = (
  service: string,
  said: string,
  how: { readonly passing: boolean; readonly retryAfter?: number },
): never => {
  throw new DeliveryError("webhook", `${service} refused: ${excerptOf(said)}`, {
    permanent: !how.passing,
    uncertain: false,
    ...(how.retryAfter === undefined ? {} : { retryAfter: Math.min(longestWait, Math.max(1, how.retryAfter)) }),
  });
};

/** The fields of a JSON object that was answered; none of anything else. */
export const fieldsIn = ({ body }: Answer): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
};

const excerptOf = (body: string): string => shorten(oneLine(body.slice(0, 2_000)), 200);

/** Seconds, or a date (RFC 9110, 10.2.3); undefined for anything else. */
const waitIn = (header: string | undefined, now: Temporal.Instant): number | undefined => {
  if (header === undefined) return undefined;
  const seconds = /^\d{1,9}$/u.test(header.trim())
    ? Number(header)
    : (Date.parse(header) - now.epochMilliseconds) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.min(longestWait, Math.max(1, Math.ceil(seconds)));
};
