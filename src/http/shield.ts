import { csrf } from "hono/csrf";
import { createMiddleware } from "hono/factory";
import { secureHeaders } from "hono/secure-headers";
import type { Env } from "./env.ts";

const headers = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  // Not "no-referrer": browsers then say nothing of where a form comes from, so that ours could not be told from others'.
  referrerPolicy: "same-origin",
  xFrameOptions: "DENY",
  permissionsPolicy: { camera: [], geolocation: [], microphone: [] },
} satisfies Parameters<typeof secureHeaders>[0];

const half = 15_552_000;
const overTls = secureHeaders({ ...headers, strictTransportSecurity: `max-age=${half}` });
const plainly = secureHeaders({ ...headers, strictTransportSecurity: false });

/** What a page may do and who may show it; nobody but its reader keeps it. */
export const shielded = createMiddleware<Env>(async (c, next) => {
  await (c.var.site.secure ? overTls : plainly)(c, next);
  c.header("X-Robots-Tag", "noindex, nofollow");
  if (!c.res.headers.has("Cache-Control")) c.header("Cache-Control", "no-store");
});

/** Takes forms from our own pages only: browsers say where one comes from. */
export const ownForms = csrf({ origin: (origin, c) => origin === c.var.site.origin });
