import { expect, inject, it } from "vitest";
import { menu } from "../../src/commands/menu.ts";
import { slackManifest } from "../../src/platforms/slack/manifest.ts";
import { startPlayground } from "../../src/playground/playground.ts";
import { testDatabase } from "../support/database.ts";
import { discordPerson } from "../support/discord-person.ts";
import { type Run, temporaryDirectory, tocsin } from "../support/process.ts";
import { realQuiet as quiet, realUntil as until } from "../support/real-time.ts";
import { slackPerson } from "../support/slack-person.ts";

const idle = async () => {};

it.skipIf(inject("template").kind === "pglite")(
  "two processes on one PostgreSQL: the gateway's holder is killed, and the other goes on with all that was said",
  async () => {
    await using database = await testDatabase();
    await using folder = await temporaryDirectory();
    if (database.source.kind !== "postgres") throw new Error("This needs two processes on one database.");
    const { slack, discord, stop } = await startPlayground({ now: () => Temporal.Now.instant() });
    slack.install(slackManifest(menu()));
    discord.install({ intents: { messageContent: true, members: true } });
    const env = {
      DATABASE_URL: database.source.url,
      TOCSIN_DATA_DIR: folder.path,
      PORT: "0",
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
    };
    const started: Run[] = [];
    const begin = async () => {
      const one = tocsin(["start"], env);
      started.push(one);
      await one.says(/Tocsin is ready/);
      return one;
    };
    try {
      const holder = await begin();
      await begin();
      const ada = slackPerson(slack, "ada", until, quiet, idle);
      const lin = discordPerson({ discord, table: menu(), until, quiet, idle }, "lin");
      await ada.types("/tocsin channel map all");
      await ada.sees("are shown in");
      await lin.types("/tocsin channel map all");
      await lin.sees("are shown in");
      await lin.types("/incident open sev1 checkout down");
      const [theirs, mine] = [await ada.sees("INC-1 · checkout down"), await lin.sees("INC-1 · checkout down")];
      await lin.types("one", { thread: mine });
      await ada.sees("Lin (Discord):\none", { thread: theirs });

      // A send that dies on its way is settled after half a minute: nothing is on its way now.
      await quiet();
      holder.child.kill("SIGKILL");
      await holder.ended;
      const killed = Date.now();
      await lin.types("two", { thread: mine });
      await ada.types("three", { thread: theirs });
      await lin.sees("Ada Okafor (Slack):\nthree", { thread: mine });
      await ada.sees("Lin (Discord):\ntwo", { thread: theirs });
      expect(Date.now() - killed).toBeLessThan(15_000);
      await lin.types("four", { thread: mine });
      await ada.sees("Lin (Discord):\nfour", { thread: theirs });

      const bodies = (await ada.reads({ thread: theirs })).map(({ words }) => words.split("\n").at(-1));
      expect(bodies.filter((words) => ["one", "two", "three", "four"].includes(words ?? "")).toSorted()).toEqual(
        ["one", "two", "three", "four"].toSorted(),
      );
      const theirSide = (await lin.reads({ thread: mine })).map(({ words }) => words.split("\n").at(-1));
      expect(theirSide.filter((words) => words === "three")).toHaveLength(1);
      expect((await ada.reads()).filter(({ words }) => words.includes("INC-1 ·"))).toHaveLength(1);
      expect((await lin.reads()).filter(({ words }) => words.includes("INC-1 ·"))).toHaveLength(1);
    } finally {
      for (const one of started) one.child.kill("SIGKILL");
      await Promise.all(started.map((one) => one.ended));
      await stop();
    }
  },
  120_000,
);
