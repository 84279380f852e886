import { Hono } from "hono";
import { asId, isId } from "../domain/ids.ts";
import type { FeedId } from "../domain/oncall/feed-view.ts";
import type { MemberKey } from "../domain/oncall/member.ts";
import type { ScheduleRecord } from "../domain/oncall/record.ts";
import { pages } from "../domain/page.ts";
import { askedFor } from "../presentation/oncall-weeks.ts";
import { listFeeds, revokeFeeds } from "../services/oncall/feed/list.ts";
import { makeFeed } from "../services/oncall/feed/make.ts";
import { policiesInUse, viewCalendar } from "../services/oncall/schedule/calendar.ts";
import { scheduleCalled } from "../services/oncall/schedule/find.ts";
import { listSchedules } from "../services/oncall/schedule/list.ts";
import { viewStanding } from "../services/oncall/schedule/now.ts";
import { viewSchedule } from "../services/oncall/schedule/view.ts";
import { explainSchedule } from "../services/oncall/schedule/why.ts";
import type { Env, Page, WebParts } from "./env.ts";
import { readAsk } from "./pages/calendar/ask.ts";
import { calendarPage } from "./pages/calendar/calendar.ts";
import { schedulePage } from "./pages/calendar/schedule.ts";
import { shiftPage } from "./pages/calendar/shift.ts";
import { feedMadePage, feedsPage } from "./pages/feeds.ts";

/** The on-call calendar and what is behind its entries, for whoever is in. */
export const oncallRoutes = ({ address }: Pick<WebParts, "address">): Hono<Env> => {
  const app = new Hono<Env>();

  app.get(pages.oncall, async (c) => {
    const { ctx } = c.var.visitor;
    const ask = askOf(c);
    const uses = await policiesInUse(ctx);
    const list = await listSchedules(ctx, {
      mine: ask.mine,
      words: ask.words,
      ...(ask.member === "" ? {} : { member: ask.member as MemberKey }),
      ...(ask.policy === ""
        ? {}
        : { among: uses.filter(({ key }) => key === ask.policy).map(({ schedule }) => schedule) }),
    });
    const ids = list.schedules.map(({ record }) => record.id);
    const calendar = await viewCalendar(ctx, { ids, ...askedFor(ask.weeks) });
    const policies = [...new Map(uses.map((one) => [one.key, one])).values()];
    return c.html(calendarPage(c.var.site, c.var.visitor, { ask, query: c.req.query() }, { list, calendar, policies }));
  });

  app.get(`${pages.oncall}/:schedule`, async (c) => {
    const { ctx } = c.var.visitor;
    const record = await scheduleIn(c);
    if (record === undefined) return c.notFound();
    const ask = askOf(c);
    const view = await viewSchedule(ctx, record.id);
    const calendar = await viewCalendar(ctx, { ids: [record.id], layers: true, ...askedFor(ask.weeks) });
    return c.html(schedulePage(c.var.site, c.var.visitor, { ask, query: c.req.query() }, { view, calendar }));
  });

  app.get(`${pages.oncall}/:schedule/at/:instant`, async (c) => {
    const { ctx } = c.var.visitor;
    const record = await scheduleIn(c);
    const at = instantIn(c.req.param("instant"));
    if (record === undefined || at === undefined) return c.notFound();
    const reader = { zone: askOf(c).weeks.zone, now: ctx.now() };
    const why = await explainSchedule(ctx, record.id, at);
    const standing = await viewStanding(ctx, { at, id: record.id });
    const [start, end] = [at.epochMilliseconds, at.epochMilliseconds + 1];
    const calendar = await viewCalendar(ctx, { ids: [record.id], start, end });
    return c.html(shiftPage(c.var.site, c.var.visitor, reader, { at, why, standing, calendar }));
  });

  app.get(pages.feeds, async (c) => c.html(feedsPage(c.var.site, c.var.visitor, await listFeeds(c.var.visitor.ctx))));

  app.post(pages.feeds, async (c) => {
    const { ctx } = c.var.visitor;
    const { revoke, schedule } = await c.req.parseBody();
    if (typeof revoke === "string") {
      if (isId(revoke)) await revokeFeeds(ctx, asId<FeedId>(revoke));
      return c.redirect(c.var.site.at(pages.feeds), 303);
    }
    const record = typeof schedule === "string" ? await scheduleCalled(ctx, schedule) : undefined;
    if (typeof schedule === "string" && record === undefined) return c.notFound();
    const secret = await makeFeed(ctx, record === undefined ? {} : { schedule: record.id });
    const of = record === undefined ? "your own shifts, in every schedule" : `who is on call by ${record.name}`;
    const made = { address: `${address() ?? new URL(c.req.url).origin}${pages.feed}/${secret}.ics`, of };
    return c.html(feedMadePage(c.var.site, c.var.visitor, made));
  });
  return app;
};

const askOf = (c: Page) => {
  const { ctx } = c.var.visitor;
  return readAsk(c.req.query(), { zone: ctx.zone, now: ctx.now() });
};

const scheduleIn = (c: Page): Promise<ScheduleRecord | undefined> =>
  scheduleCalled(c.var.visitor.ctx, c.req.param("schedule") ?? "");

const instantIn = (text: string): Temporal.Instant | undefined => {
  try {
    return Temporal.Instant.from(text);
  } catch {
    return undefined;
  }
};
