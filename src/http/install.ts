import { Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { pages } from "../domain/page.ts";
import { DeliveryError, Refusal } from "../domain/refusal.ts";
import type { Env, Page, WebParts } from "./env.ts";
import { installedPage, linkGone, notAllowed, startedElsewhere } from "./pages/install.ts";
import { broken, nothingHere, refused } from "./pages/problem.ts";
import { shielded } from "./shield.ts";
import { siteAt } from "./site.ts";

/** Lets another Slack team in. */
interface Installer {
  consent(secret: string): Promise<string | null>;
  finish(given: { readonly secret: string; readonly code: string }): Promise<string>;
}

export interface InstallParts extends Pick<WebParts, "address" | "report"> {
  /** Undefined while Slack cannot be reached. */
  installer(): Installer | undefined;
}

const name = "tocsin-install";
const lasts = 600;

/** Where another Slack team is let in: from the link to Slack's question, and back with its answer. */
export const makeInstall = ({ installer, address, report }: InstallParts): Hono<Env> => {
  const app = new Hono<Env>({ strict: false });
  app.use(async (c, next) => {
    c.set("site", siteAt(address()));
    await next();
  });
  app.use(shielded);
  app.onError((error, c) => {
    if (error instanceof Refusal) return c.html(refused(c.var.site, error.message), 409);
    if (error instanceof DeliveryError) return c.html(silent(c), 502);
    report(error);
    return c.html(broken(c.var.site), 500);
  });

  app.notFound((c) => c.html(nothingHere(c.var.site), 404));

  app.get(`${pages.install}/:secret`, async (c) => {
    const secret = c.req.param("secret");
    const slack = installer();
    if (slack === undefined) return c.html(silent(c), 502);
    const consent = await slack.consent(secret);
    if (consent === null) return c.html(linkGone(c.var.site), 410);
    // Only the browser that opened the link may bring Slack's answer to it.
    setCookie(c, name, secret, { ...cookie(c), httpOnly: true, sameSite: "Lax", maxAge: lasts });
    return c.redirect(consent, 302);
  });
  app.get(pages.installed, async (c) => {
    const { code, state, error } = c.req.query();
    const carried = getCookie(c, name);
    if (state === undefined || carried === undefined || carried !== state)
      return c.html(startedElsewhere(c.var.site), 400);
    if (code === undefined)
      return c.html(notAllowed(c.var.site, `${c.var.site.at(pages.install)}/${state}`, error), 403);
    const slack = installer();
    if (slack === undefined) return c.html(silent(c), 502);
    const team = await slack.finish({ secret: state, code });
    deleteCookie(c, name, cookie(c));
    return c.html(installedPage(c.var.site, team));
  });
  return app;
};

const cookie = (c: Page) => ({ path: c.var.site.at("/slack"), secure: c.var.site.secure });

const silent = (c: Page) => refused(c.var.site, "Slack does not answer just now. Open the link again in a minute.");
