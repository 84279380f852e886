import { readFile } from "node:fs/promises";
import { Hono } from "hono";

const folder = new URL("../page/", import.meta.url);
/** Letters, digits, hyphens and one dot before the ending: nothing that could climb out of the folder. */
const safeName = /^(?:[\w-]+\/)*[\w-]+\.(html|js|css|svg|png|ico|json|woff2)$/;
const types: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  ico: "image/x-icon",
  json: "application/json",
  woff2: "font/woff2",
};

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "media-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The page and what it is made of, by name. */
export function pageRoutes(): Hono {
  const app = new Hono();
  app.get("/", () => file("index.html"));
  app.get("/playground/page/:name{.+}", (context) => file(context.req.param("name")));
  return app;
}

async function file(name: string): Promise<Response> {
  const ending = safeName.exec(name)?.[1];
  const type = types[ending ?? ""];
  if (type === undefined) return missing();
  try {
    return new Response(await readFile(new URL(name, folder)), {
      headers: {
        "content-type": type,
        "cache-control": "no-cache",
        "content-security-policy": policy,
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
      },
    });
  } catch {
    return missing();
  }
}

function missing(): Response {
  return new Response("There is nothing here.", { status: 404, headers: { "content-type": "text/plain" } });
}
