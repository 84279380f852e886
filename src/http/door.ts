import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import { lasts } from "../domain/session.ts";
import type { Ground } from "../services/ground.ts";
import { visitOf } from "../services/session/visit.ts";
import type { Env, Page, Visitor } from "./env.ts";
import { notIn, strangeForm } from "./pages/problem.ts";

const name = "tocsin";

/** Over TLS the cookie is bound to this very host. */
const prefixed = (c: Page) => (c.var.site.secure ? { prefix: "host" as const } : {});

/** What the browser carries. */
export const carriedBy = (c: Page): string | undefined => getCookie(c, name, prefixed(c).prefix);

/** The browser carries it from now on; it outlives no session. */
export const carry = (c: Page, secret: string): void =>
  setCookie(c, name, secret, {
    ...prefixed(c),
    path: "/",
    httpOnly: true,
    secure: c.var.site.secure,
    sameSite: "Lax",
    maxAge: Temporal.Duration.from(lasts).total("seconds"),
  });

export const drop = (c: Page): void => {
  deleteCookie(c, name, { ...prefixed(c), path: "/", secure: c.var.site.secure });
};

/** Who comes with the session that the browser carries. */
export const visitorOf = async (ground: Ground, c: Page): Promise<Visitor | undefined> => {
  const carried = carriedBy(c);
  const visit = carried === undefined ? undefined : await visitOf(ground, carried);
  return visit && carried !== undefined ? { ...visit, proof: proofOf(carried) } : undefined;
};

/** Lets nobody further without a session, and no form that is not ours. */
export const door = (ground: Ground) =>
  createMiddleware<Env>(async (c, next) => {
    const visitor = await visitorOf(ground, c);
    if (visitor === undefined) {
      if (carriedBy(c) !== undefined) drop(c);
      return c.html(notIn(c.var.site), 401);
    }
    c.set("visitor", visitor);
    if (c.req.method === "POST") {
      const { proof } = await c.req.parseBody();
      if (typeof proof !== "string" || !isSame(proof, visitor.proof)) return c.html(strangeForm(c.var.site), 403);
    }
    return next();
  });

/** A mark that only pages of this very session know. */
const proofOf = (carried: string): string => createHmac("sha256", carried).update("form").digest("base64url");

const isSame = (one: string, other: string): boolean => {
  const [a, b] = [one, other].map((text) => createHash("sha256").update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
};
