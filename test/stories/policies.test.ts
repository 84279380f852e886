import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dm, type PagingStory, platforms, startPaging } from "../support/paging-story.ts";
import type { Person } from "../support/person.ts";

/** One bot for all of it. Grace is on call, Ada sets up, Lin acts; each story has a channel and policies of its own. */
describe.each(platforms)("a notification policy at %s", (platform) => {
  let story: PagingStory;

  beforeAll(async () => {
    story = await startPaging(platform);
    const { sets, ada, grace, sam } = story;
    for (const one of [grace, sam]) await sets(one, "/tocsin me limit 60", "60");
    await sets(ada, "/oncall schedule create every:week people:@grace web", "web is created");
    for (const key of ["news", "lone", "long", "idle", "storm", "night"]) {
      await sets(ada, `/tocsin channel create ${key}`, `#${key} is created`);
    }
  });

  afterAll(() => story[Symbol.asyncDispose]());

  const policy = (line: string, name: string) => story.sets(story.ada, `/tocsin policy create ${line} ${name}`, name);

  const opens = async (channel: string, title: string): Promise<string> => {
    await story.lin.types(`/incident open channel:${channel} sev3 ${title}`);
    const card = await story.lin.sees(`· ${title}`);
    return (/INC-\d+/u.exec(card.words)?.[0] ?? "none").toLowerCase();
  };

  const heard = async (who: Person, ...words: readonly string[]) => (await story.told(who, ...words)).length;

  it("tells whoever is on call of each kind of news it is about, once, and nobody else", async () => {
    const { lin, grace, sam } = story;
    const types = ["new", "changed", "comments", "comment-edits", "comment-deletions"];
    for (const type of types) await policy(`types:${type} schedules:web channels:news`, `p-${type}`);
    const key = await opens("news", "search is slow");
    await grace.sees(["search is slow", "on call in web (p-new)"], dm);
    await lin.types(`/incident severity ${key} sev2`);
    await grace.sees(["search is slow", "SEV2", "(p-changed)"], dm);
    const card = await lin.sees("· search is slow");
    await lin.types("the index is being rebuilt", { thread: card });
    await grace.sees(["the index is being rebuilt", "(p-comments)"], dm);
    const said = await lin.sees("the index is being rebuilt", { thread: card });
    await lin.edits(said, "the index was lost");
    await grace.sees(["the index was lost", "(p-comment-edits)"], dm);
    await lin.deletes(await lin.sees("the index was lost", { thread: card }));
    await grace.sees(["search is slow", "(p-comment-deletions)"], dm);
    expect(await Promise.all(types.map((type) => heard(grace, `(p-${type})`)))).toEqual(types.map(() => 1));
    expect(await heard(sam, "search is slow")).toBe(0);
    await lin.types(`/incident resolve ${key}`);
  });

  it("reminds whoever is on call as often as it says while nobody has it, and again when the assignee leaves", async () => {
    const { lin, grace, passes } = story;
    await policy('rules:"no-assignee 10m every 5m x3" schedules:web channels:lone', "lonely");
    const key = await opens("lone", "queue grows");
    const reminders = () => heard(grace, "queue grows", "no assignee for");
    await passes("9m");
    expect(await reminders()).toBe(0);
    await passes("1m");
    expect(await reminders()).toBe(1);
    await passes("10m");
    expect(await reminders()).toBe(3);
    await passes("20m");
    expect(await reminders()).toBe(3);
    await lin.types(`/incident assign add ${key} @sam`);
    await passes("20m");
    expect(await reminders()).toBe(3);
    await lin.types(`/incident assign remove ${key} @sam`);
    await lin.sees("no longer assigned to Sam Ortiz");
    await passes("10m");
    expect(await reminders()).toBe(4);
    await lin.types(`/incident assign add ${key} @sam`);
    await passes("20m");
    expect(await reminders()).toBe(4);
    await lin.types(`/incident resolve ${key}`);
  });

  it("reminds once of what is not resolved in time, its assignees too, though somebody has acknowledged it", async () => {
    const { lin, grace, sam, passes } = story;
    await policy('rules:"unresolved 1h" schedules:web channels:long', "slow-ones");
    const key = await opens("long", "disk is full");
    await sam.types(`/incident ack ${key}`);
    await passes("59m");
    expect(await heard(sam, "disk is full", "not resolved after")).toBe(0);
    await passes("1m");
    for (const who of [sam, grace]) await who.sees(["disk is full", "not resolved after 1h (slow-ones)"], dm);
    await passes("3h");
    expect(await heard(grace, "disk is full", "not resolved after")).toBe(1);
    await lin.types(`/incident resolve ${key}`);
    const other = await opens("long", "disk is full again");
    await lin.types(`/incident resolve ${other}`);
    await passes("2h");
    expect(await heard(grace, "disk is full again", "not resolved after")).toBe(0);
  });

  it("reminds of what nobody has begun, until somebody does, and anew once it is open again", async () => {
    const { lin, grace, sam, passes } = story;
    await policy('rules:"open-timeout 20m every 20m x2" schedules:web channels:idle', "idle-ones");
    const key = await opens("idle", "mail is late");
    const reminders = () => heard(grace, "mail is late", "nobody has begun");
    await passes("20m");
    expect(await reminders()).toBe(1);
    await sam.types(`/incident ack ${key}`);
    await passes("1h");
    expect(await reminders()).toBe(1);
    await lin.types(`/incident status ${key} open`);
    await passes("40m");
    expect(await reminders()).toBe(3);
    await passes("1h");
    expect(await reminders()).toBe(3);
    await lin.types(`/incident resolve ${key}`);
  });

  it("reminds when many events come in for one incident, once a crossing", async () => {
    const { lin, sam, grace, passes } = story;
    await policy('rules:"event-storm 2" schedules:web channels:storm', "stormy");
    const key = await opens("storm", "nodes are lost");
    const happens = async (text: string) => {
      await sam.types(text, { in: "#general" });
      await lin.shortcut("Add to incident", await lin.sees(text, { in: "#general" }));
      await lin.seesModal("Add to incident");
      await lin.submits({ "Which incident?": key });
      await lin.sees(text, { thread: await lin.sees("· nodes are lost") });
      await passes("1s");
    };
    const reminders = () => heard(grace, "nodes are lost", "any events came in");
    await happens("node 1 is lost");
    await happens("node 2 is lost");
    expect(await reminders()).toBe(0);
    await happens("node 3 is lost");
    expect(await reminders()).toBe(1);
    await happens("node 4 is lost");
    await passes("1h");
    expect(await reminders()).toBe(1);
    await lin.types(`/incident resolve ${key}`);
  });

  it("drops what comes while nobody is on call and says so, or holds it for whoever comes on", async () => {
    const { ada, lin, sam, sets, passes, bot } = story;
    const from = bot.clock.now().toZonedDateTimeISO("UTC").add({ hours: 3 }).hour;
    const hours = `${String(from).padStart(2, "0")}-${String((from + 2) % 24).padStart(2, "0")}`;
    await sets(ada, `/oncall schedule create every:day hours:${hours} people:@sam nights`, "nights is created");
    await policy("types:new schedules:nights channels:night", "dropping");
    const first = await opens("night", "backup failed");
    await ada.types("/tocsin policy log dropping");
    await ada.sees(["backup failed", "dropped: Nobody is on call in nights."]);
    await sets(ada, "/tocsin policy edit hold:on dropping", "dropping");
    const second = await opens("night", "backup failed again");
    const third = await opens("night", "backup lost");
    await passes("1h");
    expect(await heard(sam, "backup")).toBe(0);
    await passes("2h");
    await passes("1s");
    await sam.sees(["2 messages for you", "backup failed again", "backup lost", "(dropping)"], dm);
    expect(await heard(sam, "(dropping)")).toBe(1);
    for (const key of [first, second, third]) await lin.types(`/incident resolve ${key}`);
  });

  it("tells whoever is on call of a channel's day, at nine", async () => {
    const { ada, lin, grace, sets, passes, beats, bot } = story;
    await sets(grace, "/tocsin channel leave all", "#all");
    await sets(ada, "/tocsin channel create daily", "#daily is created");
    await policy("types:summary schedules:web channels:daily", "mornings");
    await beats();
    const now = bot.clock.now().toZonedDateTimeISO("UTC");
    const nine = now.withPlainTime("09:00");
    const next = Temporal.ZonedDateTime.compare(nine, now) > 0 ? nine : nine.add({ days: 1 });
    await passes(`${now.until(next).total("seconds") - 60}s`);
    const key = await opens("daily", "a certificate ran out");
    expect(await heard(grace, "Daily summary")).toBe(0);
    await passes("60s");
    await beats();
    await grace.sees(["Daily summary", "1 new incident", "a certificate ran out"], dm);
    await beats();
    expect(await heard(grace, "Daily summary")).toBe(1);
    await ada.types("/tocsin policy log mornings");
    await ada.sees(["Grace Nilsson", " · -", "the daily summary", "sent"]);
    await lin.types(`/incident resolve ${key}`);
  });

  it("can be found, read, tried and looked up in the log of what it did, and so can who changed it", async () => {
    const { ada } = story;
    await ada.types("/tocsin policy list p-comm");
    await ada.sees(["p-comments", "p-comment-edits", "p-comment-deletions"]);
    await ada.types("/tocsin policy show idle-ones");
    const shown = await ada.sees(["idle-ones", "web", "#idle"]);
    await ada.presses("Changes", shown);
    await ada.sees(["Who did what", "Ada Okafor", "created policy idle-ones"]);
    const before = (await story.told(story.grace, "idle-ones")).length;
    await ada.types("/tocsin policy try idle-ones");
    await ada.sees(["idle-ones would tell", "+20m", "+40m", "Grace Nilsson", "nobody was told anything"]);
    expect(await heard(story.grace, "idle-ones")).toBe(before);
    await ada.types("/tocsin policy log search:queue lonely");
    await ada.sees(["queue grows", "no assignee for 10m", "Grace Nilsson", "sent"]);
    await ada.types("/tocsin policy log channel:news person:@grace search:comment-edits");
    const edits = await ada.sees(["search is slow", "(p-comment-edits)"]);
    expect(edits.words).not.toContain("(p-new)");
    await ada.types("/tocsin policy log person:@grace search:open-timeout");
    await ada.sees(["mail is late", "nobody has begun"]);
    await ada.types("/tocsin policy log channel:news search:rebuilt");
    await ada.sees("Nothing of that kind was sent.");
    await ada.types("/tocsin policy log person:@sam search:disk");
    await ada.sees(["disk is full", "not resolved after"]);
    await ada.types("/tocsin policy delete idle-ones");
    await ada.presses("Delete", await ada.sees(["Delete idle-ones?", "#idle"]));
    await ada.sees("idle-ones is deleted.");
  });
});
