#!/usr/bin/env node
// Plain JavaScript, so that an old Node can still read it and say what it needs.
import * as module from "node:module";

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
await import("./cli.ts");
