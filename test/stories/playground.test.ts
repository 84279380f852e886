import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, startApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { openLog } from "../../src/log.ts";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const absent = !existsSync(executablePath);
if (absent) process.stdout.write(`No browser at ${executablePath}: the playground is not tried in one.\n`);

/** The README's pictures are taken here when PICTURES=1 is set. */
const takesPictures = process.env.PICTURES === "1";

describe.skipIf(absent)("the playground as `npm start` serves it", () => {
  let folder: string;
  let app: App;
  let browser: Browser;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "tocsin-playground-"));
    const config = readConfig({ TOCSIN_DATA_DIR: folder, PORT: "0", LOG_LEVEL: "silent" });
    app = await startApp(config, openLog(config));
    browser = await chromium.launch({
      executablePath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const visit = async (who: string, colorScheme: "light" | "dark" = "light"): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width: 1600, height: 900 }, colorScheme });
    await page.addInitScript(() => localStorage.setItem("tocsin greeted", "yes"));
    await page.goto(`${app.url}/#/${who}/incidents`);
    return page;
  };
  const slackOf = (page: Page) => page.getByRole("region", { name: "Slack" });
  const discordOf = (page: Page) => page.getByRole("region", { name: "Discord" });
  const picture = async (page: Page, name: string): Promise<void> => {
    if (!takesPictures) return;
    const pictures = new URL("../../.pictures/", import.meta.url).pathname;
    await mkdir(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `${name}.png`) });
  };

  it("shows an incident that is opened, commented on, acknowledged by button and resolved", async () => {
    const page = await visit("ada");
    const say = async (text: string) => {
      const box = slackOf(page).getByRole("textbox", { name: "Message #incidents" });
      await box.fill(text);
      await box.press("Enter");
    };
    await say("/incident open sev1 checkout is down");
    const card = slackOf(page).getByRole("main").getByRole("article").filter({ hasText: "INC-1 · checkout is down" });
    await card.waitFor();

    const lin = await visit("lin");
    const seen = slackOf(lin).getByRole("main").getByRole("article").filter({ hasText: "INC-1 · checkout is down" });
    await seen.hover();
    await seen.getByRole("button", { name: "Reply in thread" }).click();
    const reply = slackOf(lin).getByRole("textbox", { name: "Reply in thread" });
    await reply.fill("The payments database has no connections left. Looking.");
    await reply.press("Enter");
    await slackOf(lin).getByRole("complementary", { name: "Thread" }).getByText("no connections left").waitFor();
    const thread = slackOf(lin).getByRole("complementary", { name: "Thread" });
    await thread.getByRole("button", { name: "Acknowledge" }).click();
    await card.filter({ hasText: "Working" }).waitFor();
    await thread.getByText("acknowledged it").waitFor();
    const crossed = discordOf(lin).getByRole("main").getByRole("article").filter({ hasText: "INC-1" }).first();
    await crossed.filter({ hasText: "Working" }).waitFor();
    await lin.mouse.move(0, 0);
    await picture(lin, "playground-light");

    await say("/incident resolve 1 more connections, and a limit for the report job");
    await card.filter({ hasText: "Resolved" }).waitFor();
    await say("/incident timeline 1");
    const timeline = slackOf(page).getByRole("main").getByRole("article").filter({ hasText: "Timeline of INC-1" });
    await timeline.waitFor();
    expect(await timeline.innerText()).toMatch(/no connections left[\s\S]*acknowledged it[\s\S]*resolved it/);
    await Promise.all([page.close(), lin.close()]);
  }, 60_000);

  it("knows its people as the same on both sides", async () => {
    const page = await visit("grace");
    const box = slackOf(page).getByRole("textbox", { name: "Message #incidents" });
    const answered = slackOf(page).getByRole("main").getByRole("article");
    await box.fill("/tocsin people");
    await box.press("Enter");
    const people = await answered.filter({ hasText: "Sam Ortiz" }).last().innerText();
    for (const name of ["Ada Okafor", "Lin Wei", "Grace Nilsson", "Sam Ortiz"]) {
      expect(people.split(name)).toHaveLength(2);
    }
    await box.fill("/tocsin me rules page slack, discord after 2m");
    await box.press("Enter");
    await answered.filter({ hasText: /Pages: Slack @grace at once, Discord @\S+ after 2m/ }).waitFor();
    await page.close();
  }, 60_000);

  it("understands on Discord what the README says to type", async () => {
    const page = await visit("ada");
    const box = discordOf(page).getByRole("textbox", { name: "Message #incidents" });
    const answers = discordOf(page).getByRole("main").getByRole("article");
    const say = async (text: string, answer: RegExp) => {
      await box.fill(text);
      await box.press("Enter");
      await answers.filter({ hasText: answer }).last().waitFor();
    };
    await say("/incident open sev3 mail is late", /INC-\d+ · mail is late/);
    const card = answers.filter({ hasText: "mail is late" }).first();
    const number = /INC-(\d+)/.exec(await card.innerText())?.[1] ?? "";
    await say(`/incident comment ${number} the queue grows`, /your comment is number 1/);
    await say(`/incident severity ${number} high`, /· mail is late[\s\S]*SEV2 High/);
    await say(`/incident status INC-${number} working`, /· mail is late[\s\S]*Working for/);
    await say(`/incident show ${number}`, /Opened/);
    await say(`/incident resolve ${number} rolled back to 1.8`, /· mail is late[\s\S]*Resolved/);
    await say(`/incident timeline ${number}`, /Timeline of INC-[\s\S]*the queue grows[\s\S]*rolled back to 1\.8/);
    await page.close();
  }, 60_000);

  it("completes a command as it is typed, and shows the form that it leads to", async () => {
    const page = await visit("grace", "dark");
    const box = slackOf(page).getByRole("textbox", { name: "Message #incidents" });
    await box.fill("/incident o");
    await page.getByRole("option", { name: /open/ }).first().waitFor();
    const other = discordOf(page).getByRole("textbox", { name: "Message #incidents" });
    for (const [field, bot] of [[box, "@tocsin"] as const, [other, "@Tocsin"] as const]) {
      await field.fill(`${bot} severity inc-1 s`);
      await page.getByRole("option", { name: "SEV1 Critical" }).waitFor();
      await field.fill("");
    }
    await box.fill("/incident open");
    await box.press("Enter");
    const form = page.getByRole("dialog", { name: "Open an incident" });
    await form.waitFor();
    await form.getByRole("textbox", { name: /What is broken/ }).fill("search is slow");
    await picture(page, "playground-dark");
    await form.getByRole("button", { name: "Open", exact: true }).click();
    await slackOf(page).getByRole("main").getByRole("article").filter({ hasText: "· search is slow" }).waitFor();
    await page.close();
  }, 60_000);
});
