import { check } from "./cli/check.ts";
import { help } from "./cli/help.ts";
import { migrate } from "./cli/migrate.ts";
import { oncall } from "./cli/oncall.ts";
import { start } from "./cli/start.ts";
import type { Verb } from "./cli/verb.ts";
import { version } from "./cli/version.ts";
import { ConfigError } from "./domain/refusal.ts";

const verbs: Readonly<Record<string, Verb>> = { start, migrate, check, oncall, version };

const [typed = "help", ...args] = process.argv.slice(2);
const name = typed.replace(/^--?(?=[a-z])/, "");

const run = async (): Promise<number> => {
  if (name === "help" || name === "h") return help(verbs);
  const verb = verbs[name];
  if (!verb) throw new ConfigError([`There is no command ${typed}. See: npm run tocsin help`]);
  return verb.run(args, process.env);
};

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  for (const problem of error.problems) process.stderr.write(`${problem}\n`);
  process.exitCode = 2;
}
