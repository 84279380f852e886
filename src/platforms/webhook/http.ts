import { lookup as resolve } from "node:dns";
import { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage, request as overHttp } from "node:http";
import { request as overTls } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { DeliveryError } from "../../domain/refusal.ts";
import type { Reachable } from "./networks.ts";

/** One request to somebody else's server. */
export interface Call {
  /** What is called, for a person who reads why it failed. */
  readonly service: string;
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The most bytes of an answer that are read; 64 KB unless set. */
  readonly most?: number;
}

export interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly headers?: IncomingHttpHeaders;
  /** As far as it was read. */
  readonly body: string;
}

/** Calls, or throws a DeliveryError where no answer came. */
export type Http = (call: Call) => Promise<Answer>;

export interface HttpOptions {
  readonly reachable: Reachable;
  /** Names to addresses; the system's unless a test brings its own. */
  readonly resolve?: typeof resolve;
  /** From the first packet to the end of the answer, in milliseconds. */
  readonly patience?: number;
}

const limits = { patience: 15_000, request: 512 * 1024, answer: 64 * 1024 } as const;

/** Names are resolved once, and exactly the address that was judged is connected to. Redirects are not followed. */
export const makeHttp = (options: HttpOptions): Http => {
  const lookup = guarded(options);
  const patience = options.patience ?? limits.patience;
  return async (call) => {
    const url = addressOf(call);
    refuseSize(call);
    const host = url.hostname.replace(/^\[|\]$/gu, "");
    if (isIP(host) !== 0 && !options.reachable(host)) throw notOpen(call.service, host);
    const progress = { sent: false };
    try {
      return await answerTo(call, url, { lookup, patience, progress });
    } catch (error) {
      throw failure(call, error, progress.sent);
    }
  };
};

interface Sending {
  readonly lookup: LookupFunction;
  readonly patience: number;
  readonly progress: { sent: boolean };
}

const answerTo = async (call: Call, url: URL, { lookup, patience, progress }: Sending): Promise<Answer> => {
  const { promise, resolve: done, reject } = Promise.withResolvers<IncomingMessage>();
  const bytes = call.body === undefined ? undefined : Buffer.from(call.body, "utf8");
  const begin = url.protocol === "https:" ? overTls : overHttp;
  const sending: ClientRequest = begin(
    url,
    {
      method: call.method,
      headers: { ...call.headers, ...(bytes === undefined ? {} : { "content-length": bytes.length }) },
      lookup,
      agent: false,
      signal: AbortSignal.timeout(patience),
    },
    done,
  );
  sending.on("error", reject);
  sending.on("finish", () => {
    progress.sent = true;
  });
  sending.end(bytes);
  const response = await promise;
  return {
    status: response.statusCode ?? 0,
    retryAfter: response.headers["retry-after"],
    headers: response.headers,
    body: await readSome(response, call.most ?? limits.answer),
  };
};

const readSome = async (response: IncomingMessage, most: number): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    // Leaving the loop closes the connection: nobody makes us read on.
    if (size >= most) break;
  }
  return Buffer.concat(chunks).subarray(0, most).toString("utf8");
};

const guarded =
  ({ reachable, resolve: ask = resolve }: HttpOptions): LookupFunction =>
  (name, options, callback) => {
    ask(name, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, "", 0);
      const open = found.filter(({ address }) => reachable(address));
      const [first] = open;
      if (first === undefined) return callback(notOpen("The target", name), "", 0);
      if (options.all) callback(null, open);
      else callback(null, first.address, first.family);
    });
  };

const addressOf = ({ url, service }: Call): URL => {
  const address = URL.parse(url);
  if (address === null || !/^https?:$/u.test(address.protocol) || address.username !== "" || address.password !== "") {
    throw new DeliveryError("webhook", `${service} has no address that can be called.`, { permanent: true });
  }
  return address;
};

const refuseSize = ({ body = "", service }: Call): void => {
  if (Buffer.byteLength(body, "utf8") <= limits.request) return;
  throw new DeliveryError("webhook", `What ${service} was to be sent is too long.`, { permanent: true });
};

const notOpen = (service: string, host: string): DeliveryError & NodeJS.ErrnoException =>
  new DeliveryError(
    "webhook",
    `${service} leads to ${host}, which is not on the open internet. Allow its network with TOCSIN_PRIVATE_TARGETS.`,
    { permanent: true },
  );

/** No connection, no message: only what broke after the request was written may have arrived. */
const failure = ({ service }: Call, error: unknown, sent: boolean): DeliveryError => {
  if (error instanceof DeliveryError) return error;
  const { code, name } = error as NodeJS.ErrnoException;
  const late = name === "AbortError" || name === "TimeoutError";
  const words = late ? "did not answer in time" : (reasons[code ?? ""] ?? "could not be reached");
  const ours = code === "EAI_AGAIN" || code === "ENETUNREACH" || code === "EMFILE";
  return new DeliveryError("webhook", `${service} ${words}${late || code === undefined ? "" : ` (${code})`}.`, {
    uncertain: sent,
    ours,
  });
};

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: "refused the connection",
  ECONNRESET: "broke off the connection",
  ENOTFOUND: "has a host name that does not exist",
  EAI_AGAIN: "could not be looked up",
  CERT_HAS_EXPIRED: "has a certificate that has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "has a certificate that nobody vouches for",
  SELF_SIGNED_CERT_IN_CHAIN: "has a certificate that nobody vouches for",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "has a certificate that nobody vouches for",
  ERR_TLS_CERT_ALTNAME_INVALID: "has a certificate for another host",
};
