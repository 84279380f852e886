import { createHash, createHmac } from "node:crypto";

/** A webhook's own name: the same for every try at the same message, and nobody learns our key from it. */
export const webhookId = (key: string): string =>
  `msg_${createHash("sha256").update(key).digest("base64url").slice(0, 27)}`;

/**
 * The headers of a signed webhook (Standard Webhooks 1.0): HMAC-SHA256 over id, timestamp and body, once with each
 * secret, so that the old one still fits while receivers take over the new one.
 */
export const signed = (
  { key, body, at }: { readonly key: string; readonly body: string; readonly at: Temporal.Instant },
  secrets: readonly string[],
): Readonly<Record<string, string>> => {
  const id = webhookId(key);
  const timestamp = String(Math.floor(at.epochMilliseconds / 1000));
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": secrets.map((secret) => signature(secret, `${id}.${timestamp}.${body}`)).join(" "),
  };
};

/** One signature over "<id>.<timestamp>.<body>". */
export const signature = (secret: string, content: string): string => {
  const key = Buffer.from(secret.replace(/^whsec_/u, ""), "base64");
  return `v1,${createHmac("sha256", key).update(content).digest("base64")}`;
};
