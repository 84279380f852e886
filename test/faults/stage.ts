import { randomUUID } from "node:crypto";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { menu } from "../../src/commands/menu.ts";
import { slackManifest } from "../../src/platforms/slack/manifest.ts";
import { type Playground, startPlayground } from "../../src/playground/playground.ts";
import { type HeldClock, heldClock } from "../support/clock.ts";
import { discordPerson } from "../support/discord-person.ts";
import type { Person, Until } from "../support/person.ts";
import { slackPerson } from "../support/slack-person.ts";
import { addressOf, onServer, type Template } from "../support/template.ts";
import type { Post } from "./orders.ts";
import { type SteeredBot, steeredBot } from "./steered-bot.ts";

type OnPostgres = Extract<Template, { readonly kind: "postgres" }>;

/** A database and both platforms as they are before anything is broken, to be copied for each trial. */
export interface Stage extends AsyncDisposable {
  /** A copy: a database's address, and both platforms with all that was said there. */
  open(clock: HeldClock): Promise<Scene>;
}

export interface Scene extends AsyncDisposable {
  readonly url: string;
  readonly playground: Playground;
  /** Where a bot finds it all, unless something stands in between. */
  readonly post: Omit<Post, "now">;
  readonly folder: string;
}

/** Two people with an account on both platforms, then one with an account on Slack alone, are paged for whatever is opened. */
export const steps = "Ada Okafor 5m, Grace Nilsson 5m, Sam Ortiz 5m";

export const buildStage = async (template: OnPostgres): Promise<Stage> => {
  const folder = await mkdtemp(join(tmpdir(), "tocsin-faults-"));
  const made = join(folder, "made");
  const name = `${template.name}_${randomUUID().slice(0, 8)}`;
  const counted = { copies: 0 };
  const copyDatabase = async (from: string, to: string): Promise<string> => {
    await onServer(template.url, (admin) => admin.unsafe(`create database ${to} template ${from}`));
    return addressOf(template.url, to);
  };
  const clock = heldClock();
  const first = await openScene(await copyDatabase(template.name, name), made, clock);
  const bot = await steeredBot(() => clock.now());
  await bot.begin(first.post);
  clock.follow(bot);
  await prepare(first.playground, bot);
  await bot.end();
  await bot.kill();
  await first[Symbol.asyncDispose]();
  return {
    async open(at) {
      counted.copies += 1;
      const own = `${name}_${counted.copies}`;
      const copied = join(folder, own);
      await cp(made, copied, { recursive: true });
      const scene = await openScene(await copyDatabase(name, own), copied, at);
      return {
        ...scene,
        async [Symbol.asyncDispose]() {
          await scene[Symbol.asyncDispose]();
          await onServer(template.url, (admin) => admin.unsafe(`drop database ${own} with (force)`));
          await rm(copied, { recursive: true, force: true });
        },
      };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
};

const openScene = async (url: string, folder: string, clock: HeldClock): Promise<Scene> => {
  const playground = await startPlayground({ now: () => clock.now(), dataDir: folder });
  const { slack, discord } = playground;
  slack.install(slackManifest(menu()));
  discord.install({ intents: { messageContent: true, members: true } });
  return {
    url,
    playground,
    folder,
    post: {
      url,
      folder,
      atOnce: 1,
      slack: { apiUrl: slack.apiUrl, botToken: slack.botToken, appToken: slack.appToken },
      discord: { apiUrl: discord.apiUrl, token: discord.token },
    },
    [Symbol.asyncDispose]: playground.stop,
  };
};

/** People at both platforms. What they wait for, the bot is given its turns for. */
export const castOf = ({ slack, discord }: Playground, bot: () => Pick<SteeredBot, "settle" | "idle">) => {
  const quiet = async () => {
    await Promise.all([slack.settled(), discord.settled()]);
    await bot().idle();
    await bot().settle();
  };
  const until: Until = async (what, look, instead) => {
    for (const end = Date.now() + 10_000; ; ) {
      await quiet();
      const found = look();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
      if (Date.now() > end) throw new Error(`Waited in vain until ${what}. There is:\n${instead()}`);
    }
  };
  const idle = () => bot().idle();
  return {
    quiet,
    slack: (name: string): Person => slackPerson(slack, name, until, quiet, idle),
    discord: (name: string): Person => discordPerson({ discord, table: menu(), until, quiet, idle }, name),
  };
};

const prepare = async (playground: Playground, bot: SteeredBot): Promise<void> => {
  const cast = castOf(playground, () => bot);
  const lin = cast.slack("lin");
  for (const name of ["ada", "grace"]) {
    const [one, also] = [cast.slack(name), cast.discord(name)];
    await one.types("/tocsin link");
    const code = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec((await one.sees("/tocsin link ")).words)?.[0];
    await also.types(`/tocsin link --yes ${code}`);
    await also.sees("from now on");
  }
  await cast.slack("sam").types("/tocsin me");
  await lin.types(`/tocsin escalation create steps:"${steps}" channels:all payments`);
  await lin.sees("payments pages for incidents of #all");
  // From here on a heartbeat finds what is owed since.
  await bot.beat();
};
