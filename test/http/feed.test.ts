import { sql } from "drizzle-orm";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import type { PersonId } from "../../src/domain/ids.ts";
import { personKey } from "../../src/domain/oncall/member.ts";
import type { ScheduleRecord } from "../../src/domain/oncall/record.ts";
import { listFeeds, revokeFeeds } from "../../src/services/oncall/feed/list.ts";
import { makeFeed } from "../../src/services/oncall/feed/make.ts";
import { changeDefinition } from "../../src/services/oncall/schedule/edit.ts";
import { rowsOf } from "../../src/store/database.ts";
import { type TestWorkspace, testWorkspace } from "../support/command-ctx.ts";
import { makeSchedule, weeklyLayer } from "../support/schedule.ts";
import { servePages } from "../support/visitor.ts";

const weekly = (acme: TestWorkspace, name: string, people: readonly PersonId[]): Promise<ScheduleRecord> =>
  makeSchedule(acme, name, [weeklyLayer("first", people)]);

interface Shown {
  readonly uid: string;
  readonly summary: string;
  readonly start: string;
  readonly status: string;
  readonly sequence: number;
}

const never = (): never => {
  throw new Error("There is no feed.");
};

const eventsIn = (text: string): readonly Shown[] =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((one) => ({
    uid: String(one.getFirstPropertyValue("uid")),
    summary: String(one.getFirstPropertyValue("summary")),
    start: String(one.getFirstPropertyValue("dtstart")),
    status: String(one.getFirstPropertyValue("status")),
    sequence: Number(one.getFirstPropertyValue("sequence")),
  }));

describe("a feed of a schedule", () => {
  it("shows who is on call, to whoever knows its address and without a session", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const { id } = await weekly(acme, "web", [acme.people.ada, acme.people.grace]);
    const secret = await makeFeed(acme.as("lin"), { schedule: id });
    const answer = await served.browser().get(`/ical/${secret}.ics`);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/calendar; charset=utf-8"]);
    const [first, second, ...rest] = eventsIn(answer.text);
    expect(first).toMatchObject({ summary: "Ada on call: web", start: "2026-01-05T09:00:00Z", status: "CONFIRMED" });
    expect(second).toMatchObject({ summary: "Grace on call: web", start: "2026-01-12T09:00:00Z" });
    expect(rest).toHaveLength(25);
    expect(answer.text).toContain("X-WR-CALNAME:On call: web");
  });

  it("says the same to whoever knows it already, in no more than a line", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const { id } = await weekly(acme, "web", [acme.people.ada]);
    const path = `/ical/${await makeFeed(acme.as("ada"), { schedule: id })}.ics`;
    const { headers } = await served.browser().get(path);
    const [tag, date] = [headers.get("etag") ?? "", headers.get("last-modified") ?? ""];
    await acme.clock.advance("1h");
    const again = async (asked: Readonly<Record<string, string>>) => {
      const { status, text } = await served.browser().get(path, asked);
      return [status, text === ""];
    };
    expect(await again({ "if-none-match": tag })).toEqual([304, true]);
    expect(await again({ "if-none-match": `"other", W/${tag}` })).toEqual([304, true]);
    expect(await again({ "if-modified-since": date })).toEqual([304, true]);
    expect(await again({ "if-none-match": '"other"', "if-modified-since": date })).toEqual([200, false]);
    expect(await again({ "if-modified-since": "Mon, 05 Jan 2026 08:59:59 GMT" })).toEqual([200, false]);
  });

  it("keeps what it calls a shift, counts up what changes and cancels what is gone", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const record = await weekly(acme, "web", [acme.people.ada, acme.people.grace]);
    const path = `/ical/${await makeFeed(acme.as("ada"), { schedule: record.id })}.ics`;
    const read = async () => await served.browser().get(path);
    const before = eventsIn((await read()).text);
    await acme.clock.advance("1h");
    const ada = acme.as("ada");
    await acme.database.transact((tx) =>
      changeDefinition(ada, tx, record, (definition) => ({
        ...definition,
        layers: definition.layers.map((layer) => ({
          ...layer,
          end: "2026-01-19T09:00",
          rotation: { ...layer.rotation, slots: [[personKey(acme.people.ada)], [personKey(acme.people.lin)]] },
        })),
      })),
    );
    const answer = await read();
    const after = eventsIn(answer.text);
    expect(after[0]).toMatchObject({ uid: before[0]?.uid, summary: "Ada on call: web", sequence: 0 });
    expect(after.find(({ uid }) => uid === before[1]?.uid)).toMatchObject({
      summary: "Lin on call: web",
      sequence: 1,
      status: "CONFIRMED",
    });
    expect(after.find(({ uid }) => uid === before[2]?.uid)).toMatchObject({ sequence: 1, status: "CANCELLED" });
    expect(eventsIn((await read()).text)).toEqual(after);
    expect(answer.headers.get("last-modified")).toBe("Mon, 05 Jan 2026 10:00:00 GMT");
  });

  it("says what people are called now", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const { id } = await weekly(acme, "web, and (more)", [acme.people.ada]);
    const path = `/ical/${await makeFeed(acme.as("ada"), { schedule: id })}.ics`;
    const before = await served.browser().get(path);
    await acme.clock.advance("1m");
    await acme.database.transact((tx) => tx.execute(sql`update people set name = 'Ada; Lovelace' where name = 'Ada'`));
    const after = await served.browser().get(path, { "if-none-match": before.headers.get("etag") ?? "" });
    expect(eventsIn(after.text)[0]?.summary).toBe("Ada; Lovelace on call: web, and (more)");
  });
});

describe("a feed of one's own shifts", () => {
  it("shows them in every schedule, and no others", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    await weekly(acme, "web", [acme.people.ada, acme.people.grace]);
    await weekly(acme, "database", [acme.people.grace, acme.people.lin]);
    const path = `/ical/${await makeFeed(acme.as("grace"), {})}.ics`;
    const { text } = await served.browser().get(path);
    expect(eventsIn(text).slice(0, 3)).toMatchObject([
      { summary: "On call: database", start: "2026-01-05T09:00:00Z" },
      { summary: "On call: web", start: "2026-01-12T09:00:00Z" },
      { summary: "On call: database", start: "2026-01-19T09:00:00Z" },
    ]);
  });

  it("keeps a shift without an end in its place for months", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const record = await weekly(acme, "web", [acme.people.ada]);
    const path = `/ical/${await makeFeed(acme.as("ada"), { schedule: record.id })}.ics`;
    const [first] = eventsIn((await served.browser().get(path)).text);
    for (let month = 0; month < 12; month += 1) {
      await acme.clock.advance("31d");
      expect(eventsIn((await served.browser().get(path)).text)).toMatchObject([
        { uid: first?.uid, start: "2026-01-05T09:00:00Z", status: "CONFIRMED" },
      ]);
    }
  });
});

describe("the address of a feed", () => {
  it("is kept as a digest alone, leads nowhere once it is revoked, and nobody else can revoke it", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const { id } = await weekly(acme, "web", [acme.people.ada]);
    const secret = await makeFeed(acme.as("lin"), { schedule: id });
    const kept = rowsOf(await acme.database.read((tx) => tx.execute(sql`select f::text as row from feeds f`)));
    expect(JSON.stringify(kept)).not.toContain(secret);
    const [feed] = await listFeeds(acme.as("lin"));
    expect(feed).toMatchObject({ schedule: { key: "web" } });
    await expect(revokeFeeds(acme.as("ada"), feed?.id ?? never())).rejects.toThrow("revoked already");
    expect((await served.browser().get(`/ical/${secret}.ics`)).status).toBe(200);
    expect(await revokeFeeds(acme.as("lin"), feed?.id ?? never())).toBe(1);
    expect((await served.browser().get(`/ical/${secret}.ics`)).status).toBe(404);
  });

  it("leads nowhere when its person or its schedule is gone, or when it is made up", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const { id } = await weekly(acme, "web", [acme.people.ada]);
    const status = async (name: string) => (await served.browser().get(`/ical/${name}`)).status;
    const [lins, adas] = [await makeFeed(acme.as("lin"), {}), await makeFeed(acme.as("ada"), { schedule: id })];
    expect([await status(`${lins}.ics`), await status(`${adas}.ics`)]).toEqual([200, 200]);
    await acme.database.transact((tx) => tx.execute(sql`delete from people where name = 'Lin'`));
    await acme.database.transact((tx) => tx.execute(sql`delete from schedules`));
    for (const name of [`${lins}.ics`, `${adas}.ics`, adas, "x.ics", `${"x".repeat(43)}.ics`, ""]) {
      expect([name, await status(name)]).toEqual([name, 404]);
    }
  });

  it("is one of at most twenty that somebody has", async () => {
    await using acme = await testWorkspace();
    for (let n = 0; n < 20; n += 1) await makeFeed(acme.as("lin"), {});
    await expect(makeFeed(acme.as("lin"), {})).rejects.toThrow("20 calendars already");
    expect(await revokeFeeds(acme.as("lin"), "all")).toBe(20);
  });
});
