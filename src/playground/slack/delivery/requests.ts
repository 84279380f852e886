import { createHmac } from "node:crypto";
import { isJson, type Json } from "../../json.ts";
import { makeSecret } from "../../secret.ts";
import type { Answer, Envelope, Transport } from "./envelope.ts";

export interface Requests extends Transport {
  /** Asks whether an address is the app's: it must give the challenge back. */
  readonly verify: (url: string, token: string) => Promise<boolean>;
}

export interface RequestOptions {
  readonly signingSecret: string;
  /** Milliseconds in which the app must answer 2xx. */
  readonly patience: number;
}

/** Delivery to request URLs, signed with the signing secret (scheme v0). */
export function makeRequests({ signingSecret, patience }: RequestOptions): Requests {
  const send = async (envelope: Envelope): Promise<Answer> => {
    if (envelope.url === undefined) return { ok: false, reason: "unreachable" };
    const { body, type } = encode(envelope);
    // The receiver compares this with its machine's clock, so the playground's own clock would not do.
    const at = String(Math.floor(Temporal.Now.instant().epochMilliseconds / 1000));
    const headers: Record<string, string> = {
      "content-type": type,
      "x-slack-request-timestamp": at,
      "x-slack-signature": sign(signingSecret, at, body),
    };
    if (envelope.retry !== undefined) {
      headers["x-slack-retry-num"] = String(envelope.retry.attempt);
      headers["x-slack-retry-reason"] = envelope.retry.reason;
    }
    try {
      const signal = AbortSignal.timeout(patience);
      const response = await fetch(envelope.url, { method: "POST", headers, body, signal });
      return await read(response);
    } catch (error) {
      const timedOut = error instanceof Error && error.name === "TimeoutError";
      return { ok: false, reason: timedOut ? "timeout" : "unreachable" };
    }
  };

  const verify = async (url: string, token: string): Promise<boolean> => {
    const challenge = makeSecret();
    const payload = { type: "url_verification", token, challenge };
    const answer = await send({ kind: "events_api", payload, url });
    return answer.ok && (answer.payload.challenge ?? answer.payload.text) === challenge;
  };

  return { send, verify };
}

export function sign(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
}

function encode({ kind, payload }: Envelope): { readonly body: string; readonly type: string } {
  const form = "application/x-www-form-urlencoded";
  if (kind === "events_api") return { body: JSON.stringify(payload), type: "application/json" };
  if (kind === "interactive") return { body: encodeForm({ payload: JSON.stringify(payload) }), type: form };
  return { body: encodeForm(payload), type: form };
}

function encodeForm(fields: Json): string {
  return new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])).toString();
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  if (!response.ok) return { ok: false, reason: "http_error", status: response.status };
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, payload: isJson(value) ? value : {} };
  } catch {
    return { ok: true, payload: text === "" ? {} : { text } };
  }
}
