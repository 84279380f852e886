import { getConnInfo } from "@hono/node-server/conninfo";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { asId, isId, type PostingId } from "../domain/ids.ts";
import { pages } from "../domain/page.ts";
import { DeliveryError, Refusal } from "../domain/refusal.ts";
import type { SessionId } from "../domain/session.ts";
import { homeOf } from "../services/incident/list.ts";
import { cardAddress, cardsOf } from "../services/posting/cards.ts";
import { endSessions, listSessions } from "../services/session/end.ts";
import { enter, inviteeOf } from "../services/session/enter.ts";
import { carriedBy, carry, door, drop, visitorOf } from "./door.ts";
import type { Env, Page, WebParts } from "./env.ts";
import { oncallRoutes } from "./oncall.ts";
import { enterPage } from "./pages/enter.ts";
import { homePage } from "./pages/home.ts";
import { icon, style } from "./pages/layout.ts";
import { broken, linkUsed, nothingHere, refused, strangeForm, tooMany } from "./pages/problem.ts";
import { sessionsPage } from "./pages/sessions.ts";
import { ownForms, shielded } from "./shield.ts";
import { siteAt } from "./site.ts";

/** The pages people see, all of them below /web. */
export const makeWeb = (parts: WebParts): Hono<Env> => {
  const { ground, messengers } = parts;
  const app = new Hono<Env>({ strict: false });
  app.use(async (c, next) => {
    c.set("site", siteAt(parts.address()));
    await next();
  });
  app.use(shielded, ownForms);
  app.onError((error, c) => answerTo(error, c, parts));
  app.notFound((c) => c.html(nothingHere(c.var.site), 404));

  app.get(pages.style, (c) => kept(c, style, "text/css; charset=utf-8"));
  app.get(pages.icon, (c) => kept(c, icon, "image/svg+xml"));
  app.get(`${pages.enter}/:secret`, async (c) => {
    const secret = c.req.param("secret");
    const invitee = await inviteeOf(ground, { secret, guesser: whence(c) });
    return typeof invitee === "string"
      ? turnAway(c, parts, invitee)
      : c.html(enterPage(c.var.site, { secret, ...invitee }));
  });
  app.post(`${pages.enter}/:secret`, async (c) => {
    const carried = carriedBy(c);
    const entered = await enter(ground, {
      secret: c.req.param("secret"),
      guesser: whence(c),
      agent: c.req.header("user-agent") ?? "",
      ...(carried === undefined ? {} : { carried }),
    });
    if (typeof entered === "string") return turnAway(c, parts, entered);
    carry(c, entered.carries);
    return c.redirect(c.var.site.at(pages.home), 303);
  });

  app.use(door(ground));
  app.get(pages.home, async (c) => {
    const { ctx } = c.var.visitor;
    const { mine, all } = await homeOf(ctx);
    const cards = await cardsOf(
      ctx,
      [...mine.incidents, ...all.incidents].map(({ id }) => id),
    );
    return c.html(homePage(c.var.site, c.var.visitor, { mine, all, cards }));
  });
  app.get(`${pages.cards}/:posting`, async (c) => {
    const posting = c.req.param("posting");
    const address = isId(posting)
      ? await cardAddress(c.var.visitor.ctx, messengers, asId<PostingId>(posting))
      : undefined;
    return address === undefined ? c.notFound() : c.redirect(address, 302);
  });
  app.route("/", oncallRoutes(parts));
  app.get(pages.sessions, async (c) =>
    c.html(sessionsPage(c.var.site, c.var.visitor, await listSessions(c.var.visitor.ctx))),
  );
  app.post(pages.sessions, async (c) => {
    const { ctx, session } = c.var.visitor;
    const { end } = await c.req.parseBody();
    if (end === "others") await endSessions(ctx, { which: { except: session.id } });
    else if (typeof end === "string" && isId(end)) await endSessions(ctx, { which: { only: asId<SessionId>(end) } });
    if (end === session.id) drop(c);
    return c.redirect(c.var.site.at(pages.sessions), 303);
  });
  app.post(pages.leave, async (c) => {
    const { ctx, session } = c.var.visitor;
    await endSessions(ctx, { which: { only: session.id } });
    drop(c);
    return c.redirect(c.var.site.at(pages.home), 303);
  });
  return app;
};

/** Whoever follows an old link and is in already is simply there. */
const turnAway = async (c: Page, { ground }: WebParts, why: "wrong" | "too many"): Promise<Response> => {
  if ((await visitorOf(ground, c)) !== undefined) return c.redirect(c.var.site.at(pages.home), 303);
  if (why === "wrong") return c.html(linkUsed(c.var.site), 410);
  return c.html(tooMany(c.var.site), 429, { "Retry-After": "600" });
};

const answerTo = (error: Error, c: Page, { report }: WebParts): Response | Promise<Response> => {
  const site = c.var.site;
  if (error instanceof HTTPException) return c.html(strangeForm(site), error.status);
  if (error instanceof Refusal) return c.html(refused(site, error.message), error.code === "not-permitted" ? 403 : 409);
  if (error instanceof DeliveryError)
    return c.html(refused(site, "The chat does not answer just now. Try again in a minute."), 502);
  report(error);
  return c.html(broken(site), 500);
};

const kept = (c: Page, body: string, type: string): Response =>
  c.body(body, 200, { "Content-Type": type, "Cache-Control": "public, max-age=31536000, immutable" });

const near = /^(?:::ffff:)?(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)|^(?:::1$|f[cd])/i;

/** From where a request comes: what the nearest proxy says, if there is one. */
const whence = (c: Page): string => {
  const peer = c.env.incoming === undefined ? "nowhere" : (getConnInfo(c).remote.address ?? "nowhere");
  const said = c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim();
  return said !== undefined && said !== "" && near.test(peer) ? said.slice(0, 64) : peer;
};
