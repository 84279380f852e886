import { describe, expect, it } from "vitest";
import type { PersonId } from "../../../src/domain/ids.ts";
import { literal, mentionedIn, toNeutral, width } from "../../../src/platforms/discord/markup.ts";

const ada = "01900000-0000-7000-8000-00000000000a" as PersonId;
const mentions = { people: new Map([["100", ada]]), channels: new Map([["200", ["payments", "all"]]]) };
const named = { guild: "9", role: () => "on-call", chat: (id: string) => (id === "300" ? "general" : undefined) };
const heard = (text: string) => toNeutral(text, mentions, { ...named, looks: true });
const typed = (text: string) => toNeutral(text, mentions, { ...named, looks: false });

describe("what people say", () => {
  it.each([
    ["<@100> and <@!100> and <@101>", `<@${ada}> and <@${ada}> and @101`],
    [
      "<#200> <#300> <#301>",
      "<#payments> <#all> [#general](https://discord.com/channels/9/300) [#301](https://discord.com/channels/9/301)",
    ],
    ["<@&5> <:party:123> <a:dance:124>", "@on-call :party: :dance:"],
    ["<t:1767603600:F> <t:1767603600:t> <t:1767603600:d>", "2026-01-05 09:00 UTC 09:00 UTC 2026-01-05"],
    ["</incident open:123>", "/incident open"],
    ["**b** *i* _i_ ~~s~~ ***bi*** __u__", "**b** _i_ _i_ ~~s~~ **bi** u"],
    ["[read](<https://a.example/x>) <https://b.example>", "[read](https://a.example/x) https://b.example"],
    ["2 \\* 3 \\_ 4", "2 * 3 _ 4"],
    ["`<@100> *x*` and ```\n<@100>\n```", "`<@100> *x*` and ```\n<@100>\n```"],
  ])("is ours: %s", (said, ours) => {
    expect(heard(said)).toBe(ours);
  });
});

it("takes a command line letter for letter, with its people and roles", () => {
  expect(typed("ack *now* <@100> <@&5> a\\*b")).toBe(`ack *now* <@${ada}> [@on-call](group:5) a\\*b`);
});

it("finds the accounts and chats that are named, and none in code", () => {
  expect(mentionedIn("<@1> <@!2> <@1> <#3> `<@4>` ```<#5>```")).toEqual({ accounts: ["1", "2"], chats: ["3"] });
});

it("is never wider than it is thought to be", () => {
  for (const text of ["1. @everyone *_~|<>[]`\\", "- a\n# b\n12. c", "https://a.example/*_|~~[]"]) {
    expect(literal(text).length).toBeLessThanOrEqual(width(text));
  }
});
