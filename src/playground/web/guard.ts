import type { MiddlewareHandler } from "hono";

const loopback = ["localhost", "127.0.0.1", "[::1]"];
const literal = /^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:.]+\])$/i;

/** Refuses a name that only pretends to be this machine (DNS rebinding), and writes that come from another site. */
export function guard(allowedHosts: readonly string[]): MiddlewareHandler {
  return async (context, next) => {
    const url = new URL(context.req.url);
    if (!isOurs(context.req.header("host") ?? url.host, allowedHosts)) {
      return context.text("This playground does not go by that name.", 403);
    }
    if (context.req.method !== "GET" && context.req.method !== "HEAD") {
      const { origin, "sec-fetch-site": site } = context.req.header();
      const foreign = site !== undefined ? site !== "same-origin" : origin !== undefined && !sameHost(origin, context);
      if (foreign) return context.json({ ok: false, error: "This request came from another site." }, 403);
      if (!context.req.header("content-type")?.startsWith("application/json")) {
        return context.json({ ok: false, error: "Send JSON." }, 415);
      }
    }
    await next();
  };
}

/** An address given in digits cannot be rebound; a name must be one we know. */
function isOurs(host: string, allowedHosts: readonly string[]): boolean {
  const name = host.replace(/:\d+$/, "").toLowerCase();
  return loopback.includes(name) || literal.test(name) || allowedHosts.some((each) => each.toLowerCase() === name);
}

function sameHost(origin: string, context: Parameters<MiddlewareHandler>[0]): boolean {
  return URL.canParse(origin) && new URL(origin).host === (context.req.header("host") ?? new URL(context.req.url).host);
}
