import type { Bot } from "./bot.ts";
import type { Platform } from "./domain/place.ts";
import { realmOf } from "./platforms/people.ts";
import { unspokenRoot } from "./platforms/requests.ts";
import { slackManifest } from "./platforms/slack/manifest.ts";
import type { Playground } from "./playground/playground.ts";
import type { Ctx } from "./services/ctx.ts";
import { knownPeople } from "./services/identity/identity.ts";
import { linkByCode, startLink } from "./services/person/link.ts";
import { systemCtx } from "./services/system.ts";
import { connectionsOn } from "./store/connections.ts";

/** What a bot's owner switches on in Discord's developer portal. */
export const intents = { messageContent: true, members: true } as const;

/** A line that somebody types without its first word. */
interface Typing {
  readonly person: string;
  readonly channel: string;
  readonly root: string;
  readonly text: string;
}

/**
 * The page completes commands as the argument types do. In a new playground incidents are shown in both #incidents, and
 * whoever is on both sides is one person.
 */
export const furnish = async ({ slack, discord }: Playground, bot: Bot): Promise<void> => {
  const completing = async (platform: Platform, { person, channel, root, text }: Typing) => {
    const found = (await bot.platform(platform)?.completeLine(person, channel, `${root}${text}`)) ?? [];
    return found.map((one) => ({ ...one, from: Math.max(0, one.from - root.length) }));
  };
  slack.install(slackManifest(bot.table), {
    complete: (person, channel, command, text) => {
      const root = command === "" ? unspokenRoot(text) : `${command.slice(1)} `;
      return completing("slack", { person, channel, root, text });
    },
  });
  discord.install({
    intents,
    complete: (person, channel, text) => completing("discord", { person, channel, root: unspokenRoot(text), text }),
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
  await linkPeople({ slack, discord }, bot);
};

/** By the codes that they themselves would type, one after the other: each begins by being met on both sides. */
const linkPeople = async ({ slack, discord }: Pick<Playground, "slack" | "discord">, bot: Bot): Promise<void> => {
  const there = new Set(discord.state("ada").people.map((one) => one.handle));
  for (const { handle } of slack.state("ada").people.filter((one) => !one.bot && there.has(one.handle))) {
    const left = await met(bot, "slack", { account: slack.idOf(handle), chat: slack.idOf("#incidents") });
    const right = await met(bot, "discord", { account: discord.idOf(handle), chat: discord.idOf("#incidents") });
    if (left === undefined || right === undefined) continue;
    await linkByCode(right, { code: await startLink(left), confirmed: true });
  }
};

/** Somebody as the caller of a verb: the platform is asked who they are as if they had typed. */
const met = async (
  bot: Bot,
  platform: Platform,
  { account, chat }: { readonly account: string; readonly chat: string },
): Promise<Ctx | undefined> => {
  await bot.platform(platform)?.completeLine(account, chat, "");
  const [connection] = await bot.ground.read((tx) => connectionsOn(tx, platform));
  if (connection === undefined) return undefined;
  const { workspace } = connection;
  const known = await knownPeople(bot.ground, { workspace, platform, realm: realmOf(connection) }, [account]);
  const one = known.get(account);
  if (one === undefined) return undefined;
  const actor = { kind: "person", id: one.person, role: one.role } as const;
  return { ...systemCtx(bot.ground, workspace), actor, surface: platform };
};
