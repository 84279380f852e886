import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dm, type PagingStory, platforms, startPaging } from "../support/paging-story.ts";
import type { Person, Sight } from "../support/person.ts";

interface Opened {
  readonly title: string;
  /** "INC-3", and "inc-3" as it is typed. */
  readonly name: string;
  readonly key: string;
  /** What Ada was sent. */
  readonly page: Sight;
}

/** One bot for all of it: each story has an incident of its own, which pages Ada, then Grace, then Sam. */
describe.each(platforms)("a page at %s", (platform) => {
  let story: PagingStory;
  let counter = 0;

  beforeAll(async () => {
    story = await startPaging(platform);
    const { sets, ada, grace } = story;
    for (const one of [ada, grace]) await sets(one, "/tocsin me limit 60", "60");
    await sets(
      ada,
      '/tocsin escalation create steps:"@ada 5m, @grace 10m, @sam 10m" channels:all payments',
      "payments pages for incidents of #all",
    );
  });

  afterAll(() => story[Symbol.asyncDispose]());

  const opens = async (): Promise<Opened> => {
    counter += 1;
    const title = `outage ${counter} of checkout`;
    await story.lin.types(`/incident open sev1 ${title}`);
    const page = await story.ada.sees([title, "payments, step 1"], dm);
    const name = /INC-\d+/u.exec(page.words)?.[0] ?? "none";
    return { title, name, key: name.toLowerCase(), page };
  };

  const pagesOf = async (who: Person, { title }: Opened) => (await story.told(who, title, "payments, step")).length;

  const isOver = async ({ key }: Opened) => {
    await story.lin.types(`/incident resolve ${key}`);
    await story.bot.quiet();
  };

  it("ends everywhere when one person acknowledges: its buttons go, and everybody reads who has it", async () => {
    const { bot, ada, grace, lin, sam, passes } = story;
    const one = await opens();
    const { name, title, page } = one;
    expect(page.controls.map(({ label }) => label)).toContain("Acknowledge");
    await passes("5m");
    await grace.presses("Acknowledge", await grace.sees([title, "payments, step 2"], dm));
    for (const who of [ada, grace]) {
      const calm = await who.sees([title, "Acknowledged by Grace Nilsson"], dm);
      expect(calm.controls.map(({ label }) => label)).toEqual(["Show"]);
    }
    await grace.sees("acknowledged it", { thread: await lin.sees(`${name} · ${title}`) });
    const sent = bot.outside.posted.length;
    await passes("30m");
    expect([await pagesOf(ada, one), await pagesOf(grace, one), await pagesOf(sam, one)]).toEqual([1, 1, 0]);
    expect(bot.outside.posted).toHaveLength(sent);
    await ada.types(`/incident ack ${one.key}`);
    await ada.sees("Grace Nilsson acknowledged first");
    await isOver(one);
  });

  it.each([
    ["5 minutes", "5m"],
    ["15 minutes", "15m"],
    ["1 hour", "1h"],
    ["4 hours", "4h"],
    ["Until tomorrow 9:00", "tomorrow"],
  ])("waits %s when it is snoozed, and then calls the next", async (label, length) => {
    const { ada, grace, passes, bot } = story;
    const one = await opens();
    await ada.chooses(label, one.page);
    await ada.sees([one.name, "pages are silent until"], dm);
    const now = bot.clock.now().toZonedDateTimeISO("UTC");
    const until =
      length === "tomorrow"
        ? now.add({ days: 1 }).withPlainTime("09:00").toInstant()
        : bot.clock.now().add(Temporal.Duration.from(`PT${length.toUpperCase()}`));
    const seconds = bot.clock.now().until(until).total("seconds");
    await passes(`${seconds - 1}s`);
    expect(await pagesOf(grace, one)).toBe(0);
    await passes("1s");
    await grace.sees([one.title, "payments, step 2"], dm);
    await isOver(one);
  });

  it("goes to the next at once when it is escalated, and still takes an answer from the first", async () => {
    const { ada, grace, sam, passes } = story;
    const one = await opens();
    await ada.presses("Escalate", one.page);
    await grace.sees([one.title, "payments, step 2"], dm);
    await ada.presses("Acknowledge", await ada.sees([one.title, "payments, step 1"], dm));
    await grace.sees([one.title, "Acknowledged by Ada Okafor"], dm);
    await passes("30m");
    expect([await pagesOf(grace, one), await pagesOf(sam, one)]).toEqual([1, 0]);
    await isOver(one);
  });

  it("goes to the next at once when somebody can't, and asks them no more", async () => {
    const { ada, grace, passes } = story;
    const one = await opens();
    await ada.presses("I can't", one.page);
    await grace.sees([one.title, "payments, step 2"], dm);
    await grace.sees("can't", { thread: await ada.sees(`${one.name} · ${one.title}`) });
    await passes("4m");
    expect(await pagesOf(ada, one)).toBe(1);
    await isOver(one);
  });

  it("is handed over from its menu: the next person is paged, whoever hands it over is off it", async () => {
    const { ada, grace, lin, passes } = story;
    const one = await opens();
    await ada.presses("Acknowledge", one.page);
    await ada.sees([one.title, "Acknowledged by Ada Okafor"], dm);
    await ada.types(`/incident assign over ${one.key} @grace`);
    await ada.sees(`handed over to Grace Nilsson`);
    const handed = await grace.sees([one.title, "paged by hand"], dm);
    await grace.presses("Acknowledge", handed);
    const card = await lin.sees(`${one.name} · ${one.title}`);
    expect(card.words).toMatch(/Grace Nilsson/u);
    await passes("30m");
    expect(await pagesOf(grace, one)).toBe(0);
    await isOver(one);
  });

  it("offers whom to hand it to, and is theirs then", async () => {
    const { ada, grace } = story;
    const one = await opens();
    await ada.chooses("Grace Nilsson", one.page);
    await ada.sees("handed over to Grace Nilsson", dm);
    await grace.sees([one.title, "paged by hand"], dm);
    await isOver(one);
  });

  it("goes on to ring for others when it is assigned to somebody else, who is paged", async () => {
    const { ada, grace, lin, sam, passes } = story;
    const one = await opens();
    await lin.types(`/incident assign add ${one.key} @sam`);
    await sam.presses("Acknowledge", await sam.sees(["assigned", one.title], dm));
    await ada.sees([one.title, "Acknowledged by Sam Ortiz"], dm);
    await passes("30m");
    expect(await pagesOf(grace, one)).toBe(0);
    await isOver(one);
  });

  it("is over when the incident is resolved, closed, or somebody says they are working on it", async () => {
    const { ada, grace, lin, passes } = story;
    for (const [line, words] of [
      ["resolve", "Resolved"],
      ["close", "Closed"],
      ["status", "Working: nobody is paged for it any more."],
    ] as const) {
      const one = await opens();
      await lin.types(line === "status" ? `/incident status ${one.key} working` : `/incident ${line} ${one.key}`);
      const calm = await ada.sees([one.title, words], dm);
      expect(calm.controls.map(({ label }) => label)).toEqual(["Show"]);
      await passes("6m");
      expect(await pagesOf(grace, one)).toBe(0);
      await isOver(one);
    }
  });

  it("by hand reaches a person, or whoever is on call", async () => {
    const { ada, lin, sam, sets } = story;
    await sets(ada, '/oncall schedule create every:week people:"@sam" desk', "desk is created");
    const one = await opens();
    await lin.types(`/incident page ${one.key} desk`);
    await lin.sees(["Paged", "Sam Ortiz", one.name]);
    const page = await sam.sees([one.title, "paged by hand"], dm);
    await sam.presses("Acknowledge", page);
    await lin.types(`/incident page ${one.key} @sam`);
    await lin.sees("They have acknowledged it already.");
    await isOver(one);
  });

  it("by hand asks first when it would reach more than ten people", async () => {
    const { ada, lin, sets, told, bot } = story;
    const crew = Array.from({ length: 11 }, (_, n) => `crew${n + 1}`);
    for (const handle of crew) {
      if (platform === "slack") bot.server.admin.addPerson({ handle, name: `Crew ${handle}` });
      else bot.discord.admin.addPerson({ handle, name: `Crew ${handle}` });
    }
    for (const handle of crew) await bot.on(platform).as(handle).types("/incident list", { in: "#general" });
    await sets(
      ada,
      `/tocsin team create people:${crew.map((one) => `@${one}`).join(",")} crew`,
      "crew is created with",
    );
    const one = await opens();
    await lin.types(`/incident page ${one.key} crew`);
    const asked = await lin.sees(["That pages 11 people at once", "Is that meant?"]);
    const first = bot.on(platform).as("crew1");
    expect(await told(first, one.title)).toEqual([]);
    await lin.presses("Page them all", asked);
    for (const handle of crew) await bot.on(platform).as(handle).sees([one.title, "paged by hand"], dm);
    await ada.presses("Acknowledge", one.page);
    for (const handle of crew) {
      const calm = await bot.on(platform).as(handle).sees([one.title, "Acknowledged by Ada Okafor"], dm);
      expect(calm.controls.map(({ label }) => label)).toEqual(["Show"]);
    }
    await isOver(one);
  });
});
