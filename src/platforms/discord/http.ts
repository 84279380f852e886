import { createPublicKey, verify } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { responses } from "./acks.ts";
import type { Json } from "./client.ts";

const longestBody = 1_000_000;
/** Whoever recorded a request cannot repeat it later. */
const oldest = { seconds: 300 } as const;

export interface Listening {
  /** Hex, as Discord shows it. */
  readonly publicKey: string;
  now(): Temporal.Instant;
  /** Handles an interaction; the first response goes back in the answer to Discord's call. */
  take(data: unknown, respond: (response: Json) => Promise<void>): Promise<void>;
  onFailure(error: unknown): void;
}

/** Interactions that Discord calls us with. What is not signed by Discord is refused. */
export const handleInteractions = (listening: Listening) => {
  const isSigned = verifierOf(listening.publicKey);
  return (request: IncomingMessage, response: ServerResponse): void => {
    const end = (status: number, body?: Json) => {
      if (response.headersSent || response.writableEnded) return Promise.resolve();
      response.writeHead(status, body === undefined ? {} : { "content-type": "application/json" });
      return new Promise<void>((resolve) => response.end(body === undefined ? "" : JSON.stringify(body), resolve));
    };
    const serve = async (): Promise<unknown> => {
      if (request.method !== "POST") return end(405);
      const body = await readBody(request);
      if (body === null) return end(413);
      const timestamp = String(request.headers["x-signature-timestamp"] ?? "");
      const signature = String(request.headers["x-signature-ed25519"] ?? "");
      if (isOld(timestamp, listening.now()) || !isSigned(body, timestamp, signature)) return end(401);
      const data = JSON.parse(body.toString("utf8")) as { readonly type?: unknown };
      if (data.type === 1) return end(200, { type: responses.pong });
      await listening.take(data, async (first) => {
        if (response.writableEnded || response.destroyed) throw new Error("Discord's call has ended.");
        return end(200, first);
      });
      return end(202);
    };
    serve().catch((error: unknown) => {
      listening.onFailure(error);
      void end(500);
    });
  };
};

const isOld = (timestamp: string, now: Temporal.Instant): boolean => {
  if (!/^\d{1,12}$/.test(timestamp)) return true;
  const sent = Temporal.Instant.fromEpochMilliseconds(Number(timestamp) * 1000);
  return Temporal.Duration.compare(sent.until(now).abs(), oldest) > 0;
};

/** DER that stands before the 32 bytes of an Ed25519 key (RFC 8410). */
const keyPrefix = Buffer.from("302a300506032b6570032100", "hex");

const verifierOf = (publicKey: string) => {
  const der = Buffer.concat([keyPrefix, Buffer.from(publicKey, "hex")]);
  const key = createPublicKey({ key: der, format: "der", type: "spki" });
  return (body: Buffer, timestamp: string, signature: string): boolean =>
    /^[0-9a-f]{128}$/i.test(signature) &&
    verify(null, Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, "hex"));
};

const readBody = async (request: IncomingMessage): Promise<Buffer | null> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > longestBody) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};
