import { describe, expect, it } from "vitest";
import { type StoryBot, startBot } from "../support/bot.ts";

/** A user group of Slack's, which tells only its number, or a role of Discord's. */
const groups = [
  {
    platform: "slack",
    group: "@payments-team",
    called: "the group",
    shown: "@group",
    holds: (bot: StoryBot, members: readonly string[]) =>
      bot.server.admin.setGroup({ handle: "payments-team", name: "Payments team", members: [...members] }),
    names: { lin: "Lin Wei" },
  },
  {
    platform: "discord",
    group: "@on-call",
    called: "@on-call",
    shown: "@on-call",
    holds: (bot: StoryBot, members: readonly string[]) => bot.discord.admin.setRole("on-call", { members }),
    names: { lin: "Lin" },
  },
] as const;

describe.each(groups)("$group at $platform", ({ platform, group, called, shown, holds, names }) => {
  it("gives a team its members, and the team follows when they change", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const lin = as("lin");
    holds(bot, ["ada", "lin", "grace"]);
    for (const name of ["lin", "grace", "sam"]) await as(name).types("/incident list");
    await as("ada").types("/tocsin team create payments");
    await as("ada").types(`/tocsin team follow payments ${group}`);
    const answer = await as("ada").sees(`payments follows ${called}`);
    for (const name of ["Ada Okafor", names.lin, "Grace Nilsson"]) expect(answer.words).toContain(name);
    expect(answer.words).not.toContain("Sam Ortiz");

    holds(bot, ["lin", "sam"]);
    const list = async () => {
      await lin.types("/tocsin team list payments");
      return (await lin.reads()).at(-1)?.words ?? "";
    };
    await expect.poll(list, { timeout: 8_000 }).toContain("Sam Ortiz");
    expect(await list()).toContain(names.lin);
    for (const name of ["Ada Okafor", "Grace Nilsson"]) expect(await list()).not.toContain(name);

    await lin.types("/incident open --private assign:payments leaked credentials");
    await as("sam").types("/incident show 1");
    await as("sam").sees("leaked credentials");
    await as("grace").types("/incident show 1");
    await as("grace").sees("There is no INC-1 here");
  });

  it("is shown by its name in a comment", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const lin = bot.on(platform).as("lin");
    await lin.types("/incident open checkout down");
    const card = await lin.sees("INC-1 ·");
    await lin.types(`/incident comment 1 the replica is ${group}'s`);
    expect((await lin.sees("the replica is", { thread: card })).words).toContain(`${shown}'s`);
  });
});

it("keeps the members it had when a role that a team follows is deleted", async () => {
  await using bot = await startBot({ platforms: ["discord"] });
  const { as } = bot.on("discord");
  for (const name of ["lin", "grace"]) await as(name).types("/incident list");
  await as("ada").types("/tocsin team create payments");
  await as("ada").types("/tocsin team follow payments @on-call");
  await as("ada").sees("payments follows @on-call");
  bot.discord.admin.removeRole("on-call");
  await bot.bot.beat();
  await bot.clock.advance("2h");
  await bot.bot.beat();
  await bot.quiet();
  await as("ada").types("/tocsin team list payments");
  expect((await as("ada").sees("Follows")).words).toContain("Grace Nilsson");
});
