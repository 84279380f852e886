import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

process.env["TZ"] = "UTC";

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["test/**/*.test.ts"],
    globalSetup: "test/support/template.ts",
    // Files of one worker share its modules, and with them its empty databases: opening one takes a second.
    isolate: false,
    // Most of a test is waiting for a socket, so two files at a time go well even where there are but two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Real sockets and a real browser on a busy machine: what fails is tried again before it counts, in CI only.
    retry: process.env["CI"] ? 2 : 0,
  },
});
