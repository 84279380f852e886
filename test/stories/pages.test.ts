import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, startApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { openLog } from "../../src/log.ts";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const absent = !existsSync(executablePath);
if (absent) process.stdout.write(`No browser at ${executablePath}: the pages are not tried in one.\n`);

describe.skipIf(absent)("the pages, in a browser without JavaScript", () => {
  let folder: string;
  let app: App;
  let browser: Browser;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "tocsin-pages-"));
    const config = readConfig({ TOCSIN_DATA_DIR: folder, PORT: "0", LOG_LEVEL: "silent" });
    app = await startApp(config, openLog(config));
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--no-first-run"] });
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Somebody at their playground, who types in Slack and reads what only they see. */
  const type = async (playground: Page, line: string) => {
    const box = playground.getByRole("region", { name: "Slack" }).getByRole("textbox", { name: "Message #incidents" });
    await box.fill(line);
    await box.press("Enter");
  };

  it("open by the link of `/tocsin web`, show what is on and who is on call, and close again", async () => {
    const playground = await browser.newPage();
    await playground.addInitScript(() => localStorage.setItem("tocsin greeted", "yes"));
    await playground.goto(`${app.url}/#/ada/incidents`);
    await type(playground, "/incident open sev1 checkout is down");
    const cards = playground.getByRole("article").filter({ hasText: "INC-1 · checkout is down" });
    await cards.nth(1).waitFor();
    await type(playground, '/oncall schedule create web every:week people:"@ada @grace"');
    await playground.getByText("web is created").first().waitFor();
    await type(playground, "/tocsin web");
    const opened = playground.context().waitForEvent("page");
    await playground
      .getByRole("region", { name: "Slack" })
      .getByRole("button", { name: "Open in the browser" })
      .click();
    const preview = await opened;
    await preview.waitForURL(/\/web\/enter\//);
    const address = preview.url();

    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const broken: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") broken.push(message.text());
    });
    await page.goto(address);
    await page.getByRole("heading", { name: "Come in, Ada" }).waitFor();
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").innerText()).toBe("Skip to the content");
    await page.getByRole("button", { name: "Open my pages" }).click();
    await page.getByRole("heading", { name: "Incidents", level: 1 }).waitFor();
    const row = page.getByRole("region", { name: "Active" }).getByRole("listitem").filter({ hasText: "INC-1" });
    await row.getByRole("link", { name: "INC-1: Open in Slack" }).waitFor();
    await row.getByRole("link", { name: "INC-1: Open in Discord" }).waitFor();

    await page.getByRole("link", { name: "On call" }).click();
    const bar = page.getByRole("group", { name: "web" }).first().getByRole("link").first();
    await bar.focus();
    expect(await bar.getAttribute("aria-label")).toMatch(/^web: Ada Okafor, /);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "web: who is on call" }).waitFor();
    await page.getByRole("definition").getByRole("link", { name: "primary" }).click();
    await page.getByText("Ada Okafor → Grace").waitFor();
    await page.getByRole("button", { name: "Make an address" }).click();
    const feed = await page.getByRole("textbox", { name: "Address" }).inputValue();
    expect(await (await fetch(feed)).text()).toContain("Ada Okafor on call: web");

    await page.getByRole("link", { name: "Sessions" }).click();
    await page.getByRole("listitem").filter({ hasText: "this one" }).waitFor();
    await page.getByRole("button", { name: "Leave" }).click();
    await page.getByRole("heading", { name: "You are not in" }).waitFor();
    await page.goto(address);
    await page.getByRole("heading", { name: "This link is no longer valid" }).waitFor();
    expect(broken.filter((text) => !/status of (?:401|410)/.test(text))).toEqual([]);
    await context.close();
    await playground.close();
  }, 60_000);
});
