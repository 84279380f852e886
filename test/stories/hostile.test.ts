import { describe, expect, it } from "vitest";
import type { Platform } from "../../src/domain/place.ts";
import { type StoryBot, startBot } from "../support/bot.ts";
import type { Sight } from "../support/person.ts";

/** What each platform would act upon, were it not escaped. */
const hostile = {
  slack: "<!channel> <!here> <@U0000> *loud* `code` ~x~ <https://evil.example|bank> & \u202Egnp.exe \u0000 end",
  discord: "@everyone @here <@&1> **loud** ||hidden|| [bank](<https://evil.example>) # big \u202Egnp.exe \u0000 end",
} as const satisfies Readonly<Record<Platform, string>>;

/** What would call somebody. */
const calls = { slack: /<!(?:channel|here)|<@U0000>/u, discord: /@(?:everyone|here)|<@&1>/u };
/** What would be loud, hidden or disguised: what people say may look so, titles and names may not. */
const looks = {
  slack: /(?<!\u200b)\*loud|loud\*|<https:\/\/evil\.example\|/u,
  discord: /(?<!\\)\*loud|loud\*|(?<!\\)\|\|hidden|\[bank\]\(/u,
};
/** What would end a text or turn its direction. */
const controls = ["\u0000", "\u202E"];

/** A message as it went over the wire. */
const raw = ({ message }: Sight): string =>
  JSON.stringify(message).replaceAll("\\\\", "\\").replaceAll("\\u0000", "\u0000");

const string = /"(?:[^"\\]|\\.)*"/u.source;
/** Notifications and plain texts are shown as they stand, marks and all. */
const shownAsItStands = new RegExp(
  `"type":"plain_text","text":${string}|"(?:text|fallback)":${string},(?="(?:blocks|color|attachments|thread_ts)")`,
  "gu",
);

const expectHarmless = (platform: Platform, seen: Sight, plain = true): void => {
  expect(raw(seen)).not.toMatch(calls[platform]);
  if (plain) expect(raw(seen).replaceAll(shownAsItStands, "")).not.toMatch(looks[platform]);
  for (const one of controls) expect(raw(seen)).not.toContain(one);
  expect(seen.message).not.toMatchObject({ pings: true });
};

describe.each(["slack", "discord"] as const)("at %s", (platform) => {
  it("shows hostile text as text, wherever it is given", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const [lin, ada] = [as("lin"), as("ada")];
    await lin.types(`/incident open ${hostile[platform]}`);
    const card = await ada.sees(["INC-1 ·", "end"]);
    expectHarmless(platform, card);
    await lin.types(`/incident comment 1 ${hostile[platform]}`);
    expectHarmless(platform, await ada.sees(["Lin", "gnp.exe"], { thread: card }), false);
    await lin.types(`/incident describe 1 ${hostile[platform]}`);
    await lin.types(`/incident show 1`);
    expectHarmless(platform, await lin.sees(["INC-1", "gnp.exe", "Opened"]), false);
  });
});

/** Renames somebody on their platform. */
const renames = (bot: StoryBot, platform: Platform, name: string, to: string): void => {
  if (platform === "slack") bot.server.admin.changePerson(name, { name: to });
  else bot.discord.admin.changePerson(name, { nick: to });
};

describe.each([
  { here: "slack", there: "discord" },
  { here: "discord", there: "slack" },
] as const)("from $here to $there", ({ here, there }) => {
  it("calls nobody and disguises no address, whatever is written", async () => {
    await using bot = await startBot({ platforms: ["slack", "discord"] });
    const [lin, ada] = [bot.on(here).as("lin"), bot.on(there).as("ada")];
    await lin.types("/incident open checkout down");
    const [mine, theirs] = [await lin.sees("INC-1 ·"), await ada.sees("INC-1 ·")];
    for (const text of [hostile[there], hostile[here]]) {
      await lin.types(text, { thread: mine });
      const copy = await ada.sees("end", { thread: theirs });
      expectHarmless(there, copy, false);
      await lin.types(`done with ${text.length}`, { thread: mine });
      await ada.sees(`done with ${text.length}`, { thread: theirs });
    }
    const masked =
      here === "slack" ? "<https://evil.example|https://bank.example>" : "[https://bank.example](https://evil.example)";
    await lin.types(`pay at ${masked}`, { thread: mine });
    const copy = await ada.sees("pay at", { thread: theirs });
    expect(raw(copy)).not.toMatch(/\|https:..bank|\[https:..bank/);
    if (here === "discord") expect(raw(copy)).toContain("<https://evil.example>");
  });

  it("shows a name as a name, whatever marks it is made of", async () => {
    await using bot = await startBot({ platforms: ["slack", "discord"] });
    const [grace, ada] = [bot.on(here).as("grace"), bot.on(there).as("ada")];
    const name = here === "slack" ? "@everyone **loud** <@&1>" : "<!channel> *loud* <!here>";
    renames(bot, here, "grace", name);
    await grace.types("/incident open sev1 checkout down");
    const [mine, theirs] = [await grace.sees("INC-1 ·"), await ada.sees(["INC-1 ·", "Opened by"])];
    await grace.presses("Acknowledge", mine);
    const card = await ada.sees(["INC-1 ·", "Acknowledged by"]);
    await grace.types("the disk is full", { thread: mine });
    const copy = await ada.sees("the disk is full", { thread: theirs });
    const line = await ada.sees("acknowledged it", { thread: theirs });
    for (const seen of [theirs, card, copy, line]) expectHarmless(there, seen);
    expect(copy.words).toContain("loud");
    await ada.types("/incident show 1");
    expectHarmless(there, await ada.sees(["INC-1", "loud", "Acknowledged"]));
  });
});
