import { describe, expect, it } from "vitest";
import type { Platform } from "../../src/domain/place.ts";
import { type StoryBot, startBot } from "../support/bot.ts";
import type { Person, Sight } from "../support/person.ts";

const platforms = ["slack", "discord"] as const;
const sides = [
  { here: "slack", there: "discord", name: "Lin Wei (Slack)" },
  { here: "discord", there: "slack", name: "Lin (Discord)" },
] as const satisfies readonly { readonly here: Platform; readonly there: Platform; readonly name: string }[];

const startBoth = () => startBot({ platforms });

/** An incident that both sides see, with its card on each. */
const open = async (bot: StoryBot, here: Platform, there: Platform) => {
  const [lin, ada] = [bot.on(here).as("lin"), bot.on(there).as("ada")];
  await lin.types("/incident open sev1 checkout down");
  const card = ["INC-1 · checkout down", "Acknowledge"];
  const [mine, theirs] = [await sightOf(lin, card), await sightOf(ada, card)];
  return { lin, ada, mine, theirs };
};

/** Lin on the other side, once both accounts are known to be hers. */
const linked = async (bot: StoryBot, here: Platform, there: Platform): Promise<Person> => {
  const [lin, also] = [bot.on(here).as("lin"), bot.on(there).as("lin")];
  await lin.types("/tocsin link");
  const code = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec((await lin.sees("/tocsin link ")).words)?.[0] ?? "";
  await also.types(`/tocsin link ${code}`);
  await also.presses("Yes, that is me", await also.sees("Is that you?"));
  await also.sees("here too from now on");
  return also;
};

/** For good, the next time some are brought there. */
const refuseFiles = (bot: StoryBot, there: Platform): void => {
  if (there === "slack") {
    bot.server.faults.fail("files.completeUploadExternal", { times: 1, status: 200, error: "missing_scope" });
  } else {
    bot.discord.faults.fail("POST /channels/:channel/messages", { times: 1, status: 400, code: 40_005 });
  }
};

/** The next message there is to wait for half a minute. */
const askForPause = (bot: StoryBot, there: Platform): void => {
  const rule = { times: 1, retryAfter: 30 };
  if (there === "slack") bot.server.faults.rateLimit("chat.postMessage", rule);
  else bot.discord.faults.rateLimit("POST /channels/:channel/messages", rule);
};

const refuseForNow = (bot: StoryBot, there: Platform): void => {
  if (there === "slack") bot.server.faults.fail("chat.postMessage", { times: 1_000, status: 500 });
  else bot.discord.faults.fail("POST /channels/:channel/messages", { times: 1_000 });
};

const recover = (bot: StoryBot): void => {
  bot.server.faults.clear();
  bot.discord.faults.clear();
};

/** How the address of a file that was posted on one side begins. */
const originOf = (bot: StoryBot, here: Platform): string =>
  here === "slack" ? new URL(bot.server.apiUrl).origin : "https://discord.com/channels/";

const sightOf = async (person: Person, [words = "", button = ""]: readonly string[]) => {
  const seen = await person.sees(words);
  expect(seen.controls.map(({ label }) => label)).toContain(button);
  return seen;
};

const said = async (person: Person, words: string, thread: Sight) =>
  (await person.reads({ thread })).filter((one) => one.words.includes(words));

describe.each(sides)("from $here to $there", ({ here, there, name }) => {
  it("a reply, its edit and its deletion cross over once, under the name of who wrote it", async () => {
    await using bot = await startBoth();
    const { lin, ada, mine, theirs } = await open(bot, here, there);
    await lin.types("the disk is full", { thread: mine });
    const copy = await ada.sees("the disk is full", { thread: theirs });
    expect(copy.words).toContain(name);
    expect(await said(lin, "the disk is full", mine)).toHaveLength(1);
    expect(await said(ada, "the disk is full", theirs)).toHaveLength(1);

    const own = await lin.sees("the disk is full", { thread: mine });
    await lin.edits(own, "the log disk is full");
    const changed = await ada.sees("the log disk is full", { thread: theirs });
    expect(changed.ts).toBe(copy.ts);
    expect(await said(lin, "disk is full", mine)).toHaveLength(1);
    expect(await said(ada, "disk is full", theirs)).toHaveLength(1);

    await lin.deletes(own);
    await ada.misses("disk is full", { thread: theirs });
    expect(await said(lin, "disk is full", mine)).toHaveLength(0);
    await ada.types("/incident comment --list 1");
    await ada.sees(["Comments of INC-1", "deleted"]);
  });

  it("a comment stays under its author's own side when it is edited and deleted from the other", async () => {
    await using bot = await startBoth();
    const { lin, ada, mine, theirs } = await open(bot, here, there);
    const also = await linked(bot, here, there);
    await lin.types("the disk is full", { thread: mine });
    const copy = await ada.sees("the disk is full", { thread: theirs });
    await also.types("/incident comment edit:1 1 the log disk is full");
    const changed = await ada.sees("the log disk is full", { thread: theirs });
    expect(changed.ts).toBe(copy.ts);
    expect(changed.words).toContain(name);

    await lin.types("/incident comment 1 by command");
    const told = await ada.sees("by command", { thread: theirs });
    expect(told.words).toContain(name);
    await also.types("/incident comment edit:2 1 by another command");
    expect((await ada.sees("by another command", { thread: theirs })).words).toContain(name);
    expect((await lin.sees("by another command", { thread: mine })).words).not.toMatch(/\((Slack|Discord)\)/);
    await also.types("/incident comment delete:2 1");
    await lin.misses("by another command", { thread: mine });
    await ada.misses("by another command", { thread: theirs });
  });

  it("an answer comes back, and nobody hears an echo", async () => {
    await using bot = await startBoth();
    const { lin, ada, mine, theirs } = await open(bot, here, there);
    await lin.types("who has the disk?", { thread: mine });
    await ada.sees("who has the disk?", { thread: theirs });
    await ada.types("that is me", { thread: theirs });
    await lin.sees("that is me", { thread: mine });
    await bot.quiet();
    expect(await said(lin, "that is me", mine)).toHaveLength(1);
    expect(await said(ada, "that is me", theirs)).toHaveLength(1);
    expect(await said(ada, "who has", theirs)).toHaveLength(1);
  });

  it("a file crosses over with what was said of it", async () => {
    await using bot = await startBoth();
    const { lin, ada, mine, theirs } = await open(bot, here, there);
    const file = await lin.uploads("disk.txt", "text/plain", new TextEncoder().encode("100%"));
    await lin.types("see for yourself", { thread: mine, files: [file] });
    const copy = await ada.sees(["see for yourself", "disk.txt"], { thread: theirs });
    expect(copy.words).toContain(name);
    const files = async (person: Person, thread: Sight) =>
      (await person.reads({ thread })).flatMap((seen) => seen.files);
    expect(await files(ada, theirs)).toEqual(["disk.txt"]);
    expect(await files(lin, mine)).toEqual(["disk.txt"]);

    const own = await lin.sees("see for yourself", { thread: mine });
    await lin.edits(own, "see what it holds");
    await ada.sees("see what it holds", { thread: theirs });
    expect(await files(ada, theirs)).toEqual(["disk.txt"]);
    await lin.deletes(own);
    await ada.misses("see what it holds", { thread: theirs });
    expect(await files(ada, theirs)).toEqual([]);
  });

  it("the words arrive though the file is refused, say where it is, and change with their original", async () => {
    await using bot = await startBoth();
    const { lin, ada, mine, theirs } = await open(bot, here, there);
    refuseFiles(bot, there);
    const file = await lin.uploads("disk.txt", "text/plain", new TextEncoder().encode("100%"));
    await lin.types("see for yourself", { thread: mine, files: [file] });
    const copy = await ada.sees(["see for yourself", "1 file: disk.txt"], { thread: theirs });
    expect(copy.files).toEqual([]);
    expect(JSON.stringify(copy.message)).toContain(originOf(bot, here));
    expect(await said(ada, "see for yourself", theirs)).toHaveLength(1);

    const own = await lin.sees("see for yourself", { thread: mine });
    await lin.edits(own, "see what it holds");
    expect((await ada.sees("see what it holds", { thread: theirs })).ts).toBe(copy.ts);
    await lin.deletes(own);
    await ada.misses("see what it holds", { thread: theirs });
    expect(await said(ada, "see for yourself", theirs)).toHaveLength(0);
  });

  it("an acknowledgement calms the card", async () => {
    await using bot = await startBoth();
    const { lin, ada, mine, theirs } = await open(bot, here, there);
    await lin.presses("Acknowledge", mine);
    const calm = await ada.sees(["INC-1 · checkout down", "Working"]);
    expect(calm.ts).toBe(theirs.ts);
    expect(calm.controls.map(({ label }) => label)).not.toContain("Acknowledge");
    await ada.sees("acknowledged it", { thread: theirs });
    await lin.sees("acknowledged it", { thread: mine });
  });

  it("the card is the same, and changes with the other", async () => {
    await using bot = await startBoth();
    const { lin, ada, mine, theirs } = await open(bot, here, there);
    expect(theirs.controls.map(({ label }) => label)).toEqual(mine.controls.map(({ label }) => label));
    await ada.types("/incident severity 1 sev3");
    for (const person of [lin, ada]) await person.sees(["INC-1 · checkout down", "SEV3"]);
    await lin.types("/incident resolve 1 rolled back");
    const [ours, yours] = [await lin.sees(["Resolved", "rolled back"]), await ada.sees(["Resolved", "rolled back"])];
    expect([ours.ts, yours.ts]).toEqual([mine.ts, theirs.ts]);
  });
});

it("shows a channel mapped on both sides there and nowhere else", async () => {
  await using bot = await startBot({ platforms, mapped: [] });
  const [lin, ada] = [bot.on("slack").as("lin"), bot.on("discord").as("ada")];
  await bot.on("slack").as("ada").types("/tocsin channel create payments", { in: "#payments" });
  await bot.quiet();
  for (const platform of platforms) {
    await bot.on(platform).as("ada").types("/tocsin channel map payments", { in: "#payments" });
  }
  await bot.quiet();
  await lin.types("/incident open checkout down", { in: "#payments" });
  await ada.sees("INC-1 ·", { in: "#payments" });
  await lin.sees("INC-1 ·", { in: "#payments" });
  expect((await ada.reads()).filter(({ words }) => words.includes("INC-1"))).toEqual([]);
});

it("links a file that is too large for the other side", async () => {
  await using bot = await startBoth();
  const { lin, ada, mine, theirs } = await open(bot, "slack", "discord");
  const file = await lin.uploads("heap.txt", "text/plain", new Uint8Array(10 * 1024 * 1024 + 1).fill(120));
  await lin.types("the whole heap", { thread: mine, files: [file] });
  const copy = await ada.sees(["the whole heap", "1 file: heap.txt"], { thread: theirs });
  expect(copy.files).toEqual([]);
});

describe.each(sides)("while $there cannot be written to", ({ here, there }) => {
  it.each([
    { trouble: "asks for a pause", does: askForPause },
    { trouble: "refuses for now", does: refuseForNow },
  ])(`goes on here at once when it $trouble, and brings everything once and in order when it can`, async ({ does }) => {
    await using bot = await startBoth();
    const { lin, ada, mine, theirs } = await open(bot, here, there);
    await ada.types("here", { thread: theirs });
    await lin.sees("here", { thread: mine });
    does(bot, there);
    await lin.types("the disk is full", { thread: mine });
    await lin.sees(["INC-1 ·", "2 comments"]);
    await lin.types("/incident ack 1");
    await lin.sees("acknowledged it", { thread: mine });
    await lin.sees(["INC-1 ·", "Working"]);
    await ada.types("we cannot hear you", { thread: theirs });
    await lin.sees("we cannot hear you", { thread: mine });
    expect(await said(ada, "the disk is full", theirs)).toHaveLength(0);
    recover(bot);
    await bot.clock.advance("5m");
    await ada.sees("acknowledged it", { thread: theirs });
    const told = (await ada.reads({ thread: theirs })).map(({ words }) => words);
    const at = (words: string) => told.flatMap((one, i) => (one.includes(words) ? [i] : []));
    expect([at("the disk is full"), at("acknowledged it")].map(({ length }) => length)).toEqual([1, 1]);
    expect(at("the disk is full")[0]).toBeLessThan(at("acknowledged it")[0] ?? 0);
  });
});

it("makes two accounts one person by a code that is typed on the other side", async () => {
  await using bot = await startBoth();
  const { lin, ada, mine, theirs } = await open(bot, "slack", "discord");
  await lin.types("/incident assign 1 @lin");
  expect((await ada.sees(["INC-1 ·", "Lin Wei"])).words).not.toContain("Nobody yet");
  const also = bot.on("discord").as("lin");
  await also.types("/incident comment 1 I am somebody else");
  await lin.sees(["Lin (Discord)", "I am somebody else"], { thread: mine });
  await linked(bot, "slack", "discord");

  // Whoever is named on one side is named there by the account they have there.
  await lin.types("/incident comment 1 ask @lin");
  const copy = await bot.on("discord").as("ada").sees("ask ", { thread: theirs });
  expect(copy.message.content).toContain(`<@${also.id}>`);
  await also.types("/incident mine");
  await also.sees(["Your active incidents", "checkout down"]);
  await lin.types("/incident comment --list 1");
  const comments = (await lin.sees("Comments of INC-1")).words;
  expect(comments).toMatch(/1\. Lin Wei.*I am somebody else.*2\. Lin Wei/s);
  await also.types("/incident ack 1");
  await lin.sees("Lin Wei acknowledged it", { thread: mine });
  expect((await ada.sees("acknowledged it", { thread: theirs })).words).toMatch(/^Lin( Wei)? acknowledged it/);
});

it("lets nobody be somebody else by guessing", async () => {
  await using bot = await startBoth();
  const [lin, sam] = [bot.on("slack").as("lin"), bot.on("discord").as("sam")];
  for (let n = 2; n < 7; n += 1) {
    await sam.types(`/tocsin link ${n}${n}${n}${n}-2222`);
    await sam.sees("is not valid");
  }
  await lin.types("/tocsin link");
  const code = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec((await lin.sees("/tocsin link ")).words)?.[0] ?? "";
  await sam.types(`/tocsin link ${code}`);
  await sam.sees("too many wrong codes");
  await bot.clock.advance("11m");
  await sam.types(`/tocsin link ${code}`);
  expect((await sam.reads()).at(-1)?.words).toContain("is not valid");
});
