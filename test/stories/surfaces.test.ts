import { describe, expect, it } from "vitest";
import { startBot } from "../support/bot.ts";

/** What is called otherwise on each platform. */
const ways = [
  { platform: "slack", pushpin: "pushpin", fromMessage: "Open an incident" },
  { platform: "discord", pushpin: "📌", fromMessage: "Open incident from this message" },
] as const;

describe.each(ways)("in a thread at $platform", ({ platform, pushpin }) => {
  it("needs no number: a mention is a command of the thread's own incident", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const [lin, ada] = [as("lin"), as("ada")];
    await lin.types("/incident open checkout down");
    const card = await ada.sees("INC-1 · checkout down");
    await ada.types("@tocsin ack", { thread: card });
    await lin.sees(["INC-1 ·", "Working", "Ada Okafor"]);
    await ada.types("@tocsin resolve rolled back to 1.8", { thread: card });
    await lin.sees(["INC-1 ·", "Resolved", "rolled back to 1.8"]);
  });

  it("makes a reply a comment, and follows its edits and its deletion", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const [lin, ada] = [as("lin"), as("ada")];
    await lin.types("/incident open checkout down");
    const card = await ada.sees("INC-1 · checkout down");
    await ada.types("the *replica* is behind", { thread: card });
    const reply = await lin.sees("replica is behind", { thread: card });
    await lin.sees(["INC-1 ·", "1 comment"]);
    await lin.types("/incident comment --list 1");
    await lin.sees(["Comments of INC-1", "replica is behind"]);
    await ada.edits(reply, "the replica has caught up");
    const comments = async () => {
      await lin.types("/incident comment --list 1");
      return (await lin.reads()).at(-1)?.words;
    };
    await expect.poll(comments, { timeout: 8_000 }).toMatch(/edited.*the replica has caught up/s);
    await ada.deletes(reply);
    await expect.poll(comments, { timeout: 8_000 }).not.toContain("caught up");
    await lin.types("/incident timeline 1");
    await lin.sees("deleted comment 1");
  });

  it("opens an incident that owns the thread, and says which one has it", async () => {
    await using bot = await startBot({ platforms: [platform], mapped: [] });
    const { as } = bot.on(platform);
    const [lin, ada] = [as("lin"), as("ada")];
    await lin.types("is checkout slow for you too?", { in: "#payments" });
    const question = await ada.sees("is checkout slow", { in: "#payments" });
    await ada.types("@tocsin open sev2 checkout slow", { thread: question });
    const card = await lin.sees(["INC-1 · checkout slow", "SEV2 High"], { thread: question });
    await lin.types("yes, since ten", { thread: question });
    await lin.sees(["INC-1 ·", "1 comment"], { thread: question });
    await lin.types("/incident comment --list 1", { in: "#payments" });
    await lin.sees(["Comments of INC-1", "yes, since ten"], { in: "#payments" });
    await ada.types("@tocsin open another one", { thread: question });
    // Nobody else is told, and Discord has no private answers in a channel.
    const told = platform === "discord" ? { in: "dm" } : { thread: question };
    await ada.sees(["INC-1", "checkout slow", "belongs"], told);
    await ada.types("@tocsin resolve it was the cache", { thread: question });
    expect((await lin.sees(["INC-1 ·", "Resolved"], { thread: question })).ts).toBe(card.ts);
  });

  it("marks a pinned reply, and one with a pushpin, as key moments", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const [lin, ada] = [as("lin"), as("ada")];
    await lin.types("/incident open checkout down");
    const card = await ada.sees("INC-1 ·");
    await ada.types("the deploy of 10:02 did it", { thread: card });
    await lin.sees(["INC-1 ·", "1 comment"]);
    await ada.types("rolled back at 10:20", { thread: card });
    await lin.sees(["INC-1 ·", "2 comments"]);
    // Ada may pin at Discord, too.
    await ada.pins(await ada.sees("the deploy of 10:02", { thread: card }));
    await lin.reacts(pushpin, await lin.sees("rolled back at 10:20", { thread: card }));
    const timeline = async () => {
      await lin.types("/incident timeline 1");
      return (await lin.reads()).at(-1)?.words;
    };
    const marked = /marked comment [12] as a key moment.*marked comment [12] as a key moment/s;
    await expect.poll(timeline, { timeout: 8_000 }).toMatch(marked);
  });
});

describe.each(ways)("forms and menus at $platform", ({ platform, fromMessage }) => {
  it("ask for what was not typed", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const lin = as("lin");
    await lin.types("/incident open");
    await lin.seesModal("Open an incident");
    await lin.submits({
      "What is broken?": "checkout down",
      "How bad is it?": "SEV1 Critical",
      "What happened?": "502 since the deploy",
    });
    await as("ada").sees(["INC-1 · checkout down", "SEV1 Critical", "502 since the deploy"]);
  });

  it("edit from the card, and say what cannot be understood before anything is changed", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const [lin, ada] = [as("lin"), as("ada")];
    await lin.types("/incident open sev3 checkout down");
    const card = await ada.sees("INC-1 ·");
    await ada.presses("Edit", card);
    await ada.seesModal("Edit INC-1");
    await ada.submits({ Title: "checkout down in Europe", Began: "the day after tomorrow" });
    const told = await ada.seesRefusal("expected a time");
    expect((await lin.sees("INC-1 ·")).words).not.toContain("Europe");
    // Discord closes a form whatever becomes of it: what was typed is in the next one.
    if (told !== null) {
      await ada.presses("Put it right", told);
      await ada.seesModal("checkout down in Europe");
    }
    await ada.submits({ Title: "checkout down in Europe", Severity: "SEV1 Critical", Began: "2026-01-05 08:00" });
    await lin.sees(["INC-1 · checkout down in Europe", "SEV1 Critical", "1h"]);
    await lin.sees("changed the severity from SEV3 Moderate to SEV1 Critical", { thread: card });
  });

  it("open an incident from a message, with the message as its source", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const [lin, ada] = [as("lin"), as("ada")];
    await lin.types("customers cannot pay", { in: "#payments" });
    await ada.shortcut(fromMessage, await ada.sees("customers cannot pay", { in: "#payments" }));
    await ada.seesModal("Open an incident");
    await ada.submits({ "How bad is it?": "SEV1 Critical" });
    const message = await lin.sees("customers cannot pay", { in: "#payments" });
    await lin.sees(["INC-1 · customers cannot pay", "SEV1 Critical"], { thread: message });
    await lin.types("/incident show 1");
    await lin.sees("by Lin");
  });

  it("set status and severity", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const [lin, ada] = [as("lin"), as("ada")];
    await lin.types("/incident open sev3 checkout down");
    await ada.chooses("Pending", await ada.sees("INC-1 ·"));
    await lin.sees(["INC-1 ·", "Pending"]);
    await ada.chooses("SEV1 Critical", await ada.sees("INC-1 ·"));
    await lin.sees(["INC-1 ·", "SEV1 Critical"]);
  });

  it("change nothing when they are from before a reopening, and show the present state", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const [lin, ada] = [as("lin"), as("ada")];
    await lin.types("/incident open checkout down");
    const old = await ada.sees("INC-1 ·");
    await lin.types("/incident resolve 1 done");
    await lin.types("/incident reopen 1");
    await lin.sees(["INC-1 ·", "Open"]);
    await ada.presses("Resolve", old);
    const found = await ada.reads();
    expect(found.find(({ ts }) => ts === old.ts)?.words).toContain("Open");
  });
});
