import { Hono } from "hono";
import type { Core } from "./core.ts";

/** File contents: put up once at the address Slack gave, read with the bot's token. */
export function fileRoutes(teams: readonly { readonly core: Core }[]): Hono {
  const app = new Hono();
  const coreOf = (file: string): Core | undefined => teams.find(({ core }) => core.files.get(file) !== undefined)?.core;

  app.post("/upload/v1/:id", async (context) => {
    const core = coreOf(context.req.param("id"));
    const file = core?.files.get(context.req.param("id"));
    if (core === undefined || file === undefined || core.storage.bytes(file.id) !== undefined)
      return context.text("unknown upload", 404);
    const bytes = await readBytes(context.req.raw);
    if (bytes === undefined || bytes.length === 0) return context.text("no file", 400);
    core.storage.putBytes(file.id, bytes);
    core.files.put({ ...file, size: bytes.length });
    return context.text(`OK - ${bytes.length}`);
  });

  app.get("/files-pri/:name/:rest{.+}", (context) => {
    const id = context.req.param("name").split("-").at(-1) ?? "";
    const core = coreOf(id);
    const file = core?.files.get(id);
    const bytes = core?.storage.bytes(id);
    const mayRead = core?.installation()?.scopes.includes("files:read") ?? false;
    if (!mayRead || context.req.header("authorization") !== `Bearer ${core?.identity.botToken}`) {
      return context.html("<html><body>Sign in to Slack</body></html>", 200);
    }
    if (file === undefined || bytes === undefined) return context.text("not found", 404);
    return new Response(bytes, { headers: { "content-type": file.mimetype } });
  });

  return app;
}

async function readBytes(request: Request): Promise<Uint8Array | undefined> {
  if (!request.headers.get("content-type")?.startsWith("multipart/"))
    return new Uint8Array(await request.arrayBuffer());
  for (const part of (await request.formData()).values()) {
    if (typeof part !== "string") return new Uint8Array(await part.arrayBuffer());
  }
  return undefined;
}
