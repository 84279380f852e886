import { startApp } from "../app.ts";
import { readConfig } from "../config.ts";
import { ConfigError } from "../domain/refusal.ts";
import { openLog } from "../log.ts";
import { say, type Verb } from "./verb.ts";

const drainLimit = 10_000;

/** The first SIGTERM or SIGINT; the second one ends the process at once. */
const stopSignal = (): Promise<string> =>
  new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const)
      process.once(signal, () => {
        process.once(signal, () => process.exit(1));
        resolve(signal);
      });
  });

const readArgs = (args: readonly string[]): boolean => {
  const unknown = args.find((arg) => arg !== "--playground");
  if (unknown !== undefined)
    throw new ConfigError([`start does not understand ${unknown}. It takes --playground only.`]);
  return args.length > 0;
};

export const start: Verb = {
  summary: "Serve until told to stop; without tokens, or with --playground, with a local Slack to try it in",
  usage: "[--playground]",
  async run(args, env) {
    const config = readConfig(env, { playground: readArgs(args) });
    const log = openLog(config);
    const stopped = stopSignal();
    const app = await startApp(config, log);
    say(app.url);
    if (config.playground) process.stderr.write(`The playground is open: ${app.url}\n`);
    const signal = await stopped;
    log.info({ signal }, "Tocsin is stopping.");
    setTimeout(() => {
      log.error("Stopping took longer than ten seconds.");
      process.exit(1);
    }, drainLimit).unref();
    await app.stop();
    log.info("Tocsin has stopped.");
    return 0;
  },
};
