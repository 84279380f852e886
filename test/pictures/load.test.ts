import { expect, it } from "vitest";
import { sourcesIn } from "../support/source.ts";

it("loads no package and draws nothing before the first picture", () => {
  const sources = new Map(sourcesIn("src").map((file) => [file.path, file]));
  const reached = new Set<string>();
  const reach = (path: string): void => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const { target, typeOnly } of sources.get(path)?.imports ?? []) if (!typeOnly) reach(target);
  };
  reach("src/pictures/calendar.ts");
  expect([...reached].filter((path) => path.startsWith("src/pictures/"))).toEqual([
    "src/pictures/calendar.ts",
    "src/pictures/painter.ts",
  ]);
  expect([...reached].filter((path) => !path.startsWith("src/"))).toEqual(["node:worker_threads"]);
});
