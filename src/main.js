#!/usr/bin/env node
// Plain JavaScript, so that an old Node can still read it and say what it needs.
import * as module from "node:module";
import { setFlagsFromString } from "node:v8";

const needed = 26;
const major = Number(process.versions.node.split(".")[0]);
if (major < needed) {
  process.stderr.write(
    `Tocsin needs Node ${needed} and this is ${process.versions.node}. Start it with "npm start" or "npm run tocsin", which bring their own.\n`,
  );
  process.exit(2);
}
process.env.TZ = "UTC";
module.enableCompileCache();

// Loading the modules makes a lot of short-lived garbage. Kept small meanwhile, the heap stays 100 MB smaller for good.
setFlagsFromString("--semi-space-growth-factor=1");
const { main } = await import("./cli.ts");
setFlagsFromString("--semi-space-growth-factor=2");

process.exitCode = await main(process.argv.slice(2), process.env);
