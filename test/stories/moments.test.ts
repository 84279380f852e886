import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DeliveryError } from "../../src/domain/refusal.ts";
import { dm, type PagingStory, platforms, startPaging } from "../support/paging-story.ts";
import type { Person } from "../support/person.ts";

/** One bot for all of it: each story has a channel and an escalation policy of its own. */
describe.each(platforms)("an escalation at %s", (platform) => {
  let story: PagingStory;

  beforeAll(async () => {
    story = await startPaging(platform);
    const { sets, ada, grace, sam } = story;
    for (const one of [ada, grace, sam]) {
      await sets(one, "/tocsin me limit 60", "60");
      await sets(one, "/tocsin me zone UTC", "UTC");
    }
  });

  afterAll(() => story[Symbol.asyncDispose]());

  /** An escalation policy of its own channel, and the first incident in it. */
  const begins = async (name: string, steps: string): Promise<string> => {
    const { sets, ada } = story;
    await sets(ada, `/tocsin channel create ${name}`, `#${name} is created`);
    const line = `/tocsin escalation create steps:"${steps}" channels:${name} p-${name}`;
    await sets(ada, line, `p-${name} pages for incidents of #${name}`);
    return opens(name, `${name} is down`);
  };

  const opens = async (channel: string, title: string): Promise<string> => {
    await story.lin.types(`/incident open channel:${channel} sev1 ${title}`);
    const card = await story.lin.sees(`· ${title}`);
    return (/INC-\d+/u.exec(card.words)?.[0] ?? "none").toLowerCase();
  };

  const pages = async (who: Person, name: string) => story.told(who, `${name} is down`, `(p-${name}, step`);

  const ends = async (key: string) => {
    await story.lin.types(`/incident resolve ${key}`);
    await story.bot.quiet();
  };

  /** The clock moves on to the next time of day, in UTC. */
  const until = async (time: string) => {
    const now = story.bot.clock.now().toZonedDateTimeISO("UTC");
    const today = now.withPlainTime(time);
    const next = Temporal.ZonedDateTime.compare(today, now) > 0 ? today : today.add({ days: 1 });
    await story.passes(`${now.until(next).total("seconds")}s`);
  };

  it("either calls the next or does not when somebody acknowledges in the same instant, and asks nobody after that", async () => {
    const { ada, grace, sam, passes, bot } = story;
    const key = await begins("instant", "@ada 5m, @grace 5m, @sam 5m");
    const titles: string[] = [];
    for (let n = 0; n < 2; n += 1) {
      const one = n === 0 ? key : await opens("instant", "instant is down");
      titles.push(one);
      await ada.sees(["instant is down", one.toUpperCase(), "step 1"], dm);
      await passes("299s");
      const tick = () => bot.clock.advance("1s");
      const ack = () => ada.types(`/incident ack ${one}`);
      await Promise.all(n % 2 === 0 ? [ack(), tick()] : [tick(), ack()]);
      await ada.sees([one.toUpperCase(), "Acknowledged by Ada Okafor"], dm);
    }
    await passes("30m");
    for (const who of [ada, grace, sam]) {
      for (const page of await pages(who, "instant")) {
        expect(page.words).toContain("Acknowledged by Ada Okafor");
        expect(page.controls.map(({ label }) => label)).toEqual(["Show"]);
      }
    }
    expect(await pages(sam, "instant")).toEqual([]);
    expect((await pages(grace, "instant")).length).toBeLessThanOrEqual(titles.length);
    for (const one of titles) await ends(one);
  });

  it("calls whoever is on by then, when a handoff falls between two steps", async () => {
    const { ada, grace, sets } = story;
    await until("08:30:00");
    await sets(ada, '/oncall schedule create every:day from:"yesterday 09:00" people:"@ada @grace" daily', "daily");
    const now = await sets(ada, "/oncall who daily", "daily");
    const isAda = now.words.includes("Ada Okafor");
    const [first, next] = isAda ? [ada, grace] : [grace, ada];
    await until("08:57:00");
    const key = await begins("handed", "daily 5m, daily 5m");
    await first.sees(["handed is down", "on call in daily (p-handed, step 1)"], dm);
    await until("09:02:00");
    await next.sees(["handed is down", "on call in daily (p-handed, step 2)"], dm);
    expect(await pages(first, "handed")).toHaveLength(1);
    await ends(key);
  });

  it("calls whoever an override puts on between two steps", async () => {
    const { ada, grace, sam, sets, passes } = story;
    await sets(ada, "/oncall schedule create every:week people:@grace weekly", "weekly is created");
    const key = await begins("swapped", "weekly 5m, weekly 5m");
    await grace.sees(["swapped is down", "step 1"], dm);
    await sam.types("/oncall take weekly 2h");
    await sam.sees("weekly: you are on call until");
    await passes("5m");
    await sam.sees(["swapped is down", "on call in weekly (p-swapped, step 2)"], dm);
    expect(await pages(grace, "swapped")).toHaveLength(1);
    await ends(key);
  });

  it("begins anew when what nobody answered is reopened, and keeps the policy it began with", async () => {
    const { ada, grace, lin, sam, sets, passes } = story;
    const key = await begins("reopened", "@grace 5m, @sam 5m");
    await sets(ada, '/tocsin escalation edit steps:"@ada 5m" p-reopened', "p-reopened");
    await passes("5m");
    await sam.sees(["reopened is down", "step 2"], dm);
    await passes("5m");
    await ada.sees(["reopened is down", "Nobody answered"], dm);
    await ends(key);
    expect((await pages(grace, "reopened"))[0]?.controls.map(({ label }) => label)).toEqual(["Show"]);
    await lin.types(`/incident reopen ${key}`);
    const again = await ada.sees(["reopened is down", "p-reopened, step 1"], dm);
    await ada.presses("Acknowledge", again);
    await ada.sees(["reopened is down", "Acknowledged by Ada Okafor"], dm);
    expect(await pages(grace, "reopened")).toHaveLength(1);
    await ends(key);
  });

  it("that was snoozed into somebody's quiet hours rings all the same; what is no page waits for their end", async () => {
    const { ada, grace, lin, sets, passes } = story;
    await until("21:30:00");
    await sets(grace, "/tocsin me quiet 22:00-07:00", "Quiet hours");
    const key = await begins("quietly", "@ada 5m, @grace 10m");
    await ada.chooses("1 hour", await ada.sees(["quietly is down", "step 1"], dm));
    await sets(grace, "/tocsin channel subscribe quietly responsible", "Of #quietly you hear");
    await until("22:10:00");
    await lin.types(`/incident comment ${key} the cache is cold`);
    await until("22:29:59");
    expect(await pages(grace, "quietly")).toEqual([]);
    await passes("1s");
    await grace.sees(["quietly is down", "step 2"], dm);
    expect(await story.told(grace, "the cache is cold")).toEqual([]);
    await ends(key);
    await until("06:59:59");
    expect(await story.told(grace, "the cache is cold")).toEqual([]);
    await passes("1s");
    await grace.sees("the cache is cold", dm);
    await sets(grace, "/tocsin me quiet off", "Quiet hours");
  });

  it("stays silenced over a resolve and a reopen", async () => {
    const { ada, grace, lin, passes } = story;
    const key = await begins("asleep", "@ada 5m, @grace 5m");
    await ada.chooses("4 hours", await ada.sees(["asleep is down", "step 1"], dm));
    await ends(key);
    await lin.types(`/incident reopen ${key}`);
    await passes("3h");
    expect([await pages(ada, "asleep"), await pages(grace, "asleep")].map(({ length }) => length)).toEqual([1, 0]);
    await passes("1h");
    expect(await pages(ada, "asleep")).toHaveLength(2);
    await ends(key);
  });

  it("says why somebody was paged, and rehearses without telling anybody", async () => {
    const { ada, grace, lin, sets } = story;
    await sets(ada, "/oncall schedule create every:week people:@grace desk", "desk is created");
    const key = await begins("known", "desk 5m, @sam 10m");
    await lin.types(`/incident why-paged ${key}`);
    await lin.sees(["Grace Nilsson", "on call in desk (p-known, step 1)", "sent"]);
    await ends(key);
    const before = (await story.told(grace, "known")).length;
    await lin.types('/tocsin policy try at:"sunday 03:00" p-known');
    await lin.sees(["p-known would tell", "+0m", "Grace Nilsson", "+5m", "Sam Ortiz", "nobody was told anything"]);
    expect(await story.told(grace, "known")).toHaveLength(before);
    await lin.types(`/incident open sev3 nobody minds`);
    const card = await lin.sees("· nobody minds");
    await lin.types(`/incident why-paged ${/INC-\d+/u.exec(card.words)?.[0] ?? ""}`);
    await lin.sees("Nobody was paged for");
  });

  it("tells the owners and the thread at once when nobody it calls can be reached", async () => {
    const { ada, grace, sam, lin, bot, passes } = story;
    bot.outside.trouble(new DeliveryError("email", "There is no such mailbox.", { permanent: true }));
    for (const name of ["grace", "sam"] as const) {
      if (platform === "slack") bot.server.admin.changePerson(name, { deleted: true });
      else bot.discord.admin.changePerson(name, { closed: true });
    }
    const key = await begins("lost", "@grace 5m, @sam 5m");
    await passes("10s");
    await ada.sees(["lost is down", "Nobody was paged, because nobody who was called can be reached"], dm);
    await lin.sees("paged nobody: nobody who was called can be reached", { thread: await lin.sees("· lost is down") });
    expect([await pages(grace, "lost"), await pages(sam, "lost")]).toEqual([[], []]);
    bot.outside.trouble(null);
    await ends(key);
  });
});
