import { Hono } from "hono";
import type { Core } from "./core.ts";

export function fileRoutes(core: Core): Hono {
  const app = new Hono();
  app.get("/files-pri/:name/:rest{.+}", (context) => {
    const id = context.req.param("name").split("-").at(-1) ?? "";
    const file = core.files.get(id);
    const bytes = core.storage.bytes(id);
    if (context.req.header("authorization") !== `Bearer ${core.identity.botToken}`) return context.text("", 401);
    if (file === undefined || bytes === undefined) return context.text("", 404);
    return new Response(bytes, { headers: { "content-type": file.mimetype } });
  });
  return app;
}
