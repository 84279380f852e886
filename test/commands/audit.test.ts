import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { menu } from "../../src/commands/menu.ts";
import { type TestWorkspace, testWorkspace } from "../support/command-ctx.ts";
import { buttonsOf, wordsOf } from "../support/said.ts";

const table = menu();

describe("the audit", () => {
  let world: TestWorkspace;
  beforeAll(async () => {
    world = await testWorkspace();
  });
  afterAll(() => world[Symbol.asyncDispose]());

  const types = (line: string, name: Parameters<TestWorkspace["as"]>[0] = "ada") =>
    world.types(table, world.as(name), line);

  it("says who did what to which noun, and what became of each value", async () => {
    await types("oncall schedule create every:week people:@ada web");
    await types("tocsin policy create types:new schedules:web channels:all web-news");
    await types("tocsin policy edit hold:on web-news");
    await types("tocsin channel create money");
    const words = await types("tocsin audit");
    expect(words).toContain("Ada · created policy web-news");
    expect(words).toContain("Ada · changed policy web-news: hold off → on · slack");
    expect(words).toContain("Ada · created channel #money");
  });

  it("is narrowed by noun, by person, by words and by time", async () => {
    expect(await types("tocsin audit on:policy hold")).not.toContain("money");
    expect(await types("tocsin audit on:channel")).toContain("#money");
    expect(await types("tocsin audit money")).not.toContain("web-news");
    expect(await types("tocsin audit who:@grace")).toContain("Nothing of that kind was done since");
    await world.clock.advance("25h");
    expect(await types("tocsin audit money")).toContain("Nothing of that kind");
    expect(await types('tocsin audit from:"2 days ago" money')).toContain("#money");
    expect(await types("tocsin audit to:2026-01-05 from:2026-01-05 money")).toContain("#money");
  });

  it("goes back page by page, and repeats nothing", async () => {
    for (let n = 0; n < 20; n += 1) await types(`tocsin team create crew ${n}`);
    const first = await world.answers(table, world.as("ada"), "tocsin audit on:team crew");
    const older = buttonsOf(first).Older;
    expect(older).toContain("tocsin audit on:team from:");
    const second = await types(older ?? "");
    const named = (words: string) => [...words.matchAll(/created team (crew \d+)/gu)].map(([, name]) => name);
    expect(named(wordsOf(first))).toHaveLength(15);
    expect(named(second)).toEqual(["crew 4", "crew 3", "crew 2", "crew 1", "crew 0"]);
  });

  it("tells nothing of a private incident to those who are not on it", async () => {
    await world.open({ title: "A leak", private: true });
    await world.open({ title: "Search is slow" });
    expect(await types("tocsin audit on:incident")).toContain("A leak: opened it");
    const seen = await types("tocsin audit on:incident", "grace");
    expect(seen).toContain("Search is slow: opened it");
    expect(seen).not.toContain("leak");
    expect(await types("tocsin audit leak", "grace")).toContain("Nothing of that kind");
  });

  it("names what somebody set for themselves, and never shows it", async () => {
    await types("tocsin me quiet 22:00-07:00", "grace");
    const seen = await types("tocsin audit on:person who:@grace");
    expect(seen).toContain("Grace · changed person Grace: quiet hours");
    expect(seen).not.toContain("22");
    expect(await types("tocsin audit on:person 22:00")).toContain("Nothing of that kind");
  });

  it("says in words what happened, without what only Tocsin needs", async () => {
    await types("incident open sev2 the queue grows");
    const key = "inc-3";
    await types(`incident comment ${key} look at shard 4`);
    await types(`incident page ${key} @lin`);
    await types(`incident role set ${key} commander @lin`);
    await types('tocsin escalation create steps:"@ada 5m" least:sev2 last:@bo night-pages');
    await types("oncall away add to:2026-02-01", "lin");
    const seen = await types("tocsin audit");
    expect(seen).toContain("Ada · INC-3 the queue grows: opened it as SEV2 High · slack");
    expect(seen).toContain("wrote comment 1 · slack");
    expect(seen).toContain("paged Lin (by hand)");
    expect(seen).toContain("made Lin Commander");
    expect(seen).toContain("who at last");
    expect(seen).toContain("Lin · changed person Lin: absences · slack");
    for (const inside of ["digest", "shard 4", "occurrence", "lastResort", "leastRank", "least 20"]) {
      expect(seen).not.toContain(inside);
    }
  });
});
