import { Hono } from "hono";
import type { RunningDiscord } from "../discord/discord.ts";
import type { DiscordNews } from "../discord/protocol.ts";
import type { SlackNews } from "../slack/protocol.ts";
import type { RunningSlack } from "../slack/slack.ts";
import { discordApi } from "./discord-api.ts";
import { guard } from "./guard.ts";
import { makeLiveStreams } from "./live.ts";
import { pageRoutes } from "./page.ts";
import { slackApi } from "./slack-api.ts";

const everythingInSlack: readonly SlackNews[] = [
  { kind: "conversations" },
  { kind: "home" },
  { kind: "modals" },
  { kind: "connection" },
];
const everythingInDiscord: readonly DiscordNews[] = [
  { kind: "channels" },
  { kind: "people" },
  { kind: "modal" },
  { kind: "commands" },
  { kind: "connection" },
];

export interface Web {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly stop: () => void;
}

/** The page at "/", and what it asks for under /playground. */
export function makeWeb(
  { slack, discord }: { readonly slack: RunningSlack; readonly discord: RunningDiscord },
  allowedHosts: readonly string[],
): Web {
  const inSlack = makeLiveStreams(slack.core.news, everythingInSlack);
  const inDiscord = makeLiveStreams(discord.core.news, everythingInDiscord);
  const app = new Hono();
  app.use(guard(allowedHosts));
  app.route("/", pageRoutes());
  /** The page shows a Discord beside the Slack only where the bot has been added to one. */
  app.get("/playground/workspaces", (context) =>
    context.json(discord.core.installation() === null ? ["slack"] : ["slack", "discord"]),
  );
  app.route("/playground/slack", slackApi({ core: slack.core, trouble: slack.slack.faults, live: inSlack }));
  app.route(
    "/playground/discord",
    discordApi({ core: discord.core, trouble: discord.discord.faults, live: inDiscord }),
  );
  return {
    fetch: async (request) => app.fetch(request),
    stop: () => {
      inSlack.stop();
      inDiscord.stop();
    },
  };
}
