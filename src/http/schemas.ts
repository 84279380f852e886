/** Documents that machines are built against, by name; each is made when it is asked for. */
export type Schemas = Readonly<Record<string, () => object>>;

/** Where they are, below the address at which browsers reach the bot. */
export const schemasPath = "/schemas";

/** Serves `/schemas/<name>.json`, to anybody: a schema is no secret. */
export const makeSchemas = (schemas: Schemas): { fetch(request: Request): Response } => ({
  fetch: ({ url, method }) => {
    const name = /^\/schemas\/([\w-]+)\.json$/u.exec(new URL(url).pathname)?.[1] ?? "";
    const make = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
    if (make === undefined) return new Response("There is no such schema.", { status: 404 });
    if (method !== "GET" && method !== "HEAD")
      return new Response(null, { status: 405, headers: { allow: "GET, HEAD" } });
    return new Response(method === "HEAD" ? null : JSON.stringify(make(), null, 2), {
      headers: { "content-type": "application/schema+json; charset=utf-8", "cache-control": "public, max-age=3600" },
    });
  },
});
