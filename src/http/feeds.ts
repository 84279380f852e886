import { type Context, Hono } from "hono";
import { etag } from "hono/etag";
import { pages } from "../domain/page.ts";
import { readFeed } from "../services/oncall/feed/read.ts";
import type { WebParts } from "./env.ts";

/** The calendars that people's applications read, each at an address nobody can guess. */
export const makeFeeds = ({ ground, report }: Pick<WebParts, "ground" | "report">): Hono => {
  const app = new Hono();
  app.onError((error, c) => {
    report(error);
    return c.text("Sorry, that did not work. It has been written down.", 500);
  });
  app.notFound((c) => c.text("There is no such calendar.", 404));
  app.use(async (c, next) => {
    await next();
    c.header("X-Content-Type-Options", "nosniff");
    c.header("X-Robots-Tag", "noindex, nofollow");
    c.header("Referrer-Policy", "no-referrer");
  });
  app.use(etag({ retainedHeaders: ["cache-control", "date", "etag", "last-modified"] }));
  app.get(`${pages.feed}/:file`, async (c) => {
    const [, secret] = /^([\w-]{43})\.ics$/.exec(c.req.param("file")) ?? [];
    const file = secret === undefined ? undefined : await readFeed(ground, secret);
    if (file === undefined) return c.notFound();
    c.header("Cache-Control", "private, no-cache");
    c.header("ETag", `"${file.etag}"`);
    c.header("Last-Modified", httpDate(file.changedAt));
    if (isKnown(c, file.changedAt)) return c.body(null, 304);
    return c.body(file.body, 200, {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": 'inline; filename="on-call.ics"',
    });
  });
  return app;
};

/** Whoever asks by its tag is answered by that alone (RFC 9110, 13.1.3). */
const isKnown = (c: Context, changedAt: Temporal.Instant): boolean => {
  const since = Date.parse(c.req.header("if-modified-since") ?? "");
  return (
    c.req.header("if-none-match") === undefined && since >= Math.floor(changedAt.epochMilliseconds / 1_000) * 1_000
  );
};

const httpDate = (at: Temporal.Instant): string => new Date(at.epochMilliseconds).toUTCString();
