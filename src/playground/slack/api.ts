import { setTimeout as wait } from "node:timers/promises";
import { makeFaults } from "../faults.ts";
import { isJson, type Json } from "../json.ts";
import type { Core } from "./core.ts";
import { concerns, type Failure, type Fault, type RateLimit, type SlackFaults } from "./faults.ts";
import { type Args, type Method, needScope, readArgs } from "./methods/method.ts";
import { methods } from "./methods/table.ts";
import { SlackRefusal } from "./refusal.ts";

export interface ApiCall {
  readonly method: string;
  /** Was the token one of the app's own? */
  readonly known: boolean;
  readonly body: Json;
  readonly at: Temporal.Instant;
  readonly ok: boolean;
  readonly error?: string;
}

export interface Api {
  readonly handle: (method: string, args: Args, hangUp: () => void) => Promise<Response>;
  readonly faults: SlackFaults;
  readonly calls: ApiCall[];
}

const remembered = 2_000;

/** One workspace's Web API: lets planned trouble happen, checks the token and the scopes, and runs the method. */
export function makeApi(core: Core, ticket: () => string): Api {
  const faults = makeFaults<Fault>();
  const calls: ApiCall[] = [];

  const record = (method: string, args: Args, outcome: Json): Json => {
    const { token, ...body } = args.all;
    const error = typeof outcome.error === "string" ? { error: outcome.error } : {};
    const known = token === core.identity.botToken || token === core.identity.appToken;
    calls.push({ method, known, body, at: core.now(), ok: outcome.ok === true, ...error });
    if (calls.length > remembered) calls.shift();
    return outcome;
  };

  const perform = (name: string, args: Args): Json => {
    try {
      const method = name === "apps.connections.open" ? connect(core, ticket) : methods[name];
      if (method === undefined) throw new SlackRefusal("unknown_method", { req_method: name });
      checkToken(core, method, args.text("token"));
      if (method.token !== "app") needScope(core, method.scopes);
      return { ok: true, ...method.run(core, args) };
    } catch (error) {
      if (!(error instanceof SlackRefusal)) throw error;
      return { ok: false, error: error.message, ...error.extra };
    }
  };

  const handle = async (name: string, args: Args, hangUp: () => void): Promise<Response> => {
    const fault = faults.take(name, (each) => concerns(each, args));
    if (fault?.kind === "limit") return limited(fault.rule, record(name, args, { ok: false, error: "ratelimited" }));
    const failure = fault?.rule;
    if (failure?.delay !== undefined) await wait(failure.delay);
    if (failure !== undefined && !failure.after && (failure.error ?? failure.status) !== undefined) {
      return failed(failure, record(name, args, { ok: false, error: failure.error ?? "internal_error" }));
    }
    const outcome = record(name, args, perform(name, args));
    if (failure?.after) hangUp();
    const scopes = core.installation()?.scopes.join(",") ?? "";
    return Response.json(outcome, { headers: { "x-oauth-scopes": scopes } });
  };

  return { handle, faults, calls };
}

function limited({ retryAfter }: RateLimit, body: Json): Response {
  return Response.json(body, { status: 429, headers: { "retry-after": String(retryAfter) } });
}

function failed({ status, error }: Failure, body: Json): Response {
  if (error !== undefined && status === undefined) return Response.json(body);
  return Response.json(body, { status: status ?? 500 });
}

function checkToken({ identity, installation }: Core, method: Method, token: string | undefined): void {
  if (token === undefined || token === "") throw new SlackRefusal("not_authed");
  const isApp = token === identity.appToken;
  if (!isApp && token !== identity.botToken) throw new SlackRefusal("invalid_auth");
  if (isApp !== (method.token === "app")) throw new SlackRefusal("not_allowed_token_type");
  if (installation() === null) throw new SlackRefusal("account_inactive");
}

function connect(core: Core, ticket: () => string): Method {
  return {
    scopes: [],
    token: "app",
    run: () => {
      if (!core.installation()?.socketMode) throw new SlackRefusal("forbidden_team");
      const query = new URLSearchParams({ ticket: ticket(), app_id: core.identity.bot.appId });
      return { url: `${core.origin().replace("http", "ws")}/link/?${query}` };
    },
  };
}

/** The token and the arguments of a call, however they were sent. */
export async function readCall(request: Request): Promise<Args> {
  return readArgs(await readBody(request));
}

async function readBody(request: Request): Promise<Json> {
  const url = new URL(request.url);
  const type = request.headers.get("content-type") ?? "";
  const bearer = request.headers.get("authorization")?.match(/^Bearer (.+)$/i)?.[1];
  const token = bearer === undefined ? {} : { token: bearer };
  const query = Object.fromEntries(url.searchParams);
  if (request.method === "GET") return { ...query, ...token };
  if (type.startsWith("application/json")) return { ...query, ...readJson(await request.text()), ...token };
  if (type.startsWith("multipart/")) return { ...query, ...Object.fromEntries(await request.formData()), ...token };
  return { ...query, ...Object.fromEntries(new URLSearchParams(await request.text())), ...token };
}

function readJson(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : {};
  } catch {
    return {};
  }
}
