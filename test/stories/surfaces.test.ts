import { describe, expect, it } from "vitest";
import { startBot } from "../support/bot.ts";

describe("in a thread", () => {
  it("needs no number: a mention is a command of the thread's own incident", async () => {
    await using bot = await startBot();
    const [lin, ada] = [bot.as("lin"), bot.as("ada")];
    await lin.types("/incident open checkout down");
    const card = await ada.sees("INC-1 · checkout down");
    await ada.types("@tocsin ack", { thread: card });
    await lin.sees(["INC-1 ·", "Working", "Ada Okafor"]);
    await ada.types("@tocsin resolve rolled back to 1.8", { thread: card });
    await lin.sees(["INC-1 ·", "Resolved", "rolled back to 1.8"]);
  });

  it("makes a reply a comment, and follows its edits and its deletion", async () => {
    await using bot = await startBot();
    const [lin, ada] = [bot.as("lin"), bot.as("ada")];
    await lin.types("/incident open checkout down");
    const card = await ada.sees("INC-1 · checkout down");
    await ada.types("the *replica* is behind", { thread: card });
    const reply = await lin.sees("replica is behind", { thread: card });
    await lin.types("/incident comment --list 1");
    await lin.sees("replica is behind");
    await ada.edits(reply, "the replica has caught up");
    await bot.quiet();
    await lin.types("/incident comment --list 1");
    await lin.sees(["the replica has caught up", "edited"]);
    await ada.deletes(reply);
    await bot.quiet();
    await lin.types("/incident timeline 1");
    await lin.sees("deleted comment 1");
    const found = await lin.reads();
    expect(found.at(-1)?.words).not.toContain("caught up");
  });

  it("opens an incident that owns the thread, and says which one has it", async () => {
    await using bot = await startBot({ mapped: [] });
    const [lin, ada] = [bot.as("lin"), bot.as("ada")];
    await lin.types("is checkout slow for you too?", { in: "#payments" });
    const question = await ada.sees("is checkout slow", { in: "#payments" });
    await ada.types("@tocsin open sev2 checkout slow", { thread: question });
    await lin.sees(["INC-1 · checkout slow", "SEV2 High"], { thread: question });
    await lin.types("yes, since ten", { thread: question });
    await bot.quiet();
    await lin.types("/incident comment --list 1", { in: "#payments" });
    await lin.sees("yes, since ten", { in: "#payments" });
    await ada.types("@tocsin open another one", { thread: question });
    await ada.sees(["INC-1", "checkout slow", "belongs"], { thread: question });
  });

  it("marks a pinned reply, and one with a pushpin, as key moments", async () => {
    await using bot = await startBot();
    const [lin, ada] = [bot.as("lin"), bot.as("ada")];
    await lin.types("/incident open checkout down");
    const card = await ada.sees("INC-1 ·");
    await ada.types("the deploy of 10:02 did it", { thread: card });
    await ada.types("rolled back at 10:20", { thread: card });
    await lin.pins(await lin.sees("the deploy of 10:02", { thread: card }));
    await lin.reacts("pushpin", await lin.sees("rolled back at 10:20", { thread: card }));
    await bot.quiet();
    await lin.types("/incident timeline 1");
    await lin.sees(["marked comment 1 as a key moment", "marked comment 2 as a key moment"]);
  });
});

describe("forms", () => {
  it("asks for what was not typed", async () => {
    await using bot = await startBot();
    const lin = bot.as("lin");
    await lin.types("/incident open");
    await lin.seesModal("Open an incident");
    await lin.submits({
      "What is broken?": "checkout down",
      "How bad is it?": "SEV1 Critical",
      "What happened?": "502 since the deploy",
    });
    await bot.as("ada").sees(["INC-1 · checkout down", "SEV1 Critical", "502 since the deploy"]);
  });

  it("edits from the card, and keeps what was typed when something is refused", async () => {
    await using bot = await startBot();
    const [lin, ada] = [bot.as("lin"), bot.as("ada")];
    await lin.types("/incident open sev3 checkout down");
    const card = await ada.sees("INC-1 ·");
    await ada.presses("Edit", card);
    await ada.seesModal("Edit INC-1");
    const refused = await ada.submits({ Title: "checkout down in Europe", Began: "the day after tomorrow" });
    await ada.seesModal("Edit INC-1");
    expect(JSON.stringify([refused, bot.server.state("ada").modals])).toContain("expected a time");
    await ada.submits({ Title: "checkout down in Europe", Severity: "SEV1 Critical", Began: "2026-01-05 08:00" });
    await lin.sees(["INC-1 · checkout down in Europe", "SEV1 Critical", "1h"]);
    await lin.sees("changed the severity from SEV3 Moderate to SEV1 Critical", { thread: card });
  });

  it("gives a button that opens the form when the trigger has expired", async () => {
    await using bot = await startBot();
    const lin = bot.as("lin");
    bot.server.faults.fail("views.open", { times: 1, error: "expired_trigger_id", status: 200 });
    await lin.types("/incident open");
    const late = await lin.sees("Open an incident");
    await lin.presses(late.controls[0]?.label ?? "", late);
    await lin.seesModal("Open an incident");
  });
});

describe("shortcuts and selects", () => {
  it("opens an incident from a message, with the message as its source", async () => {
    await using bot = await startBot();
    const [lin, ada] = [bot.as("lin"), bot.as("ada")];
    await lin.types("customers cannot pay", { in: "#payments" });
    await ada.shortcut("Open an incident", await ada.sees("customers cannot pay", { in: "#payments" }));
    await ada.seesModal("Open an incident");
    await ada.submits({ "How bad is it?": "SEV1 Critical" });
    await lin.sees(["INC-1 · customers cannot pay", "SEV1 Critical"], {
      in: "#payments",
      thread: await lin.sees("customers cannot pay", { in: "#payments" }),
    });
    await lin.types("/incident show 1");
    await lin.sees("by Lin Wei");
  });

  it("sets status and severity from the card's selects", async () => {
    await using bot = await startBot();
    const [lin, ada] = [bot.as("lin"), bot.as("ada")];
    await lin.types("/incident open sev3 checkout down");
    const card = await ada.sees("INC-1 ·");
    await ada.chooses("Pending", card);
    await lin.sees(["INC-1 ·", "Pending"]);
    const now = await ada.sees("INC-1 ·");
    const select = now.controls.find((one) => one.type === "external_select");
    const found = await ada.does({
      kind: "suggest",
      channel: now.channel,
      ts: now.ts,
      action_id: select?.action_id ?? "",
      block_id: select?.block_id ?? "",
      value: "sev1",
    });
    expect(JSON.stringify(found.options)).toContain("SEV1 Critical");
    await ada.does({
      kind: "press",
      channel: now.channel,
      ts: now.ts,
      action_id: select?.action_id ?? "",
      block_id: select?.block_id ?? "",
      value: "sev1",
    });
    await lin.sees(["INC-1 ·", "SEV1 Critical"]);
  });

  it("shows a press from before a reopening the present state, and changes nothing", async () => {
    await using bot = await startBot();
    const [lin, ada] = [bot.as("lin"), bot.as("ada")];
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

it("keeps a home with my incidents, all active ones and a way to open one", async () => {
  await using bot = await startBot();
  const lin = bot.as("lin");
  await lin.types("/incident open assign:me sev1 checkout down");
  await bot.as("ada").types("/incident open sev3 slow search");
  await bot.quiet();
  const home = await lin.home("checkout down");
  expect(JSON.stringify(home)).toContain("slow search");
  expect(JSON.stringify(home)).toContain("Open an incident");
});

it.each(["slack", "discord"] as const)(
  "copies a file of a reply at %s, names it on the card and lists it",
  async (platform) => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const [lin, ada] = [as("lin"), as("ada")];
    await lin.types("/incident open checkout down");
    const card = await ada.sees("INC-1 ·");
    const file = await ada.uploads("trace.txt", "text/plain", new TextEncoder().encode("at checkout.ts:42"));
    await ada.types("the trace", { thread: card, files: [file] });
    await lin.sees(["INC-1 ·", "1 file"]);
    await lin.types("/incident show 1");
    await lin.sees("trace.txt");
  },
);

it("gives a file of an incident to whoever asks for it, and to nobody else", async () => {
  await using bot = await startBot();
  const [lin, ada] = [bot.as("lin"), bot.as("ada")];
  await lin.types("/incident open checkout down");
  const card = await ada.sees("INC-1 ·");
  const bytes = new TextEncoder().encode("at checkout.ts:42");
  await ada.types("the trace", { thread: card, files: [await ada.uploads("trace one.log", "text/plain", bytes)] });
  await lin.sees(["INC-1 ·", "1 file"]);
  await bot.quiet();
  await lin.types("/incident show inc-1 file:trace one.log");
  const answer = await lin.sees("I have sent it to you directly");
  expect(answer.message.ephemeral).toBe(true);
  await lin.sees("trace one.log of INC-1, 17 B.", { in: "dm" });
  const [file] = (await lin.reads({ in: "dm" })).flatMap(({ message }) => message.files ?? []);
  expect(file).toMatchObject({ name: "trace one.log", size: 17 });
  expect((await ada.reads({ in: "dm" })).filter(({ message }) => (message.files ?? []).length > 0)).toEqual([]);
  await lin.types("/incident show inc-1 file:core.dump");
  await lin.sees('There is no file "core.dump"');
});

it("says of a file that was not copied where it came from", async () => {
  await using bot = await startBot();
  const [lin, ada] = [bot.as("lin"), bot.as("ada")];
  await lin.types("/incident open checkout down");
  const card = await ada.sees("INC-1 ·");
  const binary = await ada.uploads("core.bin", "application/octet-stream", new Uint8Array([0, 1, 2, 255]));
  await ada.types("the dump", { thread: card, files: [binary] });
  await lin.sees(["INC-1 ·", "1 file"]);
  await bot.quiet();
  await lin.types("/incident show inc-1 file:core.bin");
  const answer = await lin.sees("There is no copy of core.bin of INC-1");
  expect(JSON.stringify(answer.message.blocks)).toMatch(/<http[^>]*core\.bin\|the original>/);
});

it("copies the files of a message that is added to an incident", async () => {
  await using bot = await startBot();
  const [lin, ada] = [bot.as("lin"), bot.as("ada")];
  await lin.types("/incident open checkout down");
  const card = await ada.sees("INC-1 ·");
  const file = await ada.uploads("trace.txt", "text/plain", new TextEncoder().encode("at checkout.ts:42"));
  await ada.types("look at this", { in: "#general", files: [file] });
  await lin.shortcut("Add to incident", await lin.sees("look at this", { in: "#general" }));
  const { id } = await lin.seesModal("Add to incident");
  const complete = "incident link message incident";
  await lin.does({ kind: "suggest", view: id, block_id: "incident", action_id: complete, value: "checkout" });
  await lin.submits({ "Which incident?": "inc-1" });
  await lin.sees(["look at this", "trace.txt"], { thread: card });
  await lin.types("/incident show 1");
  const shown = await lin.sees("Files");
  expect(shown.words).toContain("trace.txt");
  expect(shown.words).not.toContain("our copy failed");
});
