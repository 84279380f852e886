import { check } from "./cli/check.ts";
import { help } from "./cli/help.ts";
import { manifest } from "./cli/manifest.ts";
import { migrate } from "./cli/migrate.ts";
import { oncall } from "./cli/oncall.ts";
import { start } from "./cli/start.ts";
import type { Verb } from "./cli/verb.ts";
import { version } from "./cli/version.ts";
import { ConfigError } from "./domain/refusal.ts";

const verbs: Readonly<Record<string, Verb>> = { start, migrate, check, manifest, oncall, version };

/** Runs one command. Resolves to the exit code: 2 when the configuration keeps it from running. */
export const main = async ([typed = "help", ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<number> => {
  const name = typed.replace(/^--?(?=[a-z])/, "");
  try {
    if (name === "help" || name === "h") return help(verbs);
    const verb = verbs[name];
    if (!verb) throw new ConfigError([`There is no command ${typed}. See: npm run tocsin help`]);
    return await verb.run(args, env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const problem of error.problems) process.stderr.write(`${problem}\n`);
    return 2;
  }
};
