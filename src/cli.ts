import { help } from "./cli/help.ts";
import type { Verb } from "./cli/verb.ts";
import { ConfigError } from "./domain/refusal.ts";

/** Loaded when asked for: what needs no platform and no database does not wait for them. */
const verbs: Readonly<Record<string, () => Promise<Verb>>> = {
  start: async () => (await import("./cli/start.ts")).start,
  migrate: async () => (await import("./cli/migrate.ts")).migrate,
  check: async () => (await import("./cli/check.ts")).check,
  manifest: async () => (await import("./cli/manifest.ts")).manifest,
  oncall: async () => (await import("./cli/oncall.ts")).oncall,
  schema: async () => (await import("./cli/schema.ts")).schema,
  version: async () => (await import("./cli/version.ts")).version,
};

const helpWithAll = async (): Promise<number> => {
  const loaded = Object.entries(verbs).map(async ([name, load]) => [name, await load()] as const);
  return help(Object.fromEntries(await Promise.all(loaded)));
};

/** Runs one command. Resolves to the exit code: 2 when the configuration keeps it from running. */
export const main = async ([typed = "help", ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<number> => {
  const name = typed.replace(/^--?(?=[a-z])/, "");
  try {
    if (name === "help" || name === "h") return await helpWithAll();
    const load = verbs[name];
    if (!load) throw new ConfigError([`There is no command ${typed}. See: npm run tocsin help`]);
    return await (await load()).run(args, env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const problem of error.problems) process.stderr.write(`${problem}\n`);
    return 2;
  }
};
