import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { menu } from "../commands/menu.ts";
import { ConfigError } from "../domain/refusal.ts";
import { discordManifest } from "../platforms/discord/manifest.ts";
import { slackManifest } from "../platforms/slack/manifest.ts";
import { say, type Verb } from "./verb.ts";

const folder = fileURLToPath(new URL("../../manifests/", import.meta.url));

/** The files the repository keeps; a test holds them against what is generated. */
const manifests: Readonly<Record<string, () => object>> = {
  slack: () => slackManifest(menu()),
  discord: () => discordManifest(menu()),
};

export const manifestText = (platform: string): string => {
  const make = manifests[platform];
  if (make === undefined) {
    throw new ConfigError([`There is no manifest for ${platform}. There is: ${Object.keys(manifests).join(", ")}.`]);
  }
  return `${JSON.stringify(make(), null, 2)}\n`;
};

export const manifest: Verb = {
  summary: "print the manifest of the app for a platform; --write brings the file in manifests/ up to date",
  usage: "[slack|discord] [--write] [--url https://tocsin.example.com]",
  async run(args) {
    const url = valueAfter(args, "--url");
    const platforms = args.filter((arg, i) => !arg.startsWith("--") && args[i - 1] !== "--url");
    const wanted = platforms.length > 0 ? platforms : Object.keys(manifests);
    if (!args.includes("--write")) {
      for (const platform of wanted) {
        const byHttp = platform === "slack" && url !== undefined;
        say((byHttp ? JSON.stringify(slackManifest(menu(), url), null, 2) : manifestText(platform)).trimEnd());
      }
      return 0;
    }
    await mkdir(folder, { recursive: true });
    for (const platform of wanted) {
      await writeFile(`${folder}${platform}.json`, manifestText(platform));
      say(`manifests/${platform}.json`);
    }
    return 0;
  },
};

const valueAfter = (args: readonly string[], name: string): string | undefined => {
  const at = args.indexOf(name);
  return at === -1 ? undefined : args[at + 1];
};
