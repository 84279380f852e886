import { createServer, type IncomingMessage, type Server as NodeServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { ConfigError } from "../domain/refusal.ts";

/** A path whose requests somebody else answers, with the body unread: a signature covers its exact bytes. */
export interface Mount {
  readonly path: string;
  handle(request: IncomingMessage, response: ServerResponse): void;
}

/** A path under which somebody else answers, whatever follows it. */
export interface Annex {
  readonly path: string;
  fetch(request: Request, env: HttpBindings): Response | Promise<Response>;
}

/** What is wrong, or null. */
export type Check = () => Promise<string | null> | string | null;

export interface ServerOptions {
  readonly host: string;
  readonly port: number;
  readonly checks: Readonly<Record<string, Check>>;
  /** Said with the checks, but nothing waits for them. */
  readonly remarks?: Readonly<Record<string, Check>>;
  readonly mounts?: readonly Mount[];
  readonly annexes?: readonly Annex[];
  /** Answers whatever nothing else does. */
  readonly fallback?: (request: Request) => Response | Promise<Response>;
  /** Told of what a request broke; the person gets one line of apology. */
  readonly report: (error: Error) => void;
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

export interface Server {
  readonly url: string;
  /** Takes no new connections and gives those open two seconds to finish. */
  stop(): Promise<void>;
}

/** Refuses a place that cannot be listened at, before anything else is begun. */
export const tryPlace = async (host: string, port: number): Promise<void> => {
  if (port === 0) return;
  const probe = createServer();
  await new Promise<void>((done, fail) => {
    probe.once("error", (error) => fail(unusable(error, host, port)));
    probe.listen(port, host, done);
  });
  await new Promise((done) => probe.close(done));
};

const checkLimit = 3_000;

export const startServer = async (options: ServerOptions): Promise<Server> => {
  const { host, port, mounts = [] } = options;
  const listener = getRequestListener(routes(options).fetch);
  const server = createServer((request, response) => {
    const path = request.url?.split("?", 1)[0];
    const mount = mounts.find((one) => one.path === path);
    if (mount) mount.handle(request, response);
    else void listener(request, response);
  });
  server.on("upgrade", (request, socket, head) =>
    options.upgrade ? options.upgrade(request, socket, head) : socket.destroy(),
  );
  await new Promise<void>((done, fail) => {
    server.once("error", (error) => fail(unusable(error, host, port)));
    server.listen(port, host, done);
  });
  const { port: chosen } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${chosen}`,
    stop: () => stop(server),
  };
};

const stop = (server: NodeServer): Promise<void> =>
  new Promise((done) => {
    // A kept-alive connection falls idle only after its last answer.
    const idle = setInterval(() => server.closeIdleConnections(), 20);
    const force = setTimeout(() => server.closeAllConnections(), 2_000);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(force);
      done();
    });
  });

const routes = ({ checks, remarks = {}, annexes = [], fallback, report }: ServerOptions) => {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.onError((error, c) => {
    report(error);
    return c.text("Sorry, that did not work. It has been written down.", 500);
  });
  app.get("/healthz", (c) => c.text("ok"));
  app.get("/readyz", async (c) => {
    const [checked, remarked] = await Promise.all([resultsOf(checks), resultsOf(remarks)]);
    const ready = checked.every(([, result]) => result === "ok");
    return c.json({ ready, ...Object.fromEntries([...checked, ...remarked]) }, ready ? 200 : 503);
  });
  for (const annex of annexes) app.all(`${annex.path}/*`, (c) => annex.fetch(c.req.raw, c.env));
  if (fallback) app.all("*", (c) => fallback(c.req.raw));
  return app;
};

const resultsOf = (checks: Readonly<Record<string, Check>>) =>
  Promise.all(Object.entries(checks).map(async ([name, check]) => [name, (await reasonOf(check)) ?? "ok"] as const));

const reasonOf = async (check: Check): Promise<string | null> => {
  const { promise: late, resolve } = Promise.withResolvers<string>();
  const timer = setTimeout(() => resolve(`no answer in ${checkLimit / 1000} s`), checkLimit);
  try {
    return await Promise.race([late, check()]);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearTimeout(timer);
  }
};

const unusable = (error: NodeJS.ErrnoException, host: string, port: number): Error => {
  if (error.code === "EADDRINUSE")
    return new ConfigError([`PORT ${port} is taken by another program. Stop it, or set PORT to another number.`]);
  if (error.code === "EACCES")
    return new ConfigError([`PORT ${port} may not be used. Set PORT to a number above 1023.`]);
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
    return new ConfigError([
      `HOST ${host} is not an address of this machine. Set it to 127.0.0.1, or to 0.0.0.0 for all.`,
    ]);
  return error;
};
