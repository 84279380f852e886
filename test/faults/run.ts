import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { startServer } from "../bench/support.ts";

/**
 * Every death on the road to a page, and every other trouble beside this file, on the PostgreSQL in TEST_DATABASE_URL or
 * on a throwaway one.
 */
const root = join(import.meta.dirname, "../..");
await using server = await startServer();
const args = ["test", "--", "test/faults", "--disableConsoleIntercept=true", ...process.argv.slice(2)];
const { status } = spawnSync("npm", args, {
  cwd: root,
  env: { ...process.env, FAULTS: "all", TEST_DATABASE_URL: server.url },
  stdio: "inherit",
});
process.exitCode = status ?? 1;
