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
    const others = slack.app === undefined ? "" : ", other workspaces can join";
    if (slack.app !== undefined) await introduce(slack, slack.app);
    return `${user} in ${team}, ${slack.mode} mode${others}`;
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

const call = async (
  slack: SlackConfig,
  method: string,
  said: Pick<RequestInit, "headers" | "body">,
): Promise<Answer> => {
  const url = new URL(method, `${(slack.apiUrl ?? "https://slack.com/api").replace(/\/*$/, "")}/`);
  const response = await fetch(url, { method: "POST", signal: AbortSignal.timeout(10_000), ...said });
  return (await response.json()) as Answer;
};

/** Does Slack know the app? It looks at who asks before it looks at the code. */
const introduce = async (slack: SlackConfig, { id, secret }: NonNullable<SlackConfig["app"]>): Promise<void> => {
  const body = new URLSearchParams({ client_id: id, client_secret: secret.reveal(), code: "none" });
  const { error } = await call(slack, "oauth.v2.access", { body });
  if (error !== "invalid_code")
    throw new Error(`Slack refuses SLACK_CLIENT_ID with SLACK_CLIENT_SECRET: ${error ?? "it did not say why"}`);
};

const ask = async (slack: SlackConfig, method: string, token: string): Promise<Answer> => {
  const answer = await call(slack, method, { headers: { authorization: `Bearer ${token}` } });
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
