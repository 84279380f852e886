import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DeliveryError } from "../../src/domain/refusal.ts";
import { cast, dm, type PagingStory, platforms, startPaging } from "../support/paging-story.ts";

const levels = { sam: "responsible", grace: "participate", lin: "follow" } as const;

/** One bot for all of it: Ada acts, the others have said how much they hear of #money. */
describe.each(platforms)("at %s", (platform) => {
  let story: PagingStory;

  beforeAll(async () => {
    story = await startPaging(platform);
    const { sets, ada } = story;
    await sets(ada, "/tocsin channel create money", "#money is created");
    for (const name of cast) {
      await sets(story[name], "/tocsin me zone UTC", "UTC");
      await sets(story[name], "/tocsin channel leave all", "#all");
    }
    for (const [name, level] of Object.entries(levels)) {
      await sets(story[name as keyof typeof levels], `/tocsin channel subscribe money ${level}`, "Of #money you hear");
    }
    await story.beats();
  });

  afterAll(() => story[Symbol.asyncDispose]());

  const opens = async (title: string): Promise<string> => {
    await story.ada.types(`/incident open channel:money sev3 ${title}`);
    const card = await story.ada.sees(`· ${title}`);
    return (/INC-\d+/u.exec(card.words)?.[0] ?? "none").toLowerCase();
  };

  /** Who was told something directly, by name. */
  const heard = async (...words: readonly string[]) => {
    const told = await Promise.all(cast.map(async (name) => (await story.told(story[name], ...words)).length));
    return cast.filter((_, i) => told[i] === 1);
  };

  it("each level hears what it says: new incidents, comments, the daily summary, or nothing", async () => {
    const { ada, sam, sets, passes, beats } = story;
    const key = await opens("cards are declined");
    await sam.sees(["cards are declined", "subscription to #money"], dm);
    expect(await heard("cards are declined", "opened it")).toEqual(["grace", "sam"]);
    await ada.types(`/incident comment ${key} the bank is slow`);
    await sam.sees("the bank is slow", dm);
    expect(await heard("the bank is slow")).toEqual(["sam"]);
    await sets(sam, "/tocsin channel subscribe money none", "#money");
    await ada.types(`/incident comment ${key} the bank is back`);
    expect(await heard("the bank is back")).toEqual([]);
    await sets(sam, "/tocsin channel subscribe money responsible", "Of #money you hear");
    // A day later, at nine.
    await passes("24h");
    await beats();
    const summary = await sam.sees(["Daily summary", "1 new incident", "cards are declined"], dm);
    expect(summary.words).toContain("Without assignee");
    expect(await heard("Daily summary")).toEqual(["lin", "sam"]);
    await beats();
    expect(await heard("Daily summary")).toEqual(["lin", "sam"]);
    await ada.types(`/incident resolve ${key}`);
  });

  it("a channel shows who hears what of it", async () => {
    const { ada } = story;
    await ada.types("/tocsin channel members money");
    await ada.sees(["Sam Ortiz", "Grace Nilsson", "Lin"]);
  });

  it("a channel's targets hear of new incidents and get its summary: a person, a place and a mailbox", async () => {
    const { ada, grace, sets, passes, beats, bot } = story;
    await sets(ada, "/tocsin channel target add money @grace, ops@example.com", ["Grace Nilsson", "ops@example.com"]);
    await ada.types("/tocsin channel target add money here", { in: "#general" });
    const key = await opens("payouts are late");
    await ada.sees("payouts are late", { in: "#general" });
    // She subscribes besides: one message, with both reasons.
    const both = await grace.sees(["payouts are late", "target of #money, and a subscription to #money"], dm);
    expect(both.controls.map(({ label }) => label)).toEqual(["Show"]);
    expect(await heard("payouts are late", "opened it")).toEqual(["grace", "sam"]);
    const letters = () => bot.outside.posted.filter(({ to }) => JSON.stringify(to).includes("ops@example.com"));
    expect(letters().map(({ letter }) => letter.type)).toEqual(["incident.declared"]);
    await passes("24h");
    await beats();
    await ada.sees(["Daily summary", "payouts are late"], { in: "#general" });
    expect(letters()).toHaveLength(2);
    await ada.types(`/incident resolve ${key}`);
    await sets(ada, "/tocsin channel target remove money @grace, ops@example.com", "#money");
  });

  it("whoever added a target is told when it fails for a day and when it is switched off, and switches it on", async () => {
    const { ada, sets, passes, bot } = story;
    await ada.types("/tocsin target add kind:webhook name:ops-hook");
    await ada.seesModal("Add: Webhook");
    await ada.submits({ "Its address": "https://hooks.example.com/ops" });
    await ada.sees(["ops-hook", "is added"]);
    await sets(ada, "/tocsin channel target add money ops-hook", "ops-hook");
    const posted = () => bot.outside.posted.filter(({ to }) => to.kind === "webhook").length;
    const first = await opens("refunds fail");
    await passes("1s");
    expect(posted()).toBe(1);
    bot.outside.trouble(new DeliveryError("webhook", "The webhook answered 404.", { permanent: true }));
    const second = await opens("refunds fail again");
    await passes("24h");
    await passes("1m");
    await ada.sees(["ops-hook", "has failed since"], dm);
    await opens("refunds fail still");
    await passes("24h");
    await passes("1m");
    await ada.sees(["ops-hook", "is switched off"], dm);
    bot.outside.trouble(null);
    const before = posted();
    const third = await opens("refunds fail for good");
    await passes("1m");
    expect(posted()).toBe(before);
    await sets(ada, "/tocsin target on ops-hook", "ops-hook");
    const fourth = await opens("refunds fail no more");
    await passes("1s");
    expect(posted()).toBe(before + 1);
    for (const key of [first, second, third, fourth]) await ada.types(`/incident resolve ${key}`);
  });

  it("a channel calls for help once when nobody takes a new incident, and not when somebody has", async () => {
    const { ada, lin, sam, sets, passes } = story;
    await sets(ada, "/tocsin channel upgrade money after:15m @lin", "When nobody takes a new incident");
    const first = await opens("invoices are empty");
    await passes("15m");
    await lin.sees(["invoices are empty", "obody has taken it for 15m"], dm);
    await passes("2h");
    expect(await heard("invoices are empty", "obody has taken it")).toEqual(["lin"]);
    const second = await opens("invoices are doubled");
    await sam.types(`/incident take ${second}`);
    await passes("1h");
    expect(await heard("invoices are doubled", "obody has taken it")).toEqual([]);
    // An old incident that is reopened is not a new one.
    await ada.types(`/incident resolve ${first}`);
    await ada.types(`/incident reopen ${first}`);
    await passes("1h");
    expect(await heard("invoices are empty", "obody has taken it")).toEqual(["lin"]);
    for (const key of [first, second]) await ada.types(`/incident resolve ${key}`);
  });
});
