import { openDatabaseOf, systemClock } from "../app.ts";
import { type Config, readConfig, type SlackConfig } from "../config.ts";
import { ConfigError } from "../domain/refusal.ts";
import { say, type Verb } from "./verb.ts";

/** Each resolves to what was found, or throws what is wrong. */
const inspections: Readonly<Record<string, (config: Config) => Promise<string>>> = {
  async database(config) {
    const database = await openDatabaseOf(config);
    await database.close();
    return database.kind === "postgres" ? "PostgreSQL, up to date" : `PGlite in ${config.dataDir}, up to date`;
  },
  async slack({ slack }) {
    if (!slack) return "not configured";
    const { team, user } = await ask(slack, "auth.test", slack.botToken.reveal());
    if (slack.mode === "socket") await ask(slack, "apps.connections.open", slack.appToken.reveal());
    return `${user} in ${team}, ${slack.mode} mode`;
  },
  async discord({ discord }) {
    if (!discord) return "not configured";
    const { inspectDiscord } = await import("../platforms/discord/inspect.ts");
    return inspectDiscord({ token: discord.token.reveal(), apiUrl: discord.apiUrl, mode: discord.mode });
  },
  async mail({ smtp }) {
    if (!smtp) return "not configured";
    const { makeMail } = await import("../platforms/email/messenger.ts");
    const mail = makeMail({ url: smtp.url.reveal(), from: smtp.from, clock: systemClock });
    try {
      await mail.verify();
    } finally {
      mail.stop();
    }
    return `from ${smtp.from.address}`;
  },
};

interface Answer {
  readonly ok: boolean;
  readonly error?: string;
  readonly team?: string;
  readonly user?: string;
}

const ask = async (slack: SlackConfig, method: string, token: string): Promise<Answer> => {
  const url = new URL(method, `${(slack.apiUrl ?? "https://slack.com/api").replace(/\/*$/, "")}/`);
  const response = await fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(10_000),
  });
  const answer = (await response.json()) as Answer;
  if (!answer.ok) throw new Error(`Slack refuses ${method}: ${answer.error}`);
  return answer;
};

export const check: Verb = {
  summary: "Try the configuration, the database and the tokens",
  async run(_args, env) {
    const config = readConfig(env);
    say("configuration  ok");
    let failed = false;
    for (const [name, inspect] of Object.entries(inspections)) {
      try {
        say(`${name.padEnd(13)}  ${await inspect(config)}`);
      } catch (error) {
        failed = true;
        const reasons = error instanceof ConfigError ? error.problems : [reasonOf(error)];
        for (const reason of reasons) say(`${name.padEnd(13)}  FAILED: ${reason}`);
      }
    }
    return failed ? 1 : 0;
  },
};

const reasonOf = (error: unknown): string => {
  for (let at = error; at instanceof Error; at = at.cause) if (!(at.cause instanceof Error)) return at.message;
  return String(error);
};
