import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Runs every bench beside this file, or those named: `npm run bench -- list-search`. Each prints its own table. */
const asked = process.argv.slice(2);
const benches = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".bench.ts"))
  .filter((file) => asked.length === 0 || asked.includes(file.replace(".bench.ts", "")))
  .toSorted();

let failed = 0;
for (const file of benches) {
  process.stdout.write(`\n${file.replace(".bench.ts", "")}\n\n`);
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, file)], { stdio: "inherit" });
  if (status !== 0) failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;
