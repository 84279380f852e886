import type { Bot, BotParts } from "./bot.ts";
import { menu } from "./commands/menu.ts";
import type { Config } from "./config.ts";
import { slackManifest } from "./platforms/slack/manifest.ts";
import { type Playground, startPlayground } from "./playground/playground.ts";
import type { Clock } from "./ports.ts";

/** Opens the playground with the app installed in it, as its owner would from the manifest. */
export const openPlayground = async ({ dataDir, url }: Config, clock: Clock): Promise<Playground> => {
  const playground = await startPlayground({
    now: () => clock.now(),
    dataDir,
    allowedHosts: url === undefined ? [] : [new URL(url).hostname],
  });
  playground.slack.install(slackManifest(menu()));
  playground.discord.install({ intents: { messageContent: true, members: true } });
  return playground;
};

/** Where the bot finds the local Slack and Discord: in the same terms as the real ones. */
export const platformsIn = ({ slack, discord }: Playground): Pick<BotParts, "slack" | "discord"> => ({
  slack: { botToken: slack.botToken, apiUrl: slack.apiUrl, receive: { mode: "socket", appToken: slack.appToken } },
  discord: { token: discord.token, apiUrl: discord.apiUrl, mode: "gateway" },
});

/** The page completes commands as the argument types do, and a new playground shows its incidents in both #incidents. */
export const furnish = async ({ slack, discord }: Playground, bot: Bot): Promise<void> => {
  slack.install(slackManifest(bot.table), {
    complete: async (person, channel, command, text) => {
      const root = `${command.slice(1)} `;
      const found = (await bot.platform("slack")?.completeLine(person, channel, `${root}${text}`)) ?? [];
      return found.map((one) => ({ ...one, from: Math.max(0, one.from - root.length) }));
    },
  });
  if (!slack.fresh) return;
  const channel = slack.idOf("#incidents");
  await slack.act("ada", { kind: "command", channel, command: "/tocsin", text: "channel map all" });
  await discord.act("ada", {
    kind: "command",
    channel: discord.idOf("#incidents"),
    name: "tocsin",
    path: ["channel", "map"],
    options: { channel: "all" },
  });
};
