import { startApp } from "../app.ts";
import { readConfig } from "../config.ts";
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

export const start: Verb = {
  summary: "Serve until told to stop",
  async run(_args, env) {
    const config = readConfig(env);
    const log = openLog(config);
    const stopped = stopSignal();
    const app = await startApp(config, log);
    say(app.url);
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
