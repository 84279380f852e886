import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actAs, findBrowser, launchBrowser, type Visit, visitWith } from "./support/page-visit.ts";

const side = (page: Page, name: "Slack" | "Discord") => page.getByRole("region", { name, exact: true });
const discord = (page: Page) => side(page, "Discord");
const composer = (page: Page, name = "Message #incidents") => discord(page).getByRole("textbox", { name });
const message = (within: Locator, text: string) => within.getByRole("article").filter({ hasText: text });
const said = (page: Page, text: string) => message(discord(page).getByRole("main"), text);
const thread = (page: Page) => discord(page).getByRole("complementary", { name: "Thread" });

async function type(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press("Enter");
}

async function open(page: Page): Promise<void> {
  await type(page, "/incident open sev1 checkout is down");
  await discord(page).getByRole("button", { name: "Acknowledge" }).waitFor();
}

describe.skipIf(!findBrowser())("the Discord on the playground's page", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  const visit = (options?: Visit) => visitWith(browser, { discord: true, ...options });

  it("stands beside the Slack, and is of the same people", async () => {
    await using visitor = await visit({ greeted: false });
    const { page } = visitor;
    const greeting = page.getByRole("dialog", { name: "Welcome to the Tocsin playground" });
    await greeting.getByText("it is the same incident").waitFor();
    await greeting.getByRole("button", { name: "Look around" }).click();
    await actAs(page, "Lin");
    await side(page, "Slack").getByRole("textbox", { name: "Message #incidents" }).fill("from one side");
    await page.keyboard.press("Enter");
    await type(page, "from the **other**, @ada <@&1> :fire: https://example.com/a");
    await message(side(page, "Slack").getByRole("main"), "from one side").waitFor();
    await said(page, "from the other, @Ada Okafor").getByRole("strong").waitFor();
    await said(page, "🔥").getByRole("link", { name: "https://example.com/a" }).waitFor();
    const [left, right] = await Promise.all([side(page, "Slack").boundingBox(), discord(page).boundingBox()]);
    expect(left?.width).toBeGreaterThan(600);
    expect(right?.x).toBeGreaterThan(600);
  });

  it("offers commands, fills in their options and runs them", async () => {
    await using visitor = await visit();
    const { page } = visitor;
    await composer(page).pressSequentially("/inc");
    await page.getByRole("option", { name: "/incident open Open an incident" }).click();
    const form = discord(page).getByRole("form", { name: "/incident open" });
    await form.getByRole("textbox", { name: "title" }).fill("checkout is down");
    await form.getByRole("combobox", { name: "severity" }).fill("s");
    await page.getByRole("option", { name: "SEV1 · known" }).click();
    await form.getByRole("combobox", { name: "lead" }).fill("gra");
    await page.getByRole("option", { name: /Grace Nilsson/ }).click();
    await form.getByRole("button", { name: "Send command" }).click();
    const card = said(page, "INC-1 checkout is down");
    await card.getByText("SEV1").first().waitFor();
    await card.getByText("@Grace Nilsson").waitFor();
    await card.getByText("Ada Okafor used /incident").waitFor();
  });

  it("reads a typed command as options, and asks for what is missing", async () => {
    await using visitor = await visit();
    const { page } = visitor;
    await type(page, "/incident open severity:sev1 title:payments are late");
    await said(page, "INC-1 payments are late").getByText("SEV1").first().waitFor();
    await type(page, "/incident open sev1 @lin checkout is slow");
    const card = said(page, "INC-1 checkout is slow");
    await card.getByText("SEV1").first().waitFor();
    await card.getByText("@Lin").waitFor();
    await type(page, "/incident open @grace sev2 mail is late");
    const other = said(page, "INC-1 mail is late");
    await other.getByText("@Grace Nilsson").waitFor();
    await type(page, "/incident open sev1");
    const form = discord(page).getByRole("form", { name: "/incident open" });
    await form.getByRole("textbox", { name: "title" }).press("Escape");
    await type(page, "/nothing");
    await discord(page).getByRole("alert").filter({ hasText: "There is no command /nothing." }).waitFor();
    await type(page, "/incident nothing");
    const offered = page.getByRole("menu", { name: "Choose a sub-command of /incident." });
    await offered.getByRole("menuitem", { name: "/incident open" }).waitFor();
    await page.keyboard.press("Escape");
    await type(page, "/incident help");
    const help = said(page, "Try open.");
    await help.getByRole("heading", { name: "Help" }).waitFor();
    await help.getByRole("button", { name: "Dismiss message" }).click();
    await help.waitFor({ state: "detached" });
  });

  it("presses, chooses and fills in a form, keeping private answers private", async () => {
    await using visitor = await visit();
    const { page } = visitor;
    await open(page);
    await discord(page).getByRole("button", { name: "Acknowledge" }).click();
    await said(page, "Acknowledged").waitFor();
    await discord(page).getByRole("combobox", { name: "Severity" }).click();
    await page.getByRole("option", { name: "SEV2" }).click();
    await said(page, "Severity is now sev2").getByText("Only you can see this").waitFor();
    await discord(page).getByRole("button", { name: "Edit", exact: true }).click();
    const form = page.getByRole("dialog", { name: "Edit INC-1" });
    await form.getByRole("textbox", { name: "Title" }).fill("no");
    await form.getByRole("button", { name: "Submit" }).click();
    await form.getByRole("alert").waitFor();
    await form.getByRole("textbox", { name: "Title" }).fill("checkout is slow");
    await page.keyboard.press("Enter");
    await form.waitFor({ state: "detached" });
    await said(page, "INC-1 checkout is slow").waitFor();
    await actAs(page, "Grace");
    await said(page, "INC-1 checkout is slow").waitFor();
    expect(await said(page, "Severity is now").count()).toBe(0);
  });

  it("shows a card at the head of its thread too, and counts what is said there", async () => {
    await using visitor = await visit();
    const { page, playground } = visitor;
    await open(page);
    await said(page, "INC-1").focus();
    await page.keyboard.press("t");
    await page.getByRole("dialog", { name: "Create a thread" }).getByRole("textbox").fill("INC-1");
    await page.keyboard.press("Enter");
    const head = message(thread(page), "INC-1 checkout is down");
    await head.getByRole("button", { name: "Acknowledge" }).click();
    await head.getByText("Acknowledged").waitFor();
    await said(page, "Acknowledged").waitFor();
    await playground.discord.act("lin", { kind: "say", channel: "#INC-1", content: "looking" });
    await said(page, "INC-1").getByText("1 message").waitFor();
  });

  it("answers, opens a thread, edits, reacts, pins, deletes", async () => {
    await using visitor = await visit();
    const { page } = visitor;
    await type(page, "502s everywhere");
    await said(page, "502s everywhere").hover();
    await discord(page).getByRole("button", { name: "Reply", exact: true }).click();
    await type(page, "since the deploy");
    await said(page, "since the deploy")
      .getByRole("button", { name: /502s everywhere/ })
      .waitFor();
    await said(page, "502s everywhere").first().focus();
    await page.keyboard.press("t");
    await page.getByRole("dialog", { name: "Create a thread" }).getByRole("button", { name: "Create thread" }).click();
    await thread(page).getByRole("textbox", { name: "Message 502s everywhere" }).fill("looking");
    await page.keyboard.press("Enter");
    const looking = message(thread(page), "looking");
    await looking.focus();
    await page.keyboard.press("e");
    await page.getByRole("textbox", { name: "Edit message" }).fill("found it");
    await page.keyboard.press("Enter");
    const found = message(thread(page), "found it");
    await found.getByText("(edited)").waitFor();
    await found.hover();
    await thread(page).getByRole("button", { name: "Add reaction" }).click();
    await page.getByRole("menuitem", { name: ":fire:" }).click();
    await found.getByRole("button", { name: "🔥 1", pressed: true }).waitFor();
    await found.focus();
    await page.keyboard.press("p");
    await thread(page).getByRole("button", { name: "1 pinned" }).waitFor();
    await found.hover();
    await thread(page).getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Delete message" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await found.waitFor({ state: "detached" });
    await page.getByRole("navigation", { name: "Channels" }).getByRole("button", { name: "502s everywhere" }).waitFor();
  });

  it("posts in a forum with tags, and a file", async () => {
    await using visitor = await visit();
    const { page } = visitor;
    await page.getByRole("navigation", { name: "Channels" }).getByRole("button", { name: "war-room" }).click();
    await discord(page).getByRole("button", { name: "New post" }).click();
    const dialog = page.getByRole("dialog", { name: "New post in war-room" });
    await dialog.getByRole("textbox", { name: "Title" }).fill("Checkout is down");
    await dialog.getByRole("textbox", { name: "Message" }).fill("||everything|| is slow");
    await dialog.getByRole("button", { name: "🔴 Open" }).click();
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>';
    await dialog
      .getByLabel("Files", { exact: true })
      .setInputFiles({ name: "graph.svg", mimeType: "image/svg+xml", buffer: Buffer.from(svg) });
    await dialog.getByText("graph.svg").waitFor();
    await dialog.getByRole("button", { name: "Post" }).click();
    const image = thread(page).getByRole("img", { name: "graph.svg" });
    await expect.poll(() => image.evaluate((each) => (each as HTMLImageElement).naturalWidth)).toBe(40);
    await thread(page).getByRole("button", { name: "Spoiler" }).click();
    await discord(page).getByRole("listitem").filter({ hasText: "Checkout is down" }).getByText("🔴 Open").waitFor();
    await thread(page).getByRole("button", { name: "Close thread" }).click();
    await discord(page).getByRole("button", { name: "🟢 Resolved" }).click();
    await discord(page).getByText("There are no posts here yet.").waitFor();
  });

  it("makes another server, and goes to and fro", async () => {
    await using visitor = await visit();
    const { page, playground } = visitor;
    const sidebar = page.getByRole("navigation", { name: "Channels" });
    await sidebar.getByRole("button", { name: "Acme" }).click();
    await page.getByRole("menuitem", { name: "Create a server" }).click();
    await page.getByRole("textbox", { name: "Server name" }).fill("Partners");
    await page.keyboard.press("Enter");
    await sidebar.getByRole("button", { name: "Partners" }).waitFor();
    await type(page, "hello partners");
    await said(page, "hello partners").waitFor();
    await page.reload();
    await said(page, "hello partners").waitFor();
    await sidebar.getByRole("button", { name: "Partners" }).click();
    await page.getByRole("menuitem", { name: "Acme" }).click();
    await discord(page).getByRole("main", { name: "#incidents" }).waitFor();
    expect(await said(page, "hello partners").count()).toBe(0);
    await playground.discord.act("lin", { kind: "say", channel: "Partners#general", content: "anybody?" });
    await sidebar.getByTitle("Unread in another server").waitFor();
    await open(page);
  });

  it("talks with the bot alone, and marks what is unread", async () => {
    await using visitor = await visit();
    const { page, playground } = visitor;
    await page
      .getByRole("navigation", { name: "Channels" })
      .getByRole("button", { name: /^Tocsin/ })
      .click();
    await composer(page, "Message @Tocsin").fill("hello");
    await page.keyboard.press("Enter");
    await said(page, "How can I help?").waitFor();
    await playground.discord.act("lin", { kind: "say", channel: "#general", content: "All hands, @ada" });
    const row = page.getByRole("navigation", { name: "Channels" }).getByRole("button", { name: /^general/ });
    await row.getByText("1 unread").waitFor();
    await row.click();
    await discord(page).getByRole("separator", { name: "New messages" }).waitFor();
    await row.getByText("unread").waitFor({ state: "detached" });
  });

  it("keeps offering commands to somebody who types as soon as a dialog has closed", async () => {
    await using visitor = await visit();
    const { page } = visitor;
    await composer(page).focus();
    await page.clock.install();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("payme");
    await page.keyboard.press("Enter");
    await page.keyboard.type("/incident o");
    const offered = page.getByRole("option", { name: "/incident open Open an incident" });
    await offered.waitFor();
    await page.clock.runFor(1_000);
    expect(await offered.isVisible()).toBe(true);
  });

  it("opens a form from a message, by keyboard", async () => {
    await using visitor = await visit();
    const { page } = visitor;
    await composer(page).focus();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("payme");
    await page.keyboard.press("Enter");
    await discord(page).getByRole("main", { name: "#payments" }).waitFor();
    const offered = page.getByRole("option", { name: "/incident open Open an incident" });
    await page.keyboard.type("/incident o");
    await offered.waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type("checkout is down");
    await page.keyboard.press("Tab");
    await page.keyboard.type("sev2");
    await page.getByRole("option", { name: "SEV2 · known" }).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await said(page, "INC-1 checkout is down").waitFor();
    await page.keyboard.press("Alt+2");
    await page.getByRole("radio", { name: "Lin", checked: true }).waitFor();
    await said(page, "INC-1").focus();
    await page.keyboard.press("m");
    await page.getByRole("menuitem", { name: "Open from message" }).focus();
    await page.keyboard.press("Enter");
    const form = page.getByRole("dialog", { name: "From a message" });
    await form.waitFor();
    await page.keyboard.press("Escape");
    await form.waitFor({ state: "detached" });
  });

  it("takes turns with the Slack on a phone", async () => {
    await using visitor = await visit({ viewport: { width: 390, height: 844 } });
    const { page } = visitor;
    await side(page, "Slack").waitFor();
    expect(await discord(page).isVisible()).toBe(false);
    await page.getByRole("button", { name: "Discord" }).click();
    await composer(page).waitFor();
    expect(await side(page, "Slack").isVisible()).toBe(false);
    await open(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
