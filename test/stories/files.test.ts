import { describe, expect, it } from "vitest";
import { startBot } from "../support/bot.ts";

/** Slack shows no files in an answer that one person sees: they go into a direct message. Discord's names have no spaces. */
const ways = [
  { platform: "slack", called: "trace one.log", where: { in: "dm" }, original: /<http[^>]*core\.bin\|the original>/ },
  {
    platform: "discord",
    called: "trace_one.log",
    where: {},
    original: /\[the original\]\(<https:\/\/discord\.com\/channels\/[^)]*>\)/,
  },
] as const;

const bytes = new TextEncoder().encode("at checkout.ts:42");

describe.each(ways)("a file at $platform", ({ platform, called, where, original }) => {
  it("of a reply is copied, named on the card and listed", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const [lin, ada] = [as("lin"), as("ada")];
    await lin.types("/incident open checkout down");
    const card = await ada.sees("INC-1 ·");
    await ada.types("the trace", { thread: card, files: [await ada.uploads("trace.txt", "text/plain", bytes)] });
    await lin.sees(["INC-1 ·", "1 file"]);
    await lin.types("/incident show 1");
    await lin.sees("trace.txt");
  });

  it("is given to whoever asks for it, and to nobody else", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const [lin, ada] = [as("lin"), as("ada")];
    await lin.types("/incident open checkout down");
    const card = await ada.sees("INC-1 ·");
    await ada.types("the trace", { thread: card, files: [await ada.uploads("trace one.log", "text/plain", bytes)] });
    await lin.sees(["INC-1 ·", "1 file"]);
    await bot.quiet();
    await lin.types(`/incident show inc-1 file:${called}`);
    await lin.sees(`${called} of INC-1, 17 B.`, where);
    expect((await lin.reads(where)).flatMap(({ files }) => files)).toEqual([called]);
    expect((await lin.reads()).at(-1)?.message.ephemeral).toBe(true);
    expect((await ada.reads(where)).flatMap(({ files }) => files)).toEqual([]);
    await lin.types("/incident show inc-1 file:core.dump");
    await lin.sees('There is no file "core.dump"');
  });

  it("that was not copied is linked where it came from", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const [lin, ada] = [as("lin"), as("ada")];
    await lin.types("/incident open checkout down");
    const card = await ada.sees("INC-1 ·");
    const binary = await ada.uploads("core.bin", "application/octet-stream", new Uint8Array([0, 1, 2, 255]));
    await ada.types("the dump", { thread: card, files: [binary] });
    await lin.sees(["INC-1 ·", "1 file"]);
    await bot.quiet();
    await lin.types("/incident show inc-1 file:core.bin");
    const answer = await lin.sees("There is no copy of core.bin of INC-1");
    expect(JSON.stringify(answer.message)).toMatch(original);
  });

  it("of a message that is added to an incident is copied", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const [lin, ada] = [as("lin"), as("ada")];
    await lin.types("/incident open checkout down");
    const card = await ada.sees("INC-1 ·");
    const file = await ada.uploads("trace.txt", "text/plain", bytes);
    await ada.types("look at this", { in: "#general", files: [file] });
    await lin.shortcut("Add to incident", await lin.sees("look at this", { in: "#general" }));
    await lin.seesModal("Add to incident");
    await lin.submits({ "Which incident?": "inc-1" });
    await lin.sees(["look at this", "trace.txt"], { thread: card });
    await lin.types("/incident show 1");
    const shown = await lin.sees("Files");
    expect(shown.words).toContain("trace.txt");
    expect(shown.words).not.toContain("our copy failed");
  });
});
