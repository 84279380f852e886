import { expect, it } from "vitest";
import { channelLevels, hears } from "../../src/domain/subscription.ts";

it.each([
  ["responsible", ["declared", "comment", "summary"]],
  ["participate", ["declared"]],
  ["follow", ["summary"]],
  ["none", []],
] as const)("%s hears of %j", (level, heard) => {
  expect((["declared", "comment", "summary"] as const).filter((what) => hears(level, what))).toEqual(heard);
  expect(channelLevels).toContain(level);
});
