import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  actAs,
  composer,
  findBrowser,
  launchBrowser,
  message,
  open,
  thread,
  type Visit,
  visitWith,
} from "./support/page-visit.ts";

describe.skipIf(!findBrowser())("the playground's page", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  const visit = (options?: Visit) => visitWith(browser, options);

  it("greets a first visitor with three things to try, and does them", async () => {
    await using visitor = await visit({ greeted: false, at: "" });
    const { page } = visitor;
    const greeting = page.getByRole("dialog", { name: "Welcome to the Tocsin playground" });
    await greeting.getByRole("button", { name: "Type it for me" }).click();
    await greeting.waitFor({ state: "detached" });
    expect(await composer(page).inputValue()).toBe("/incident open sev1 checkout is down");
    await composer(page).press("Enter");
    await message(page, "INC-1 checkout is down").waitFor();
    await page.getByRole("button", { name: "Things to try" }).click();
    await greeting.getByRole("button", { name: "Reply as Lin" }).click();
    await page.getByRole("radio", { name: "Lin", checked: true }).waitFor();
    await thread(page).getByRole("textbox", { name: "Reply in thread" }).waitFor();
    await page.reload();
    await page.getByRole("radio", { name: "Lin", checked: true }).waitFor();
    expect(await greeting.count()).toBe(0);
  });

  it("completes a slash command, word by word, and runs it", async () => {
    await using visitor = await visit();
    const { page } = visitor;
    await composer(page).pressSequentially("/inc");
    await page.getByRole("option", { name: /\/incident/ }).waitFor();
    await composer(page).press("Tab");
    await page.getByRole("option", { name: "open open an incident" }).waitFor();
    await composer(page).press("ArrowDown");
    await composer(page).press("Enter");
    await composer(page).pressSequentially("s");
    await page.getByRole("option", { name: "sev1" }).click();
    await composer(page).pressSequentially("<b>payments</b> & *co*");
    await composer(page).press("Enter");
    await page.getByRole("heading", { name: "INC-1 <b>payments</b> & *co*" }).waitFor();
    await composer(page).fill("/nothing");
    await composer(page).press("Enter");
    await page.getByRole("alert").filter({ hasText: "/nothing is not a valid command" }).waitFor();
    expect(await composer(page).inputValue()).toBe("/nothing");
  });

  it("acknowledges and resolves by button, asking first where the app wants it", async () => {
    await using visitor = await visit();
    const { page } = visitor;
    await open(page);
    await page.getByRole("button", { name: "Acknowledge" }).click();
    await message(page, "Acknowledged").waitFor();
    await page.getByRole("button", { name: "Resolve" }).click();
    await page.getByRole("dialog", { name: "Resolve INC-1?" }).getByRole("button", { name: "Not yet" }).click();
    await page.getByRole("button", { name: "Resolve" }).click();
    await page.getByRole("button", { name: "Yes, resolve" }).click();
    await page.getByRole("heading", { name: /✅ INC-1/ }).waitFor();
    expect(await page.getByRole("button", { name: "Resolve" }).count()).toBe(0);
  });

  it("chooses from a select and shows the answer to nobody else", async () => {
    await using visitor = await visit();
    const { page } = visitor;
    await open(page);
    await page.getByRole("combobox", { name: "Severity" }).click();
    await page.getByRole("option", { name: "SEV2" }).click();
    await message(page, "Severity is now sev2").getByText("Only visible to you").waitFor();
    await actAs(page, "Grace");
    await page.getByRole("button", { name: "Acknowledge" }).waitFor();
    expect(await message(page, "Severity is now").count()).toBe(0);
  });

  it("fills in a form: an error keeps it open, a suggestion completes it", async () => {
    await using visitor = await visit();
    const { page, saved } = visitor;
    await open(page);
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    const form = page.getByRole("dialog", { name: "Edit INC-1" });
    await form.getByRole("textbox", { name: "Title" }).fill("boom");
    await form.getByRole("combobox", { name: "Channel" }).click();
    await page.getByRole("searchbox", { name: "Search Channel" }).fill("p");
    await page.getByRole("option", { name: "payments" }).click();
    await form.getByRole("checkbox", { name: "Private" }).check();
    await form.getByRole("button", { name: "Save" }).click();
    await form.getByRole("alert").filter({ hasText: "Say it calmly." }).waitFor();
    await form.getByRole("textbox", { name: "Title" }).fill("checkout is slow");
    await form.getByRole("textbox", { name: "Title" }).press("Enter");
    await form.waitFor({ state: "detached" });
    await page.getByRole("heading", { name: /checkout is slow/ }).waitFor();
    expect(saved).toMatchObject([
      {
        title: { value: { value: "checkout is slow" } },
        channel: { channel: { selected_option: { value: "payments" } } },
        flags: { flags: { selected_options: [{ value: "private" }] } },
      },
    ]);
  });

  it("replies in a thread as somebody else, edits, reacts, pins and deletes", async () => {
    await using visitor = await visit();
    const { page } = visitor;
    await open(page);
    await actAs(page, "Lin");
    await message(page, "INC-1").hover();
    await page.getByRole("button", { name: "Reply in thread" }).click();
    const reply = thread(page).getByRole("textbox", { name: "Reply in thread" });
    await reply.fill("Looking, @ada");
    await reply.press("Enter");
    await thread(page).getByText("@Ada Okafor").waitFor();
    await message(page, "INC-1")
      .getByRole("button", { name: /1 reply/ })
      .waitFor();
    await reply.press("ArrowUp");
    await thread(page).getByRole("textbox", { name: "Edit message" }).fill("Looking at it");
    await page.keyboard.press("Enter");
    await thread(page).getByText("Looking at it (edited)").waitFor();
    await thread(page).getByRole("article").last().hover();
    await thread(page).getByRole("button", { name: "Add reaction" }).click();
    await page.getByRole("menuitem", { name: ":pushpin:" }).click();
    await thread(page).getByRole("button", { name: ":pushpin: 1", pressed: true }).waitFor();
    await thread(page).getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: /Pin to channel/ }).click();
    await thread(page).getByText("Pinned").waitFor();
    await page.getByRole("button", { name: "1 pinned" }).waitFor();
    await thread(page).getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Delete message" }).click();
    await page.getByRole("dialog", { name: "Delete message" }).getByRole("button", { name: "Delete" }).click();
    await thread(page).getByText("Looking at it").waitFor({ state: "detached" });
  });

  it("sends a picture that everybody sees", async () => {
    await using visitor = await visit();
    const { page } = visitor;
    const picture =
      '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>';
    const file = { name: "graph.svg", mimeType: "image/svg+xml", buffer: Buffer.from(picture) };
    await page.getByRole("main").getByLabel("Choose files").setInputFiles(file);
    await page
      .getByRole("listitem")
      .filter({ hasText: `graph.svg${file.buffer.length} B` })
      .waitFor();
    const dropped = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(["504"], "trace.log", { type: "text/plain" }));
      return transfer;
    });
    await page.getByRole("main").dispatchEvent("drop", { dataTransfer: dropped });
    await page.getByRole("button", { name: "Remove trace.log" }).waitFor();
    await composer(page).fill("the graph");
    await composer(page).press("Enter");
    await actAs(page, "Sam");
    await page.getByRole("link", { name: "trace.log" }).waitFor();
    const image = message(page, "the graph").getByRole("img", { name: "graph.svg" });
    await image.waitFor();
    await expect.poll(() => image.evaluate((each) => (each as HTMLImageElement).naturalWidth)).toBe(40);
  });

  it("marks what is unread, and where it begins", async () => {
    await using visitor = await visit();
    const { page, slack } = visitor;
    await composer(page).waitFor();
    await slack.act("lin", { kind: "say", channel: "#general", text: "All hands at three" });
    const row = page.getByRole("navigation", { name: "Conversations" }).getByRole("button", { name: /^general/ });
    await row.getByText("1 unread").waitFor();
    await row.click();
    await page.getByRole("separator", { name: "New messages" }).waitFor();
    await message(page, "All hands at three").waitFor();
    await row.getByText("unread").waitFor({ state: "detached" });
    const { id = "" } = await slack.act("grace", { kind: "dm", person: slack.idOf("lin") });
    await slack.act("grace", { kind: "say", channel: id, text: "a word with you" });
    await page.getByRole("radio", { name: "Lin, 1 unread" }).click();
    await page.getByRole("main", { name: "#general" }).waitFor();
  });

  it("opens App Home, and forms by shortcut", async () => {
    await using visitor = await visit();
    const { page } = visitor;
    await page.getByRole("button", { name: "Tocsin Home" }).click();
    await page.getByRole("heading", { name: "My incidents" }).waitFor();
    await page.getByRole("button", { name: "general" }).click();
    await page.getByRole("button", { name: "Shortcuts and commands" }).click();
    await page.getByRole("menuitem", { name: "Open an incident" }).click();
    await page.getByRole("dialog", { name: "Open an incident" }).getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("textbox", { name: "Message #general" }).fill("502s everywhere");
    await page.keyboard.press("Enter");
    await message(page, "502s everywhere").hover();
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Open from message" }).click();
    await page.getByRole("dialog", { name: "From a message" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  it("works by keyboard alone", async () => {
    await using visitor = await visit();
    const { page } = visitor;
    await composer(page).waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("rand");
    await page.keyboard.press("Enter");
    await page.getByRole("main", { name: "#random" }).waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("incid");
    await page.keyboard.press("Enter");
    await composer(page).focus();
    await page.keyboard.type("/incident open checkout");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Acknowledge" }).waitFor();
    await page.keyboard.press("Alt+2");
    await page.getByRole("radio", { name: "Lin", checked: true }).waitFor();
    await message(page, "INC-1").focus();
    await page.keyboard.press("t");
    await thread(page).getByRole("textbox", { name: "Reply in thread" }).waitFor();
    await page.keyboard.type("on it");
    await page.keyboard.press("Enter");
    await thread(page).getByText("on it").waitFor();
    await page.keyboard.press("Escape");
    await thread(page).waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Acknowledge" }).focus();
    await page.keyboard.press("Enter");
    await message(page, "Acknowledged").waitFor();
  });

  it("stays quick and in its place with two thousand messages", async () => {
    await using visitor = await visit();
    const { page, slack } = visitor;
    for (let i = 1; i <= 2000; i += 1)
      await slack.act("lin", { kind: "say", channel: "#random", text: `message ${i}.` });
    await page.getByRole("button", { name: /^random/ }).click();
    await message(page, "message 2000.").waitFor();
    expect(await page.getByRole("article").count()).toBeLessThan(400);
    const feed = page.getByRole("feed", { name: "Messages in #random" });
    await feed.hover();
    await page.mouse.wheel(0, -8000);
    await expect.poll(() => page.getByText("message 1700.").count()).toBe(1);
    const place = () => feed.evaluate((each) => each.parentElement?.scrollTop);
    const before = await place();
    await slack.act("sam", { kind: "say", channel: "#random", text: "and one more" });
    await page.getByRole("button", { name: "1 new message" }).waitFor();
    expect(await place()).toBe(before);
    await page.getByRole("button", { name: "1 new message" }).click();
    await message(page, "and one more").waitFor();
  });

  it("is dark where the system is, until somebody chooses", async () => {
    await using visitor = await visit({ colorScheme: "dark" });
    const { page } = visitor;
    await composer(page).waitFor();
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await paper()).toBe("rgb(20, 21, 23)");
    await page.getByRole("button", { name: "Switch between light and dark" }).click();
    expect(await paper()).toBe("rgb(250, 249, 246)");
    await page.reload();
    await composer(page).waitFor();
    expect(await paper()).toBe("rgb(250, 249, 246)");
  });

  it("follows the bot as it goes and comes back", async () => {
    await using visitor = await visit();
    const { page, end } = visitor;
    await page.getByRole("status").filter({ hasText: "Bot connected" }).waitFor();
    await end();
    await page.getByRole("status").filter({ hasText: "Bot not connected" }).waitFor();
    await composer(page).fill("/incident open x");
    await composer(page).press("Enter");
    await page.getByRole("alert").filter({ hasText: "/incident failed with the error" }).waitFor();
    await visitor.begin();
    await page.getByRole("status").filter({ hasText: "Bot connected" }).waitFor();
  });

  it("has room for a thread on a phone", async () => {
    await using visitor = await visit({ viewport: { width: 390, height: 844 } });
    const { page } = visitor;
    await open(page);
    await page.getByRole("button", { name: "Show conversations" }).click();
    await page.getByRole("button", { name: /^general/ }).click();
    await page.getByRole("main", { name: "#general" }).waitFor();
    await page.goBack();
    await message(page, "INC-1").focus();
    await page.keyboard.press("t");
    const box = await thread(page).boundingBox();
    expect(box?.width).toBe(390);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
