import { createPrivateKey, type KeyObject, sign } from "node:crypto";
import type { Identity } from "../state/records.ts";

export interface Requests {
  /** Posts to the app, signed; null when it did not answer 2xx in time. */
  readonly send: (url: string, body: object, how?: { readonly forged: boolean }) => Promise<Response | null>;
  /** Does the app answer PING and refuse a wrong signature, as Discord asks before it takes an address? */
  readonly verify: (url: string) => Promise<boolean>;
}

export interface RequestOptions {
  readonly identity: Identity;
  /** Milliseconds in which the app must answer. */
  readonly patience: number;
}

/** Interactions over HTTP, signed with Ed25519 over the timestamp and the body. */
export function makeRequests({ identity, patience }: RequestOptions): Requests {
  const key = createPrivateKey({ key: Buffer.from(identity.privateKey, "base64"), format: "der", type: "pkcs8" });

  const ask = async (url: string, text: string, at: string, signature: string): Promise<Response> => {
    const headers = {
      "content-type": "application/json",
      "user-agent": "Discord-Interactions/1.0 (+https://discord.com)",
      "x-signature-ed25519": signature,
      "x-signature-timestamp": at,
    };
    return fetch(url, { method: "POST", headers, body: text, signal: AbortSignal.timeout(patience) });
  };

  const send: Requests["send"] = async (url, body, { forged } = { forged: false }) => {
    const text = JSON.stringify(body);
    // The receiver may compare this with its machine's clock, so the playground's own clock would not do.
    const at = String(Math.floor(Temporal.Now.instant().epochMilliseconds / 1000));
    const signature = forged ? "0".repeat(128) : signed(key, at + text);
    return ask(url, text, at, signature).catch(() => null);
  };

  const verify = async (url: string): Promise<boolean> => {
    const ping = {
      id: identity.applicationId,
      application_id: identity.applicationId,
      type: 1,
      token: "ping",
      version: 1,
    };
    const forged = await send(url, ping, { forged: true });
    if (forged?.status !== 401) return false;
    const pong = await send(url, ping);
    if (pong?.ok !== true) return false;
    const said: unknown = await pong.json().catch(() => null);
    return typeof said === "object" && said !== null && "type" in said && said.type === 1;
  };

  return { send, verify };
}

function signed(key: KeyObject, text: string): string {
  return sign(null, Buffer.from(text), key).toString("hex");
}
