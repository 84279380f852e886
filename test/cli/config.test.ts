import { inspect } from "node:util";
import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { ConfigError } from "../../src/domain/refusal.ts";
import { openLog } from "../../src/log.ts";

const problemsOf = (env: Readonly<Record<string, string>>): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};

describe("the environment", () => {
  it("takes a mail server, and knows whom its mail comes from", () => {
    const url = "smtp://bot%40acme.test:hunter2@mail.acme.test:587";
    expect(readConfig({}).smtp).toBeUndefined();
    expect(readConfig({ SMTP_URL: url }).smtp?.from).toEqual({ name: "Tocsin", address: "bot@acme.test" });
    expect(readConfig({ SMTP_URL: "smtps://mail.acme.test" }).smtp?.from.address).toBe("tocsin@mail.acme.test");
    expect(readConfig({ SMTP_URL: url, SMTP_FROM: "Acme Bot <ops@acme.test>" }).smtp?.from).toEqual({
      name: "Acme Bot",
      address: "ops@acme.test",
    });
    expect(readConfig({ SMTP_URL: url }).secrets.map((one) => one.reveal())).toEqual([url, "hunter2"]);
    expect(problemsOf({ SMTP_URL: "https://mail.acme.test" })).toEqual([expect.stringContaining("SMTP_URL is not")]);
    for (const from of ["nobody", "a@b\r\nBcc: c@d", "<a@b"]) {
      expect(problemsOf({ SMTP_FROM: from })).toEqual([expect.stringContaining("SMTP_FROM is not a sender")]);
    }
  });

  it("names the networks that targets may lead into", () => {
    expect(readConfig({}).privateTargets).toEqual([]);
    expect(readConfig({ TOCSIN_PRIVATE_TARGETS: "10.1.0.0/16, 192.168.7.9,fd00::/8" }).privateTargets).toEqual([
      ["10.1.0.0", 16],
      ["192.168.7.9", 32],
      ["fd00::", 8],
    ]);
    for (const networks of ["all", "10.0.0.0/33", "10.0.0", "10.0.0.0/8;"]) {
      expect(problemsOf({ TOCSIN_PRIVATE_TARGETS: networks })).toEqual([expect.stringContaining("list of networks")]);
    }
  });

  it("may be empty", () => {
    expect(readConfig({})).toMatchObject({ host: "127.0.0.1", port: 3000, zone: "UTC", logLevel: "info" });
    expect(readConfig({})).toMatchObject({ slack: undefined, databaseUrl: undefined });
    expect(readConfig({ PORT: "", SLACK_BOT_TOKEN: "" })).toMatchObject({ port: 3000, slack: undefined });
  });

  it.each([
    ["an app token", { SLACK_APP_TOKEN: "xapp-1" }, "socket"],
    ["a signing secret", { SLACK_SIGNING_SECRET: "s3cr3t" }, "http"],
    ["both", { SLACK_APP_TOKEN: "xapp-1", SLACK_SIGNING_SECRET: "s3cr3t" }, "socket"],
    ["both and a mode", { SLACK_APP_TOKEN: "xapp-1", SLACK_SIGNING_SECRET: "s3cr3t", SLACK_MODE: "http" }, "http"],
  ])("turns Slack on with %s", (_name, env, mode) => {
    expect(readConfig({ SLACK_BOT_TOKEN: "xoxb-1", ...env }).slack?.mode).toBe(mode);
  });

  it.each([
    [{ SLACK_BOT_TOKEN: "xoxb-1" }, "SLACK_APP_TOKEN is missing"],
    [{ SLACK_SIGNING_SECRET: "s3cr3t" }, "SLACK_BOT_TOKEN is missing"],
    [{ SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1", SLACK_MODE: "http" }, "SLACK_SIGNING_SECRET is missing"],
    [{ SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "s", SLACK_MODE: "socket" }, "SLACK_APP_TOKEN is missing"],
  ])("refuses half of Slack: %j", (env, problem) => {
    expect(problemsOf(env)).toEqual([expect.stringContaining(problem)]);
  });

  it("turns Discord on with its token alone, and refuses what is there without it", () => {
    expect(readConfig({ DISCORD_TOKEN: "t" })).toMatchObject({
      discord: { mode: "gateway", commands: "global" },
      playground: false,
    });
    for (const env of [
      { DISCORD_MODE: "http" },
      { DISCORD_COMMANDS: "guild" },
      { DISCORD_API_URL: "https://d.test" },
      { DISCORD_CLIENT_SECRET: "s3cr3t" },
    ]) {
      expect(problemsOf(env)).toEqual([expect.stringContaining("DISCORD_TOKEN is missing")]);
    }
  });

  it("takes Discord's client secret beside the token, if it can be one", () => {
    expect(problemsOf({ DISCORD_TOKEN: "t", DISCORD_CLIENT_SECRET: "s3cr3t" })).toEqual([]);
    expect(problemsOf({ DISCORD_TOKEN: "t", DISCORD_CLIENT_SECRET: "two words" })).toEqual([
      expect.stringContaining("DISCORD_CLIENT_SECRET contains spaces"),
    ]);
  });

  it("takes the Slack app's own id and secret together, and beside a token", () => {
    const slack = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" };
    const app = { SLACK_CLIENT_ID: "12.34", SLACK_CLIENT_SECRET: "s3cr3t" };
    expect(readConfig({ ...slack, ...app }).slack?.app).toMatchObject({ id: "12.34" });
    expect(readConfig(slack).slack?.app).toBeUndefined();
    expect(problemsOf({ ...slack, SLACK_CLIENT_ID: "12.34" })).toEqual([
      expect.stringContaining("SLACK_CLIENT_SECRET is missing"),
    ]);
    expect(problemsOf({ ...slack, SLACK_CLIENT_SECRET: "s3cr3t" })).toEqual([
      expect.stringContaining("SLACK_CLIENT_ID is missing"),
    ]);
    expect(problemsOf(app)).toEqual([expect.stringContaining("SLACK_BOT_TOKEN is missing")]);
    expect(problemsOf({ ...slack, ...app, SLACK_CLIENT_ID: "twelve four" })).toEqual([
      expect.stringContaining("SLACK_CLIENT_ID is not a client id"),
    ]);
  });

  it("says how further Slack workspaces join to whoever gives several tokens", () => {
    expect(problemsOf({ SLACK_BOT_TOKEN: "xoxb-1,xoxb-2", SLACK_APP_TOKEN: "xapp-1" })).toEqual([
      expect.stringContaining("further workspaces join with `/tocsin connect`"),
    ]);
  });

  it("reports the wrong and the missing together", () => {
    expect(problemsOf({ PORT: "70000", TOCSIN_KEY: "short", SLACK_BOT_TOKEN: "xoxp-1" })).toEqual([
      expect.stringContaining("PORT"),
      expect.stringContaining("TOCSIN_KEY is not 32 bytes in base64"),
      expect.stringContaining("SLACK_BOT_TOKEN does not begin"),
      expect.stringContaining("SLACK_APP_TOKEN is missing"),
    ]);
  });
});

describe("secrets", () => {
  const env = {
    DATABASE_URL: "postgres://tocsin:hunter2@db/tocsin",
    SLACK_BOT_TOKEN: "xoxb-bot",
    SLACK_APP_TOKEN: "xapp-app",
    SLACK_SIGNING_SECRET: "signing",
    SLACK_CLIENT_SECRET: "slack-client",
    DISCORD_TOKEN: "discord-bot",
    DISCORD_CLIENT_SECRET: "discord-client",
    TOCSIN_KEY: `${Buffer.alloc(32, 1).toString("base64")},${Buffer.alloc(32, 2).toString("base64")}`,
  };
  const all = { ...env, SLACK_CLIENT_ID: "12.34" };
  const values = [...Object.values(env), "hunter2", ...env.TOCSIN_KEY.split(",")];
  const leaks = (text: string) => values.filter((value) => text.includes(value));

  it("do not show in the configuration, however it is printed", () => {
    const config = readConfig(all);
    expect(leaks([inspect(config, { depth: 9 }), JSON.stringify(config), `${config.databaseUrl}`].join(" "))).toEqual(
      [],
    );
    expect(config.databaseUrl?.reveal()).toBe(env.DATABASE_URL);
  });

  it("do not reach the log, whoever writes them", () => {
    const lines: string[] = [];
    const log = openLog(readConfig(all), { write: (line: string) => void lines.push(line) });
    log.info({ config: readConfig(all), url: env.DATABASE_URL }, `connecting with ${env.SLACK_BOT_TOKEN}`);
    log.error({ err: new Error(`401 for ${env.SLACK_APP_TOKEN}`, { cause: new Error(env.SLACK_SIGNING_SECRET) }) });
    log.warn({ headers: { authorization: "Bearer of-somebody-else" } });
    log.warn(`tried ${env.DISCORD_TOKEN} with ${env.DISCORD_CLIENT_SECRET}`);
    log.warn({ err: new Error("Slack refused xoxb-17-of-a-team-in-the-database") });
    expect(lines).toHaveLength(5);
    expect(leaks(lines.join(""))).toEqual([]);
    expect(lines.join("")).not.toContain("of-a-team-in-the-database");
    expect(lines.join("")).not.toContain("of-somebody-else");
  });

  it("of Discord's calls do not reach the log, nor what was to be said with them", () => {
    const lines: string[] = [];
    const log = openLog(readConfig({}), { write: (line: string) => void lines.push(line) });
    const token = "aW50ZXJhY3Rpb246MTIz.-_of-one-interaction";
    const failed = (path: string) =>
      Object.assign(new Error(`POST ${path} failed`), {
        url: `https://discord.com/api/v10/${path}`,
        requestBody: { files: [], json: { content: "words to one person" } },
      });
    const error = failed(`interactions/731479999361634527/${token}/callback`);
    log.warn({ err: error });
    log.warn({ err: new Error("no answer", { cause: error }) });
    log.warn({ err: Object.assign(new Error("no answer"), { error }) });
    log.warn({ err: new AggregateError([error, failed(`webhooks/731479999361634527/${token}?wait=true`)]) });
    log.warn(error, "it failed");
    log.warn({ failed: { error } });
    expect(lines).toHaveLength(6);
    expect(lines.join("")).not.toContain("aW50ZXJhY3");
    expect(lines.join("")).not.toContain("words to one person");
    expect(lines[0]).toContain("/interactions/731479999361634527/[secret]/callback");
  });

  it("are not in what the log of the test would otherwise have shown", () => {
    const lines: string[] = [];
    pino({}, { write: (line: string) => void lines.push(line) }).info({ url: env.DATABASE_URL });
    expect(leaks(lines.join(""))).not.toEqual([]);
  });
});
