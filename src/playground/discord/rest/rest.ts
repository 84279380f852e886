import { setTimeout as wait } from "node:timers/promises";
import { makeFaults } from "../../faults.ts";
import type { Json } from "../../json.ts";
import type { Core } from "../core.ts";
import { concerns, type DiscordFaults, type Failure, type Fault, type RateLimit } from "../faults.ts";
import { DiscordRefusal, refuse } from "../refusal.ts";
import { type GivenBody, readBody } from "./body.ts";
import { type Buckets, makeBuckets } from "./buckets.ts";
import { type Call, type Match, makeRouter } from "./route.ts";
import { routes } from "./table.ts";

export interface RestCall {
  readonly method: string;
  /** As faults name it: "POST /channels/:channel/messages". */
  readonly route: string;
  /** Without the tokens. */
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly files: readonly { readonly name: string; readonly size: number }[];
  readonly at: Temporal.Instant;
  readonly status: number;
  /** Discord's own code of a refusal. */
  readonly code?: number;
}

export interface Rest {
  readonly handle: (path: string, request: Request, hangUp: () => void) => Promise<Response>;
  readonly faults: DiscordFaults;
  readonly buckets: Buckets;
  readonly calls: RestCall[];
}

const remembered = 2_000;
const find = makeRouter(routes);

/** The REST API: finds the route, lets planned trouble happen, checks the token and runs it. */
export function makeRest(core: Core): Rest {
  const faults = makeFaults<Fault>();
  const buckets = makeBuckets();
  const calls: RestCall[] = [];

  const record = ({ name, params }: Match, { json, list, files }: GivenBody, status: number, code?: number): void => {
    const { token: _, ...told } = params;
    const [method = ""] = name.split(" ");
    const sent = files.map((file) => ({ name: file.name, size: file.bytes.length }));
    const about = { method, route: name, params: told, body: list ?? json, files: sent, at: core.now(), status };
    calls.push({ ...about, ...(code === undefined ? {} : { code }) });
    if (calls.length > remembered) calls.shift();
  };

  const perform = (match: Match, call: Call, isBot: boolean): Response => {
    if (!match.route.open && !isBot) refuse("unauthorized");
    const reply = match.route.run(core, call);
    if (reply === null) return new Response(null, { status: 204 });
    return Response.json(reply, { status: match.route.status ?? 200 });
  };

  const handle = async (path: string, request: Request, hangUp: () => void): Promise<Response> => {
    const url = new URL(request.url);
    const match = find(request.method, path);
    if (match === "none" || match === "other") return refused(match === "none" ? "notFound" : "methodNotAllowed");
    const given = await readBody(request).catch(asRefusal);
    if (given instanceof DiscordRefusal) return respond(given);
    const answer = (response: Response, code?: number): Response => {
      record(match, given, response.status, code);
      return response;
    };
    const fault = faults.take(match.name, (each) => concerns(each, match.params));
    if (fault?.kind === "limit") return answer(limited(fault.rule));
    const failure = fault?.rule;
    if (failure?.delay !== undefined) await wait(failure.delay);
    if (failure !== undefined && !failure.after && (failure.status ?? failure.code) !== undefined)
      return answer(failed(failure), failure.code);
    const { headers, wait: seconds } = buckets.spend(match.name, majorOf(match));
    if (seconds !== null) return answer(withHeaders(limited({ times: 1, retryAfter: seconds }), headers));
    const done = run(() =>
      perform(match, { ...given, params: match.params, query: url.searchParams }, isBot(core, request)),
    );
    if (failure?.after) hangUp();
    return answer(
      withHeaders(done instanceof DiscordRefusal ? respond(done) : done, headers),
      done instanceof DiscordRefusal ? done.code : undefined,
    );
  };

  return { handle, faults, buckets, calls };
}

function run(perform: () => Response): Response | DiscordRefusal {
  try {
    return perform();
  } catch (error) {
    return asRefusal(error);
  }
}

function asRefusal(error: unknown): DiscordRefusal {
  if (error instanceof DiscordRefusal) return error;
  throw error;
}

function isBot(core: Core, request: Request): boolean {
  return core.installation() !== null && request.headers.get("authorization") === `Bot ${core.identity.token}`;
}

/** Buckets are shared by route, and apart by the channel, server or webhook. */
function majorOf({ params }: Match): string {
  return params.channel ?? params.guild ?? params.token ?? "";
}

function respond({ status, code, message, errors }: DiscordRefusal): Response {
  const body: Json = { message, code, ...(errors === undefined ? {} : { errors }) };
  return Response.json(body, { status });
}

function refused(name: "notFound" | "methodNotAllowed"): Response {
  const error = run(() => refuse(name));
  return error instanceof DiscordRefusal ? respond(error) : error;
}

function limited({ retryAfter, global = false }: RateLimit): Response {
  const body = { message: "You are being rate limited.", retry_after: retryAfter, global };
  const headers = {
    "retry-after": String(Math.ceil(retryAfter)),
    "x-ratelimit-reset-after": String(retryAfter),
    "x-ratelimit-scope": global ? "global" : "user",
    ...(global ? { "x-ratelimit-global": "true" } : {}),
  };
  return Response.json(body, { status: 429, headers });
}

function failed({ status = 500, code = 0 }: Failure): Response {
  const message = `${status}: planned`;
  return Response.json({ message, code }, { status });
}

function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  for (const [name, value] of Object.entries(headers)) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  return response;
}
