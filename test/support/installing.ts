import { expect } from "vitest";
import { makeInstall } from "../../src/http/install.ts";
import type { JoinedTeam } from "../../src/playground/slack/join.ts";
import type { Seed } from "../../src/playground/slack/seed.ts";
import type { StoryBot } from "./bot.ts";
import type { SlackPersonDriver } from "./slack-person.ts";

export const address = "https://tocsin.example";

/** A second company's Slack. Its people have addresses of their own. */
export const globex: Seed = {
  team: { name: "Globex", domain: "globex" },
  people: [
    { handle: "gia", name: "Gia Globe", owner: true },
    { handle: "max", name: "Max Globe" },
  ],
  channels: [{ name: "outages", members: ["gia", "max", "tocsin"] }],
};

/** A browser at the pages by which another team is let in: it keeps cookies and follows nothing by itself. */
export const browser = (bot: StoryBot) => {
  const installer = bot.bot.installer;
  if (installer === undefined) throw new Error("No team can be let in.");
  const pages = makeInstall({ installer, address: () => address, report: (error) => expect.fail(String(error)) });
  let cookie = "";
  return {
    async opens(url: string) {
      const response = await pages.fetch(new Request(url, { headers: { cookie } }));
      const set = response.headers.getSetCookie().map((one) => one.split(";")[0] ?? "");
      if (set.length > 0) cookie = set.join("; ");
      return { status: response.status, to: response.headers.get("location") ?? "", words: await response.text() };
    },
  };
};

/** The link that `/tocsin connect` gives. */
export const linkFrom = async (person: SlackPersonDriver): Promise<string> => {
  await person.types("/tocsin connect");
  const seen = await person.sees("A Slack workspace joins");
  const [link = ""] =
    JSON.stringify(seen.message.blocks).match(/https:\/\/tocsin\.example\/slack\/install\/[\w-]+/) ?? [];
  return link;
};

/** Lets a second team into the bot's workspace, from the link to Slack's question and back. */
export const letIn = async (bot: StoryBot, seed: Seed = globex, known?: JoinedTeam): Promise<JoinedTeam> => {
  const team = known ?? bot.server.addTeam(seed);
  const web = browser(bot);
  const asked = await web.opens(await linkFrom(bot.as("ada")));
  const done = await web.opens(team.allow(asked.to));
  expect(done.words).toContain(`${seed.team.name} is connected`);
  return team;
};
