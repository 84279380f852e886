import { describe, expect, it } from "vitest";
import { type StoryBot, startBot } from "../support/bot.ts";

/** A user group of Slack's or a role of Discord's, and who is in it by name. */
const groups = {
  slack: {
    mention: "@payments-team",
    members: async (bot: StoryBot) => {
      const call = async (method: string, query: Record<string, string>) => {
        const response = await fetch(`${bot.server.apiUrl}${method}`, {
          method: "POST",
          headers: { authorization: `Bearer ${bot.server.botToken}` },
          body: new URLSearchParams(query),
        });
        return (await response.json()) as { usergroups?: { id: string; handle: string }[]; users?: string[] };
      };
      const { usergroups = [] } = await call("usergroups.list", {});
      const group = usergroups.find(({ handle }) => handle === "payments-team");
      const { users = [] } = await call("usergroups.users.list", { usergroup: group?.id ?? "" });
      return named(users, (name) => bot.server.idOf(name));
    },
  },
  discord: {
    mention: "@on-call",
    members: async (bot: StoryBot) => {
      const { people, roles } = bot.discord.state("ada");
      const role = roles.find(({ name }) => name === "on-call");
      const held = people.filter((one) => role !== undefined && one.roles.includes(role.id));
      return named(
        held.map(({ id }) => id),
        (name) => bot.discord.idOf(name),
      );
    },
  },
} as const;

const named = (ids: readonly string[], idOf: (name: string) => string): readonly string[] =>
  ["ada", "grace", "lin", "sam"].filter((name) => ids.includes(idOf(name)));

describe.each(["slack", "discord"] as const)("on call at %s", (platform) => {
  const web = async (bot: StoryBot) => {
    const { as } = bot.on(platform);
    for (const name of ["grace", "lin", "sam"]) await as(name).types("/tocsin me");
    await as("ada").types('/oncall schedule create every:day people:"@ada @grace" web');
    await as("ada").sees("web is created");
    await as("ada").types("/oncall schedule edit tell:on web");
    await as("ada").sees("channels told");
    await bot.quiet();
  };

  it("people and the channel are told of a handoff, and reminded an hour ahead", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    await web(bot);
    await bot.clock.advance("23h");
    await as("grace").sees(["Your shift comes: you are on call for web from", "after Ada Okafor"], { in: "dm" });
    await as("lin").types("/incident open sev2 checkout down");
    await as("lin").types("/incident take 1");
    await as("lin").types("/incident assign add inc-1 @grace");
    await bot.clock.advance("1h");
    const told = await as("grace").sees(
      ["You are on call for web until", "after Ada Okafor", "1 incident open", "checkout down"],
      {
        in: "dm",
      },
    );
    await as("ada").sees("You are off call for web: Grace Nilsson is on call until", { in: "dm" });
    await as("lin").sees(["web: Grace Nilsson is on call until", "Before: Ada Okafor"]);
    await as("grace").presses("Show the schedule", told);
    await as("grace").sees(["Coming up", "Tells"], { in: "dm" });
  });

  it("an hour of downtime neither loses nor repeats a handoff", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    await web(bot);
    await bot.bot.beat();
    await bot.clock.advance("22h");
    await bot.bot.stop();
    await bot.jobs.work(async () => ({ kind: "retry", reason: "Nobody is there.", after: 3_000 }));
    await bot.clock.advance("3h");
    await bot.restart();
    await bot.bot.beat();
    await bot.clock.advance("1h");
    await as("grace").sees(["You are on call for web until", "late: it was due at"], { in: "dm" });
    await bot.bot.beat();
    await bot.quiet();
    const heard = (await as("grace").reads({ in: "dm" })).filter(({ words }) =>
      words.includes("You are on call for web"),
    );
    expect(heard).toHaveLength(1);
  });

  it("a gap is told at the moment it opens, and can be said to be meant", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    await as("grace").types("/tocsin me");
    await as("ada").types("/oncall schedule create every:day people:@grace web");
    await as("ada").types("/oncall layer edit hours:09-17 layer:primary web");
    await as("ada").types("/oncall schedule edit tell:on web");
    await bot.quiet();
    await bot.clock.advance("8h");
    const warning = await as("lin").sees("Nobody is on call for web until");
    await as("ada").sees("Nobody is on call for web until", { in: "dm" });
    await as("grace").sees("You are off call for web: nobody is on call until", { in: "dm" });
    await as("ada").presses("It is meant", warning);
    await as("ada").sees("nobody is warned of the gap");
  });

  it("a group or role holds whoever is on call, and is not emptied in a gap", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const { mention, members } = groups[platform];
    await web(bot);
    await as("ada").types(`/oncall schedule follow web ${mention}`);
    await as("ada").sees(["holds whoever is on call for web from now on", "In a gap it keeps whom it had"]);
    await expect.poll(() => members(bot), { timeout: 8_000 }).toEqual(["ada"]);
    await bot.clock.advance("1d");
    await expect.poll(() => members(bot), { timeout: 8_000 }).toEqual(["grace"]);
    await as("ada").types("/oncall schedule edit ends:2026-01-06 web");
    await bot.clock.advance("2d");
    await bot.quiet();
    expect(await members(bot)).toEqual(["grace"]);
    await as("ada").types("/oncall schedule unfollow web");
    await as("ada").sees("No group follows web any more");
  });

  it("a calendar rule reaches whoever is on call", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    await web(bot);
    await as("ada").types("/oncall ping add --here web every weekday 12:00 Europe/Berlin: Morning check, please");
    await as("ada").presses("Save", await as("ada").sees(["Not saved yet", "The next 5 times"]));
    await as("ada").sees(["Saved", "Morning check, please"]);
    await bot.clock.advance("3h");
    await as("ada").sees(["Morning check, please", "You are on call for web"], { in: "dm" });
    await as("lin").sees(["Morning check, please", "On call for web: Ada Okafor"]);
    await as("ada").types("/oncall ping list");
    await as("ada").presses("Pause", await as("ada").sees("Pings"));
    await as("ada").sees("Paused: Morning check, please");
  });
});

it("says what to do where a role stands above the bot's own", async () => {
  await using bot = await startBot({ platforms: ["discord"] });
  const ada = bot.on("discord").as("ada");
  bot.discord.admin.createRole({ name: "captains", aboveBot: true });
  await ada.types("/oncall schedule create people:@ada web");
  await ada.sees("web is created");
  await ada.types("/oncall schedule follow web @captains");
  await ada.sees(["cannot follow", "move my own role above it"]);
});

it("leaves no user group empty in Slack", async () => {
  await using bot = await startBot();
  const ada = bot.as("ada");
  await ada.types("/oncall schedule create people:@ada web");
  await ada.types("/oncall schedule follow --empty web @payments-team");
  await ada.sees("Slack has no empty user groups");
});
