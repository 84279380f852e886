import type { Server } from "node:http";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import type { Core } from "./core.ts";
import type { Gateway } from "./gateway/gateway.ts";
import type { Rest } from "./rest/rest.ts";

export interface ServerParts {
  readonly core: Core;
  readonly rest: Rest;
  readonly gateway: Gateway;
}

/** The addresses an app talks to: REST API, attachments and gateway. */
export function serve(server: Server, { core, rest, gateway }: ServerParts): () => Promise<void> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(async (context, next) => {
    const { down } = rest.faults;
    if (down === "unavailable") return context.text("upstream connect error", 503);
    if (down === "refuse") context.env.incoming.socket.destroy();
    await next();
  });
  app.get("/attachments/:channel/:id/:name", (context) => {
    const { id, name } = context.req.param();
    const file = core.files.get(id);
    const bytes = core.storage.bytes(id);
    if (file?.filename !== name || bytes === undefined)
      return context.text("This content is no longer available.", 404);
    return new Response(bytes, { headers: { "content-type": file.mediaType } });
  });
  app.all("*", (context) => {
    const path = new URL(context.req.url).pathname.replace(/^\/api(\/v\d+)?/, "");
    return rest.handle(path, context.req.raw, () => context.env.incoming.socket.destroy());
  });
  server.on("request", getRequestListener(app.fetch));
  server.on("upgrade", (request, socket, head) => {
    if (rest.faults.down !== "no") socket.destroy();
    else gateway.upgrade(request, socket, head);
  });
  return async () => {
    await gateway.close();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
}
