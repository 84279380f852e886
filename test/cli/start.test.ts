import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { describe, expect, inject, it } from "vitest";
import { systemClock } from "../../src/app.ts";
import { installUrl } from "../../src/platforms/discord/manifest.ts";
import { startPlayground } from "../../src/playground/playground.ts";
import { openDatabase } from "../../src/store/database.ts";
import { run, temporaryDirectory, tocsin } from "../support/process.ts";

const template = inject("template");
const tokens = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" };
const nowhere = "http://127.0.0.1:1/api/";

it("time is told to the millisecond, which every database and payload keeps", () => {
  for (let look = 1; look <= 20; look += 1) expect(systemClock.now().epochNanoseconds % 1_000_000n).toBe(0n);
});

describe("start", () => {
  it("says every problem of the environment at once, with its remedy, and ends with 2", async () => {
    const started = tocsin(["start"], {
      DATABASE_URL: "mysql://root:hunter2@localhost/x",
      PORT: "eighty",
      TOCSIN_TIMEZONE: "Mars/Olympus",
      SLACK_APP_TOKEN: "xapp-1-secret",
    });
    expect(await started.ended).toMatchObject({ code: 2 });
    expect(started.stdout()).toBe("");
    expect(started.stderr().trim().split("\n").toSorted()).toEqual([
      "DATABASE_URL is not a PostgreSQL address. Write postgres://user:password@host:5432/name.",
      "PORT is not a port. Give a number from 0 to 65535.",
      "SLACK_BOT_TOKEN is missing, but other Slack settings are there. Set it, or remove all of them.",
      "TOCSIN_TIMEZONE is not a time zone. Write one such as Europe/Vienna.",
    ]);
  });

  it("under an old Node says in one line what it needs", async () => {
    const old = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.19.0" } })`;
    const started = run(["--import", `data:text/javascript,${encodeURIComponent(old)}`, "src/main.js", "start"]);
    expect(await started.ended).toMatchObject({ code: 2 });
    expect(started.stderr()).toMatch(/^Tocsin needs Node 26 and this is 20\.19\.0\. .*"npm start".*\n$/);
  });

  it.skipIf(template.kind === "postgres")("serves, and stops within ten seconds of SIGTERM", async () => {
    await using directory = await temporaryDirectory();
    const started = tocsin(["start"], { TOCSIN_DATA_DIR: directory.path, PORT: "0" });
    const [url] = await started.says(/http:\/\/127\.0\.0\.1:\d+/);
    expect(await (await fetch(`${url}/healthz`)).text()).toBe("ok");
    const told = Date.now();
    started.child.kill("SIGTERM");
    expect(await started.ended).toEqual({ code: 0, signal: null });
    expect(Date.now() - told).toBeLessThan(10_000);
    expect(started.stdout()).toBe(`${url}\n`);
  });

  it.skipIf(template.kind === "postgres")(
    "is ready while mail cannot be sent, and says so without a secret",
    async () => {
      await using directory = await temporaryDirectory();
      const started = tocsin(["start"], {
        TOCSIN_DATA_DIR: directory.path,
        PORT: "0",
        SMTP_URL: "smtp://bot:hunter2@127.0.0.1:1",
      });
      const [url] = await started.says(/http:\/\/127\.0\.0\.1:\d+/);
      await started.says(/Mail cannot be sent/);
      const ready = await fetch(`${url}/readyz`);
      expect(ready.status).toBe(200);
      expect(await ready.json()).toMatchObject({ ready: true, mail: expect.stringContaining("could not be reached") });
      const printed = tocsin(["schema", "webhook"]);
      await printed.ended;
      const served = await fetch(`${url}/schemas/webhook.json`);
      expect(served.headers.get("content-type")).toContain("application/schema+json");
      expect(`${await served.text()}\n`).toBe(printed.stdout());
      expect((await fetch(`${url}/schemas/constructor.json`)).status).toBe(404);
      started.child.kill("SIGTERM");
      expect(await started.ended).toEqual({ code: 0, signal: null });
      expect(started.stderr()).not.toContain("hunter2");
    },
  );

  it.skipIf(template.kind === "postgres")(
    "is up while Slack cannot be reached, and says that it is not ready",
    async () => {
      await using directory = await temporaryDirectory();
      const started = tocsin(["start"], {
        ...tokens,
        TOCSIN_DATA_DIR: directory.path,
        PORT: "0",
        SLACK_API_URL: nowhere,
      });
      const [url] = await started.says(/http:\/\/127\.0\.0\.1:\d+/);
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
      const ready = await fetch(`${url}/readyz`);
      expect(ready.status).toBe(503);
      expect(await ready.json()).toMatchObject({ ready: false, slack: "Slack could not be reached.", database: "ok" });
      started.child.kill("SIGTERM");
      expect(await started.ended).toEqual({ code: 0, signal: null });
    },
  );

  it.skipIf(template.kind === "postgres")("ends with 2 where the token is refused", async () => {
    await using slack = await fakeSlack({});
    await using directory = await temporaryDirectory();
    const env = { ...tokens, TOCSIN_DATA_DIR: directory.path, PORT: "0", SLACK_API_URL: slack.url };
    const started = tocsin(["start"], env);
    expect(await started.ended).toMatchObject({ code: 2 });
    expect(started.stderr()).toContain("SLACK_BOT_TOKEN is refused by Slack (invalid_auth).");
  });

  it.skipIf(template.kind === "postgres")("names the port that is taken, and lets the directory go", async () => {
    await using directory = await temporaryDirectory();
    if (template.kind !== "pglite") return;
    const from = new Blob([await readFile(template.file)]);
    await (await openDatabase({ dataDir: directory.path, template: from })).close();
    const taken = createServer();
    await new Promise<void>((done) => taken.listen(0, "127.0.0.1", done));
    const address = taken.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const started = tocsin(["start"], { TOCSIN_DATA_DIR: directory.path, PORT: `${port}` });
    expect(await started.ended).toMatchObject({ code: 2 });
    expect(started.stderr()).toBe(
      `PORT ${port} is taken by another program. Stop it, or set PORT to another number.\n`,
    );
    await new Promise((done) => taken.close(done));
  });
});

describe("the command line", () => {
  it("lists its commands on stdout", async () => {
    const help = tocsin(["help"]);
    expect(await help.ended).toMatchObject({ code: 0 });
    for (const verb of ["start", "migrate", "check", "version"]) expect(help.stdout()).toContain(`  ${verb} `);
  });

  it("answers an unknown command with where to look", async () => {
    const lost = tocsin(["strat"]);
    expect(await lost.ended).toMatchObject({ code: 2 });
    expect(lost.stderr()).toBe("There is no command strat. See: npm run tocsin help\n");
  });

  it("tries the tokens, and names the one that is refused", async () => {
    await using slack = await fakeSlack({ "auth.test": { ok: true, team: "Acme", user: "tocsin" } });
    await using directory = await temporaryDirectory();
    const database = template.kind === "postgres" ? { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" } : {};
    const check = tocsin(["check"], {
      ...database,
      TOCSIN_DATA_DIR: directory.path,
      SLACK_BOT_TOKEN: "xoxb-1",
      SLACK_APP_TOKEN: "xapp-1",
      SLACK_API_URL: slack.url,
    });
    expect(await check.ended).toMatchObject({ code: 1 });
    expect(check.stdout()).toContain("slack          FAILED: Slack refuses apps.connections.open: invalid_auth\n");
    expect(check.stdout()).toContain("configuration  ok\n");
  });

  it("tries whether other Slack workspaces could join", async () => {
    const said = async (error: string) => {
      const known = { ok: true, team: "Acme", user: "tocsin" };
      await using slack = await fakeSlack({ "auth.test": known, "oauth.v2.access": { ok: false, error } });
      await using directory = await temporaryDirectory();
      const check = tocsin(["check"], {
        // There is none, which is known soonest.
        DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
        TOCSIN_DATA_DIR: directory.path,
        SLACK_BOT_TOKEN: "xoxb-1",
        SLACK_SIGNING_SECRET: "signing",
        SLACK_CLIENT_ID: "12.34",
        SLACK_CLIENT_SECRET: "s3cr3t",
        SLACK_API_URL: slack.url,
      });
      await check.ended;
      return check.stdout();
    };
    const [right, wrong] = await Promise.all([said("invalid_code"), said("bad_client_secret")]);
    expect(right).toContain("slack          tocsin in Acme, http mode, other workspaces can join\n");
    expect(wrong).toContain("FAILED: Slack refuses SLACK_CLIENT_ID with SLACK_CLIENT_SECRET: bad_client_secret\n");
  });

  it("says whose Discord token it is, what is switched off, and where the bot is added", async () => {
    await using stack = new AsyncDisposableStack();
    const playground = stack.adopt(await startPlayground({ now: () => Temporal.Now.instant() }), (one) => one.stop());
    const { apiUrl, applicationId, token, install } = playground.discord;
    install({ intents: { messageContent: true, members: false } });
    const directory = stack.use(await temporaryDirectory());
    const env = { TOCSIN_DATA_DIR: directory.path, DISCORD_API_URL: apiUrl };
    const check = tocsin(["check"], { ...env, DISCORD_TOKEN: token });
    expect(await check.ended).toMatchObject({ code: 0 });
    expect(check.stdout()).toContain(
      `discord        Tocsin, gateway mode. Add it to a server: ${installUrl(applicationId)} The Server Members Intent is`,
    );
    const refused = tocsin(["check"], { ...env, DISCORD_TOKEN: "of-somebody-else" });
    expect(await refused.ended).toMatchObject({ code: 1 });
    expect(refused.stdout()).toContain("discord        FAILED: DISCORD_TOKEN is refused by Discord.");
  });
});

/** Answers each method as told, and every other with invalid_auth. */
const fakeSlack = async (
  answers: Readonly<Record<string, object>>,
): Promise<{ readonly url: string } & AsyncDisposable> => {
  const { startServer } = await import("../../src/http/server.ts");
  const server = await startServer({
    host: "127.0.0.1",
    port: 0,
    checks: {},
    report: (error) => expect.fail(error.message),
    fallback: ({ url }) =>
      Response.json(answers[new URL(url).pathname.slice("/api/".length)] ?? { ok: false, error: "invalid_auth" }),
  });
  return { url: `${server.url}/api/`, [Symbol.asyncDispose]: () => server.stop() };
};
