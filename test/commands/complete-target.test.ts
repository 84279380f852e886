import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { menu } from "../../src/commands/menu.ts";
import { sourcesIn } from "../support/source.ts";

const { commands } = menu();

/** Every `complete: "…"` of a form or a select, with the file it stands in. */
const targets = sourcesIn("src")
  .filter(({ path }) => !path.startsWith("src/playground/"))
  .flatMap(({ path }) =>
    [...readFileSync(new URL(`../../${path}`, import.meta.url), "utf8").matchAll(/\bcomplete: (["`])(.*?)\1/g)].map(
      ([, , target = ""]) => ({ path, target }),
    ),
  );

/** Does it name a declared command and one of its arguments that can be completed? */
const isDeclared = (target: string): boolean => {
  const words = target.split(" ");
  const command = commands.find(({ path }) => path === words.slice(0, -1).join(" "));
  return command?.args[words.at(-1) ?? ""]?.type.complete !== undefined;
};

it("asks for choices only where a command has them", () => {
  expect(targets.length).toBeGreaterThan(5);
  expect(targets.filter(({ target }) => !isDeclared(target))).toEqual([]);
});

it("knows a target that leads nowhere", () => {
  expect(isDeclared("incident severity severity")).toBe(true);
  for (const wrong of [
    "incident severity",
    "incident severity sev",
    "incident nowhere severity",
    "incident open title",
  ]) {
    expect(isDeclared(wrong), wrong).toBe(false);
  }
});
