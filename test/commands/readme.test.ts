import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { menu } from "../../src/commands/menu.ts";
import { commandList } from "../support/command-list.ts";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

it("is what the README lists", () => {
  const listed = /<!-- commands[^>]*-->\n([\s\S]*?)\n<!-- \/commands -->/.exec(readme)?.[1];
  expect(listed).toBe(commandList(menu()));
});
