import type { Server } from "node:http";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import type { Api } from "./api.ts";
import type { Core } from "./core.ts";
import type { Sockets } from "./delivery/sockets.ts";
import { fileRoutes } from "./file-routes.ts";
import { respond } from "./respond.ts";

export interface ServerParts {
  readonly core: Core;
  readonly api: Api;
  readonly sockets: Sockets;
}

/** The addresses an app talks to: Web API, response URLs, file contents and sockets. */
export function serve(server: Server, { core, api, sockets }: ServerParts): () => Promise<void> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(async (context, next) => {
    const { down } = api.faults;
    if (down === "unavailable") return context.text("service unavailable", 503);
    if (down === "refuse") context.env.incoming.socket.destroy();
    await next();
  });
  app.all("/api/:method", (context) =>
    api.handle(context.req.param("method"), context.req.raw, () => context.env.incoming.socket.destroy()),
  );
  app.post("/response/:token", (context) => respond(core, context.req.param("token"), context.req.raw));
  app.route("/", fileRoutes(core));
  server.on("request", getRequestListener(app.fetch));
  server.on("upgrade", (request, socket, head) => {
    if (api.faults.down !== "no") socket.destroy();
    else sockets.upgrade(request, socket, head);
  });
  return async () => {
    await sockets.close();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
}
