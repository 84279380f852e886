import { defineConfig } from "vitest/config";

process.env["TZ"] = "UTC";

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["test/**/*.test.ts"],
    globalSetup: "test/support/template.ts",
    // Files of one worker share its modules, and with them its empty databases: opening one takes a second.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
