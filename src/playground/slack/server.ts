import type { Server } from "node:http";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { readCall } from "./api.ts";
import type { Sockets } from "./delivery/sockets.ts";
import { fileRoutes } from "./file-routes.ts";
import type { Args } from "./methods/method.ts";
import type { Consents } from "./oauth.ts";
import { SlackRefusal } from "./refusal.ts";
import { respond } from "./respond.ts";
import type { RunningTeam } from "./team.ts";

export interface ServerParts {
  /** The first is the app's own; others may follow later. */
  readonly teams: readonly RunningTeam[];
  readonly consents: Consents;
  readonly sockets: Sockets;
}

/** The addresses an app talks to: Web API, response URLs, file contents and sockets. */
export function serve(server: Server, { teams, consents, sockets }: ServerParts): () => Promise<void> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const down = () => teams[0]?.api.faults.down ?? "no";
  /** Whose bot a token is; what is nobody's the first team refuses. */
  const ofToken = (token: string | undefined) => teams.find(({ core }) => core.identity.botToken === token) ?? teams[0];
  app.use(async (context, next) => {
    if (down() === "unavailable") return context.text("service unavailable", 503);
    if (down() === "refuse") context.env.incoming.socket.destroy();
    await next();
  });
  app.post("/api/oauth.v2.access", async (context) =>
    context.json(exchange(consents, await readCall(context.req.raw))),
  );
  app.all("/api/:method", async (context) => {
    const args = await readCall(context.req.raw);
    const team = ofToken(args.text("token"));
    if (team === undefined) return context.notFound();
    return team.api.handle(context.req.param("method"), args, () => context.env.incoming.socket.destroy());
  });
  app.post("/response/:token", (context) => {
    const token = context.req.param("token");
    const team = teams.find(({ core }) => core.responseUrls.knows(token)) ?? teams[0];
    return team === undefined ? context.notFound() : respond(team.core, token, context.req.raw);
  });
  app.route("/", fileRoutes(teams));
  server.on("request", getRequestListener(app.fetch));
  server.on("upgrade", (request, socket, head) => {
    if (down() !== "no") socket.destroy();
    else sockets.upgrade(request, socket, head);
  });
  return async () => {
    await sockets.close();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
}

function exchange(consents: Consents, args: Args): object {
  try {
    return { ok: true, ...consents.exchange(args) };
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    return { ok: false, error: error.message, ...error.extra };
  }
}
