import { existsSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import type { Client } from "discord.js";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { expect } from "vitest";
import { type Discord, login, makeClient } from "./discord-world.ts";
import { manifest } from "./manifest.ts";
import { complete, teach } from "./page-bot.ts";
import { teachDiscord } from "./page-discord-bot.ts";
import { startWorld } from "./world.ts";

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Is there a browser? Says so once where there is none. */
export function findBrowser(): boolean {
  const present = existsSync(executablePath);
  if (!present) {
    process.stdout.write(`skipped: the playground's page needs a browser, and there is none at ${executablePath}\n`);
  }
  return present;
}

export const launchBrowser = () => chromium.launch({ executablePath, args: [...args, ...quiet] });

export interface Visit extends BrowserContextOptions {
  readonly at?: string;
  readonly greeted?: boolean;
  /** With a Discord beside the Slack, and the bot in it. */
  readonly discord?: boolean;
}

async function joinDiscord(discord: Discord): Promise<Client<true>> {
  discord.install();
  const client = makeClient(discord) as Client<true>;
  await login(client, discord.token);
  await teachDiscord(client);
  return client;
}

/** A page opened on a playground of its own with a small bot. It must come to its end without an error in the console. */
export async function visitWith(
  browser: Browser,
  { at = "#/ada/incidents", greeted = true, discord = false, ...options }: Visit = {},
) {
  const world = await startWorld();
  world.slack.install(manifest, { complete });
  const { saved } = teach(world.app);
  const client = discord ? await joinDiscord(world.playground.discord) : undefined;
  const server = serve({ fetch: world.playground.fetch, port: 0, hostname: "127.0.0.1" }) as Server;
  await new Promise((resolve) => (server.listening ? resolve(null) : server.once("listening", resolve)));
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const wrong: string[] = [];
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  if (greeted) await page.addInitScript(() => localStorage.setItem("tocsin greeted", "yes"));
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${at}`);
  return {
    ...world,
    saved,
    page,
    [Symbol.asyncDispose]: async () => {
      await context.close();
      server.closeAllConnections();
      server.close();
      await client?.destroy();
      await world[Symbol.asyncDispose]();
      expect(wrong).toEqual([]);
    },
  };
}

export const composer = (page: Page) => page.getByRole("textbox", { name: "Message #incidents" });
export const message = (page: Page, text: string) =>
  page.getByRole("main").getByRole("article").filter({ hasText: text });
export const thread = (page: Page) => page.getByRole("complementary", { name: "Thread" });
export const actAs = (page: Page, name: string) => page.getByRole("radio", { name: new RegExp(`^${name}`) }).click();

/** Opens an incident by command and waits for its card. */
export async function open(page: Page, title = "checkout is down") {
  await composer(page).fill(`/incident open sev1 ${title}`);
  await composer(page).press("Enter");
  await page.getByRole("button", { name: "Acknowledge" }).waitFor();
}
