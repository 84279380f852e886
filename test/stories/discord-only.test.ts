import { describe, expect, it } from "vitest";
import { type StoryBot, startBot } from "../support/bot.ts";
import type { Sight } from "../support/person.ts";

// What Slack has no like of: forums, and options that are completed while somebody types.

const postsIn = (bot: StoryBot, forum: string) => {
  const { channels } = bot.discord.state("ada");
  const { id, tags = [] } = channels.find(({ name }) => name === forum) ?? {};
  return channels
    .filter(({ parent }) => parent === id)
    .map((post) => ({
      id: post.id,
      name: post.name,
      tags: (post.thread?.tags ?? []).map((tag) => tags.find((one) => one.id === tag)?.name).toSorted(),
      archived: post.thread?.archived,
    }));
};

describe("a forum", () => {
  it("has a post per incident, filed by status and severity; what is said in it crosses over, and a hidden post comes back", async () => {
    await using bot = await startBot({ platforms: ["slack", "discord"], mapped: [] });
    const [lin, ada] = [bot.on("slack").as("lin"), bot.on("discord").as("ada")];
    await lin.types("/tocsin channel map all");
    const { id: about = "" } = await ada.does({
      kind: "post",
      channel: bot.discord.idOf("#war-room"),
      name: "About this forum",
      content: "A post for each incident",
    });
    const inForum: Sight = { channel: about, ts: about, words: "", files: [], message: {}, controls: [] };
    await ada.types("/tocsin channel map banner:off all", { thread: inForum });
    await ada.sees("are shown in", { thread: inForum });

    await lin.types("/incident open severity:high checkout down");
    const mine = await lin.sees("INC-1 · checkout down");
    await expect.poll(() => postsIn(bot, "war-room").length, { timeout: 8_000 }).toBe(2);
    await bot.quiet();
    const post = () => postsIn(bot, "war-room").find(({ name }) => name.startsWith("INC-1"));
    expect(post()).toMatchObject({ name: "INC-1 · checkout down", tags: ["High", "Open"] });

    const theirs: Sight = { ...inForum, channel: post()?.id ?? "", ts: post()?.id ?? "" };
    await ada.types("the disk is full", { thread: theirs });
    await lin.sees("the disk is full", { thread: mine });
    await lin.types("make room", { thread: mine });
    await ada.sees("make room", { thread: theirs });

    await ada.does({ kind: "archive", channel: theirs.channel });
    await ada.types("/incident resolve 1 made room");
    await lin.sees(["INC-1 ·", "Resolved", "made room"]);
    await ada.sees(["INC-1 ·", "Resolved", "made room"], { thread: theirs });
    expect(post()).toMatchObject({ tags: ["High", "Resolved"], archived: false });
    expect(postsIn(bot, "war-room")).toHaveLength(2);
  });
});

describe("an option", () => {
  it("is completed while it is typed: incidents by number and title, people, channels, severities and tags", async () => {
    await using bot = await startBot({ platforms: ["discord"] });
    const lin = bot.on("discord").as("lin");
    await bot.on("discord").as("ada").types("/tocsin channel create payments");
    await bot.on("discord").as("grace").types("/incident open sev1 checkout down");
    await lin.types("/incident tag 1 database");
    await bot.quiet();
    const offered = async (path: readonly string[], focused: string, typed: string) => {
      const channel = bot.discord.idOf("#incidents");
      const asked = {
        kind: "autocomplete",
        channel,
        name: "incident",
        path,
        options: { [focused]: typed },
        focused,
      } as const;
      const { choices = [] } = (await lin.does(asked)) as { choices?: readonly { name: string }[] };
      return choices.map(({ name }) => name);
    };
    expect((await offered(["ack"], "incident", "1")).join()).toContain("checkout down");
    expect((await offered(["ack"], "incident", "check")).join()).toContain("INC-1");
    expect((await offered(["assign", "add"], "assignee", "gra")).join()).toContain("Grace Nilsson");
    expect((await offered(["deliver"], "channel", "pay")).join()).toContain("payments");
    expect((await offered(["severity"], "severity", "crit")).join()).toContain("SEV1 Critical");
    expect(await offered(["list"], "tag", "!data")).toEqual(["!database"]);
  });
});

it("is told of commands under the names that Discord has", async () => {
  await using bot = await startBot({ platforms: ["discord"] });
  const ada = bot.on("discord").as("ada");
  await ada.types("/tocsin me contacts");
  await ada.sees("/tocsin target add mine:yes");
  await ada.types("/tocsin nags");
  await ada.sees("/incident page snooze asks:yes for:forever 42");
  await ada.types("/tocsin help me");
  await ada.misses("/tocsin contact add");
});
