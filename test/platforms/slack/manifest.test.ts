import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { manifestText } from "../../../src/cli/manifest.ts";
import { menu } from "../../../src/commands/menu.ts";
import { slackManifest } from "../../../src/platforms/slack/manifest.ts";

const file = fileURLToPath(new URL("../../../manifests/slack.json", import.meta.url));
const schemaFile = fileURLToPath(new URL("../../../../shared/data/slack-manifest.schema.json", import.meta.url));

describe("manifests/slack.json", () => {
  it("is what the command table says: bring it up to date with `npm run generate`", () => {
    expect(readFileSync(file, "utf8")).toBe(manifestText("slack"));
  });

  it("has every slash command, with mentions in Slack's own form", () => {
    const commands = slackManifest(menu()).features.slash_commands;
    const roots = new Set(menu().commands.map(({ path }) => `/${path.split(" ")[0]}`));
    expect(new Set(commands.map(({ command }) => command))).toEqual(roots);
    expect(commands.every(({ should_escape }) => should_escape)).toBe(true);
  });

  it("names addresses only where Slack is to call us", () => {
    expect(JSON.stringify(slackManifest(menu()))).not.toContain("_url");
    const { settings, features } = slackManifest(menu(), "https://tocsin.example.com");
    expect(settings).toMatchObject({
      socket_mode_enabled: false,
      event_subscriptions: { request_url: "https://tocsin.example.com/slack/events" },
      interactivity: { message_menu_options_url: "https://tocsin.example.com/slack/events" },
    });
    expect(features.slash_commands[0]).toMatchObject({ url: "https://tocsin.example.com/slack/events" });
  });

  // The schema is Slack's and not ours to pass on: where it is not beside this repository, this is skipped.
  it.skipIf(!existsSync(schemaFile))("is what Slack's schema asks for", () => {
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
    const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, "utf8")));
    for (const manifest of [slackManifest(menu()), slackManifest(menu(), "https://tocsin.example.com")]) {
      validate(manifest);
      expect(validate.errors ?? []).toEqual([]);
    }
  });
});
