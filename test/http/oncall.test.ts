import { describe, expect, it } from "vitest";
import type { PolicyId } from "../../src/domain/ids.ts";
import { personKey } from "../../src/domain/oncall/member.ts";
import type { ScheduleRecord } from "../../src/domain/oncall/record.ts";
import { freshId } from "../../src/services/ctx.ts";
import { beginAct, changeOverrides } from "../../src/services/oncall/override/change.ts";
import { insertPolicy } from "../../src/store/policies.ts";
import { type TestWorkspace, testWorkspace } from "../support/command-ctx.ts";
import { makeSchedule, weeklyLayer } from "../support/schedule.ts";
import { servePages } from "../support/visitor.ts";

/** What the bars of a calendar say, in order. */
const barsIn = (text: string): readonly string[] =>
  [...text.matchAll(/<a href="[^"]*" aria-label="([^"]*)"><svg/g)].map(([, said = ""]) => said);

/** Where a link leads whose words these are. */
const linkIn = (text: string, words: string): string =>
  (new RegExp(`<a [^>]*href="([^"]*)"[^>]*>${words}`).exec(text)?.[1] ?? "none").replaceAll("&amp;", "&");

/** A notification policy that reaches whoever is on call by a schedule. */
const addPolicy = async (acme: TestWorkspace, name: string, { id }: Pick<ScheduleRecord, "id">): Promise<void> => {
  const [by, at] = ["system", acme.clock.now()];
  const made = { createdBy: by, createdAt: at, updatedBy: by, updatedAt: at };
  const what = { key: name.toLowerCase(), name, types: [], rules: [], hold: false, schedules: [id], channels: [] };
  await acme.database.transact((tx) => insertPolicy(tx, acme.workspace, { id: freshId<PolicyId>(), ...what, ...made }));
};

describe("the calendar", () => {
  it("shows who is on call by every schedule this week and the next, in the reader's zone", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    await makeSchedule(acme, "web", [weeklyLayer("first", [acme.people.ada, acme.people.grace])]);
    await makeSchedule(acme, "database", [
      weeklyLayer("first", [acme.people.lin], { restrictions: [{ from: "09:00", minutes: 720 }] }),
    ]);
    const { text } = await (await served.visitor("lin")).get("/web/oncall");
    expect(text).toContain("5 – 18 Jan 2026 · Europe/Berlin · UTC+1");
    const bars = barsIn(text);
    expect(bars).toContain("web: Ada, Mon 5 Jan 10:00 to Mon 12 Jan 10:00");
    expect(bars).toContain("web: Grace, Mon 12 Jan 10:00 to Mon 19 Jan 10:00");
    expect(bars).toContain("database: Lin, Mon 5 Jan 10:00 to Mon 5 Jan 22:00");
    expect(bars).toContain("database: nobody, Mon 5 Jan 22:00 to Tue 6 Jan 10:00");
    expect(bars.some((said) => said.includes("nobody, Sun 4 Jan"))).toBe(false);
  });

  it("shows another time in another zone, and leads on, back and to today", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    await makeSchedule(acme, "web", [weeklyLayer("first", [acme.people.ada, acme.people.grace])]);
    const browser = await served.visitor();
    const { text } = await browser.get("/web/oncall?from=2026-03-25&weeks=1&zone=America/New_York");
    expect(text).toContain("23 – 29 Mar 2026 · America/New_York");
    expect(barsIn(text)).toEqual([
      "web: Ada, Mon 16 Mar 05:00 to Mon 23 Mar 05:00",
      "web: Grace, Mon 23 Mar 05:00 to Mon 30 Mar 05:00",
    ]);
    const later = linkIn(text, "Later");
    expect(later).toContain("from=2026-03-30");
    expect((await browser.get(later)).text).toContain("30 Mar – 5 Apr 2026 · America/New_York");
    expect(linkIn(text, "Earlier")).toContain("from=2026-03-16");
    expect((await browser.get(linkIn(text, "Back to today"))).text).toContain("5 – 11 Jan 2026");
  });

  it("has days as long as the clocks make them", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    await makeSchedule(acme, "web", [weeklyLayer("first", [acme.people.ada])]);
    const { text } = await (await served.visitor()).get("/web/oncall?from=2026-03-25&weeks=1&zone=Europe/Berlin");
    expect(text).toMatch(/Sun 29<span class="month"> Mar<\/span> <small>23 h/);
  });

  it("says what it did not understand and shows what is usual", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    await makeSchedule(acme, "web", [weeklyLayer("first", [acme.people.ada])]);
    const browser = await served.visitor();
    const { status, text } = await browser.get("/web/oncall?from=<b>&weeks=99&zone=Mars/Olympus");
    expect(status).toBe(200);
    expect(text).toContain("&quot;&lt;b&gt;&quot; is no date such as 2026-01-05");
    expect(text).toContain("&quot;Mars/Olympus&quot; is no time zone");
    expect(text).toContain("&quot;99&quot; is no number of weeks from 1 to 8");
    expect(text).toContain("5 – 18 Jan 2026 · Europe/Berlin");
  });

  it("is narrowed to mine with both counts, to a name, to a person and to a policy", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const web = await makeSchedule(acme, "web", [weeklyLayer("first", [acme.people.ada])]);
    await makeSchedule(acme, "database", [weeklyLayer("first", [acme.people.grace])]);
    await addPolicy(acme, "Nights", web);
    const browser = await served.visitor("grace");
    const shown = async (query: string) => {
      const { text } = await browser.get(`/web/oncall${query}`);
      return ["web", "database"].filter((name) => barsIn(text).some((said) => said.startsWith(`${name}:`)));
    };
    const all = await browser.get("/web/oncall");
    expect(all.text).toContain("All schedules (2)");
    expect(all.text).toContain("Mine (1)");
    expect(await shown("")).toEqual(["web", "database"]);
    expect(await shown("?show=mine")).toEqual(["database"]);
    expect(await shown("?q=WE")).toEqual(["web"]);
    expect(await shown("?policy=nights")).toEqual(["web"]);
    expect(await shown(linkIn(all.text, "Ada").slice("/web/oncall".length))).toEqual(["web"]);
    const none = await browser.get("/web/oncall?q=nothing");
    expect(none.text).toContain("No schedule is like that.");
  });

  it("tells how the first schedule is made where there is none", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    expect((await (await served.visitor()).get("/web/oncall")).text).toContain("/oncall schedule create");
  });

  it("marks an override, and does not take an ended schedule for one with a gap", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const record = await makeSchedule(acme, "web", [weeklyLayer("first", [acme.people.ada])], {
      validUntil: "2026-01-15T00:00",
    });
    const ctx = acme.as("ada");
    const day = 86_400_000;
    const start = Temporal.Instant.from("2026-01-07T00:00Z").epochMilliseconds;
    await acme.database.transact(async (tx) =>
      changeOverrides(ctx, tx, record, {
        act: await beginAct(ctx, tx, "override"),
        change: {
          removed: [],
          added: [{ kind: "set", by: personKey(acme.people.grace), start, end: start + day }],
        },
      }),
    );
    const { text } = await (await served.visitor()).get("/web/oncall?zone=UTC");
    expect(barsIn(text)).toEqual([
      "web: Ada, Mon 5 Jan 09:00 to Wed 7 Jan 00:00",
      "web: Grace (override), Wed 7 Jan 00:00 to Thu 8 Jan 00:00",
      "web: Ada, Thu 8 Jan 00:00 to Thu 15 Jan 00:00",
      "web: Ada, Thu 8 Jan 00:00 to Thu 15 Jan 00:00",
    ]);
    expect(text).toContain("web: nobody, as meant");
    expect(text).toContain("dashed: an override");
  });
});

describe("an entry of the calendar", () => {
  it("leads to who, until when, the schedule, the layer, the policies and why, each one press away", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const web = await makeSchedule(acme, "web", [weeklyLayer("first", [acme.people.ada, acme.people.grace])]);
    await addPolicy(acme, "Nights", web);
    const browser = await served.visitor();
    const calendar = await browser.get("/web/oncall?zone=UTC");
    const [, path = ""] = /<a href="([^"]*)" aria-label="web: Grace,/.exec(calendar.text) ?? [];
    const { text } = await browser.get(path.replaceAll("&amp;", "&"));
    expect(text).toMatch(/<dt>From<\/dt>\s*<dd><time datetime="2026-01-12T09:00:00Z"/);
    expect(text).toMatch(/<dt>Until<\/dt>\s*<dd><time datetime="2026-01-19T09:00:00Z"/);
    const words = text.replaceAll(/<[^>]+>/g, "");
    expect(words).toContain("Grace is on call at Mon 12 Jan, 09:00 by layer first.");
    expect(words).toContain("turn 2 (every week) is of Grace");
    expect(linkIn(text, "Grace")).toBe(`/web/oncall?member=${encodeURIComponent(personKey(acme.people.grace))}`);
    expect(linkIn(text, "Nights")).toBe("/web/oncall?policy=nights");
    const schedule = await browser.get(linkIn(text, "first"));
    expect(schedule.text).toContain("every week, Mondays at 09:00");
    expect(schedule.text).toContain("12 – 25 Jan 2026 · UTC");
  });

  it("that is not there says so", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    await makeSchedule(acme, "web", [weeklyLayer("first", [acme.people.ada])]);
    const browser = await served.visitor();
    const statuses = async (paths: readonly string[]) =>
      Promise.all(paths.map(async (path) => (await browser.get(path)).status));
    expect(
      await statuses(["/web/oncall/none", "/web/oncall/none/at/2026-01-06T00:00Z", "/web/oncall/web/at/yesterday"]),
    ).toEqual([404, 404, 404]);
    const before = await browser.get("/web/oncall/web/at/2025-01-06T00:00Z");
    expect(before.text).toContain("web was made later, so nobody was on call.");
  });
});

describe("a schedule's page", () => {
  it("shows each layer by itself below what comes of them", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    await makeSchedule(acme, "web", [
      weeklyLayer("base", [acme.people.ada]),
      weeklyLayer("nights", [acme.people.grace], { precedence: 2, restrictions: [{ from: "20:00", minutes: 720 }] }),
    ]);
    const { text } = await (await served.visitor()).get("/web/oncall/WEB?weeks=1&zone=UTC");
    const bars = barsIn(text);
    expect(bars).toContain("web: Grace, Mon 5 Jan 20:00 to Tue 6 Jan 08:00");
    expect(bars).toContain("nights: Grace, Mon 5 Jan 20:00 to Tue 6 Jan 08:00");
    expect(bars.filter((said) => said.startsWith("base:"))).toHaveLength(1);
    expect(text.indexOf('aria-label="nights"')).toBeLessThan(text.indexOf('aria-label="base"'));
  });

  it("makes an address for calendar applications, told once, listed and revoked", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    await makeSchedule(acme, "web", [weeklyLayer("first", [acme.people.ada])]);
    const browser = await served.visitor("lin");
    await browser.get("/web/oncall/web");
    const made = await browser.post("/web/feeds", { schedule: "web" });
    const [, address = "none"] = /value="(http[^"]*\.ics)"/.exec(made.text) ?? [];
    expect(address.startsWith(`${served.url}/ical/`)).toBe(true);
    const path = address.slice(served.url.length);
    expect((await served.browser().get(path)).text).toContain("SUMMARY:Ada on call: web");
    const list = await browser.get("/web/feeds");
    expect(list.text).not.toContain(path);
    const [, id = ""] = /name="revoke" value="([^"]+)"/.exec(list.text) ?? [];
    const stranger = await served.visitor("grace");
    await stranger.get("/web/feeds");
    expect((await stranger.post("/web/feeds", { revoke: id })).text).toContain("revoked already");
    expect((await browser.post("/web/feeds", { revoke: id, proof: "" })).status).toBe(403);
    expect((await served.browser().get(path)).status).toBe(200);
    await browser.post("/web/feeds", { revoke: id });
    expect((await served.browser().get(path)).status).toBe(404);
  });

  it("makes an address of one's own shifts", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    await makeSchedule(acme, "web", [weeklyLayer("first", [acme.people.ada])]);
    const browser = await served.visitor("ada");
    await browser.get("/web/feeds");
    const made = await browser.post("/web/feeds");
    const [, path = "none"] = /value="http:\/\/[^/]*(\/ical\/[^"]*\.ics)"/.exec(made.text) ?? [];
    expect((await served.browser().get(path)).text).toContain("SUMMARY:On call: web");
  });
});
