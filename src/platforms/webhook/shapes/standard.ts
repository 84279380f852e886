import { webhookBody } from "../../../presentation/webhook-body.ts";
import { render } from "../render.ts";
import { jsonOf, type Shape } from "../shape.ts";
import { signed } from "../sign.ts";

/** Our own JSON, signed by the Standard Webhooks rule. While a secret is being replaced both sign. */
export const standard: Shape<"webhook"> = {
  service: "The webhook",
  call({ url, secret, before, until }, letter, { key, now, url: ours }) {
    const body = jsonOf(webhookBody(letter, render, ours));
    const replaced = before !== undefined && until !== undefined && isBefore(now, until) ? [before] : [];
    const secrets = [...(secret === undefined ? [] : [secret]), ...replaced];
    return {
      method: "POST",
      url,
      headers: { "content-type": "application/json; charset=utf-8", ...signed({ key, body, at: now }, secrets) },
      body,
    };
  },
};

const isBefore = (now: Temporal.Instant, until: string): boolean =>
  Temporal.Instant.compare(now, Temporal.Instant.from(until)) < 0;
